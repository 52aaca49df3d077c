/** What the CRM shows: asked for, and to be loaded afresh. */
import { contact, person } from '../configuration.ts';
import type { OpenCtiRow } from '../open-cti-row.ts';

const view = { url: 'https://crm.example/contact/17', record: contact };

export const viewRows: readonly OpenCtiRow[] = [
  {
    name: 'getAppViewInfo of a record',
    typed: { method: 'getAppViewInfo', args: [], gives: view },
    lightning: { method: 'getAppViewInfo', returnValue: { url: view.url, ...contact } },
    classic: {
      method: 'getPageInfo',
      json: { url: view.url, objectId: 'contact/17', objectName: 'Contact Seventeen', object: 'Contact', displayName: 'Contact' },
    },
    crm: { gives: { getAppViewInfo: view }, asked: [['getAppViewInfo']] },
  },
  {
    name: 'getAppViewInfo of a person account',
    typed: { method: 'getAppViewInfo', args: [], gives: { url: view.url, record: person } },
    lightning: {
      method: 'getAppViewInfo',
      returnValue: {
        url: view.url,
        recordId: '003000000000017',
        recordName: 'A Person',
        objectType: 'Contact',
        personAccount: true,
        accountId: '001000000000004',
        contactId: '003000000000017',
      },
    },
    classic: {
      method: 'getPageInfo',
      json: {
        url: view.url,
        objectId: '003000000000017',
        objectName: 'A Person',
        object: 'Contact',
        displayName: 'Contact',
        personAccount: true,
        accountId: '001000000000004',
        contactId: '003000000000017',
      },
    },
    crm: { gives: { getAppViewInfo: { url: view.url, record: person } }, asked: [['getAppViewInfo']] },
  },
  {
    name: 'getAppViewInfo of a list',
    typed: { method: 'getAppViewInfo', args: [], gives: { url: 'https://crm.example/contacts' } },
    lightning: { method: 'getAppViewInfo', returnValue: { url: 'https://crm.example/contacts' } },
    classic: { method: 'getPageInfo', json: { url: 'https://crm.example/contacts' } },
    crm: { gives: { getAppViewInfo: { url: 'https://crm.example/contacts' } }, asked: [['getAppViewInfo']] },
  },
  {
    name: 'refreshView',
    typed: { method: 'refreshView', args: [] },
    lightning: { method: 'refreshView' },
    classic: { method: 'refreshPage', result: true },
    crm: { asked: [['refreshView']] },
  },
  {
    name: 'refreshRelatedList',
    typed: { method: 'refreshView', args: [] },
    classic: { method: 'refreshRelatedList', args: ['Activities'], result: true },
    crm: { asked: [['refreshView']] },
  },
  {
    name: 'reloadFrame',
    typed: { method: 'refreshView', args: [] },
    classic: { method: 'entityFeed.reloadFrame', result: true },
    crm: { asked: [['refreshView']] },
  },
  {
    name: 'refreshObject',
    typed: { method: 'refreshObject', args: [{ recordId: 'contact/17', refreshFields: true, refreshRelatedLists: false, refreshFeed: true }] },
    classic: { method: 'entityFeed.refreshObject', args: ['contact/17', true, false, true], result: true },
    crm: { asked: [['refreshObject', { recordId: 'contact/17', refreshFields: true, refreshRelatedLists: false, refreshFeed: true }]] },
  },
  {
    name: 'isInConsole',
    typed: { method: 'isInConsole', args: [], gives: true },
    classic: { method: 'isInConsole', result: true },
    crm: { gives: { isInConsole: true }, asked: [['isInConsole']] },
  },
  {
    name: 'isInConsole, where there is none',
    typed: { method: 'isInConsole', args: [], gives: false },
    classic: { method: 'isInConsole', result: false },
    crm: { gives: { isInConsole: false }, asked: [['isInConsole']] },
  },
];
