/** Everything the CRM tells a softphone: what happens there, and how each kind of page hears of it. Data only. */
import type { AppView, ClickToDial, ObjectUpdate, PlainData, WorkStart } from '../../src/index.ts';
import { contact, NUMBER, person } from './configuration.ts';

/** What somebody does in the CRM. */
export type Happening = { click: ClickToDial } | { view: AppView } | { work: WorkStart } | { update: ObjectUpdate } | { message: PlainData };

export interface EventRow {
  name: string;
  happens: Happening;
  /** The event of `CrmConnection`, or `message` of a channel, and what comes with it. */
  typed: { event: string; payload: unknown };
  /** The method of `sforce.opencti` that takes the listener, and what that hears. */
  lightning?: { method: string; payload: unknown };
  /** The same of `sforce.interaction`, whose listener hears it as JSON in `result`. */
  classic?: { method: string; payload: unknown };
}

const classicContact = { objectId: 'contact/17', objectName: 'Contact Seventeen', object: 'Contact', displayName: 'Contact' };
const nobody = { recordId: '', recordName: '', objectType: '' };
const classicNobody = { objectId: '', objectName: '', object: '', displayName: '' };
const personPayload = {
  recordId: '003000000000017',
  recordName: 'A Person',
  objectType: 'Contact',
  personAccount: true,
  accountId: '001000000000004',
  contactId: '003000000000017',
};
const classicPerson = {
  objectId: '003000000000017',
  objectName: 'A Person',
  object: 'Contact',
  displayName: 'Contact',
  personAccount: true,
  accountId: '001000000000004',
  contactId: '003000000000017',
};

const clicked = (name: string, click: ClickToDial, payload: object, classic: object): EventRow => ({
  name,
  happens: { click },
  typed: { event: 'clickToDial', payload: click },
  lightning: { method: 'onClickToDial', payload: { params: '', ...payload } },
  classic: { method: 'cti.onClickToDial', payload: { params: '', ...classic } },
});

const shown = (name: string, view: AppView, record: object, classic: object): EventRow => ({
  name,
  happens: { view },
  typed: { event: 'navigation', payload: view },
  lightning: { method: 'onNavigationChange', payload: { url: view.url, ...record } },
  // Of a view that is not of a record, Classic tells the address only.
  classic: { method: 'onFocus', payload: { url: view.url, ...(view.record && classic) } },
});

const work = { workId: 'work/1', completeWorkWhen: 'TaskSaved', attributes: { to: NUMBER } };
const update = { fieldsUpdated: true, relatedListsUpdated: false, feedUpdated: true };
const news = { text: 'hello', list: [1, null] };

export const openCtiEvents: readonly EventRow[] = [
  clicked('a number is clicked', { number: NUMBER }, { number: NUMBER, ...nobody }, { number: NUMBER, ...classicNobody }),
  clicked(
    'the number of a record is clicked',
    { number: '08-123 456', record: contact },
    { number: '08-123 456', ...contact },
    { number: '08-123 456', ...classicContact },
  ),
  clicked('the number of a person account is clicked', { number: '1', record: person }, { number: '1', ...personPayload }, { number: '1', ...classicPerson }),
  clicked(
    'a number with words for the softphone is clicked',
    { number: NUMBER, params: 'campaign,17' },
    { number: NUMBER, ...nobody, params: 'campaign,17' },
    { number: NUMBER, ...classicNobody, params: 'campaign,17' },
  ),
  shown('a record is shown', { url: 'https://crm.example/contact/17', record: contact }, contact, classicContact),
  shown('a person account is shown', { url: 'https://crm.example/003', record: person }, personPayload, classicPerson),
  shown('a list is shown', { url: 'https://crm.example/contacts' }, nobody, {}),
  {
    name: 'work is started',
    happens: { work },
    typed: { event: 'workStart', payload: work },
    lightning: { method: 'hvs.onWorkStart', payload: work },
  },
  {
    name: 'a record is changed',
    happens: { update },
    typed: { event: 'objectUpdate', payload: update },
    classic: { method: 'entityFeed.onObjectUpdate', payload: update },
  },
  {
    name: 'a message is published',
    happens: { message: news },
    typed: { event: 'message', payload: news },
    lightning: { method: 'subscribe', payload: news },
  },
];
