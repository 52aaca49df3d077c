/** `searchAndScreenPop`, for each branch of the layout, and `searchAndGetScreenPopUrl`. */
import { foundAccount, foundContact, foundPerson, NUMBER, searchFor } from '../configuration.ts';
import type { OpenCtiRow } from '../open-cti-row.ts';
import { defaultFieldValues, flowArgs } from '../pop-targets.ts';

const lightningContact = { Id: 'contact/17', Name: 'Contact Seventeen', RecordType: 'Contact', City: 'North' };
const lightningAccount = { Id: 'account/4', Name: 'Account Four', RecordType: 'Account', Phone: NUMBER, City: 'North' };
const lightningPerson = {
  Id: '003000000000017',
  Name: 'A Person',
  RecordType: 'Contact',
  City: 'South',
  IsPersonAccount: true,
  PersonContactId: '003000000000017',
  AccountId: '001000000000004',
};
const classicContact = { Name: 'Contact Seventeen', object: 'Contact', displayName: 'Contact', City: 'North' };
const classicAccount = { Name: 'Account Four', object: 'Account', displayName: 'Account', Phone: NUMBER, City: 'North' };

const searching = { searchParams: NUMBER, deferred: false };
const deferring = { ...searching, deferred: true };

const manyMatches = Array.from({ length: 10_000 }, (_, index) => ({
  recordId: `contact/${index}`,
  objectType: 'Contact',
  recordName: `Contact ${index}`,
  fields: { City: 'North' },
}));
const firstMatches = manyMatches.slice(0, 50);

export const searchRows: readonly OpenCtiRow[] = [
  {
    name: 'searchAndScreenPop, nothing found',
    typed: { method: 'searchAndScreenPop', args: [{ ...searching, callType: 'inbound', defaultFieldValues: { Phone: NUMBER } }], gives: { matches: [] } },
    lightning: {
      method: 'searchAndScreenPop',
      args: { searchParams: NUMBER, callType: 'inbound', defaultFieldValues: { Phone: NUMBER } },
      returnValue: {},
    },
    crm: {
      gives: { search: [] },
      asked: [
        ['search', searchFor('inbound')],
        ['screenPop', { type: 'newRecord', objectType: 'Contact', defaultFieldValues: { Phone: NUMBER } }],
      ],
    },
  },
  {
    name: 'searchAndScreenPop, nothing found, and nothing to fill in',
    typed: { method: 'searchAndScreenPop', args: [{ ...searching, callType: 'inbound' }], gives: { matches: [] } },
    lightning: { method: 'searchAndScreenPop', args: { searchParams: NUMBER, callType: 'inbound' }, returnValue: {} },
    classic: { method: 'searchAndScreenPop', args: [NUMBER, '', 'inbound'], json: {} },
    crm: {
      gives: { search: [] },
      asked: [
        ['search', searchFor('inbound')],
        ['screenPop', { type: 'newRecord', objectType: 'Contact' }],
      ],
    },
  },
  {
    name: 'searchAndScreenPop, one found',
    typed: { method: 'searchAndScreenPop', args: [{ ...searching, callType: 'inbound' }], gives: { matches: [foundContact] } },
    lightning: { method: 'searchAndScreenPop', args: { searchParams: NUMBER, callType: 'inbound' }, returnValue: { 'contact/17': lightningContact } },
    classic: { method: 'searchAndScreenPop', args: [NUMBER, '', 'inbound'], json: { 'contact/17': classicContact } },
    crm: {
      // The layout shows one field of contacts.
      gives: { search: [{ ...foundContact, fields: { City: 'North', Income: 'a secret' } }] },
      asked: [
        ['search', searchFor('inbound')],
        ['screenPop', { type: 'record', recordId: 'contact/17', objectType: 'Contact' }],
      ],
    },
  },
  {
    name: 'searchAndScreenPop, two found',
    typed: { method: 'searchAndScreenPop', args: [{ ...searching, callType: 'inbound' }], gives: { matches: [foundContact, foundAccount] } },
    lightning: {
      method: 'searchAndScreenPop',
      args: { searchParams: NUMBER, callType: 'inbound' },
      returnValue: { 'contact/17': lightningContact, 'account/4': lightningAccount },
    },
    classic: {
      method: 'searchAndScreenPop',
      args: [NUMBER, '', 'inbound'],
      json: { 'contact/17': classicContact, 'account/4': classicAccount },
    },
    crm: {
      // A kind of record that is not in the layout is not found.
      gives: { search: [foundContact, foundAccount, { recordId: 'case/1', objectType: 'Case', recordName: 'Case One' }] },
      asked: [
        ['search', searchFor('inbound')],
        ['screenPop', { type: 'search', searchString: NUMBER }],
      ],
    },
  },
  {
    name: 'searchAndScreenPop, of a call that goes out',
    typed: {
      method: 'searchAndScreenPop',
      args: [{ ...searching, callType: 'outbound', queryParams: 'a=b&c=d' }],
      gives: { matches: [foundContact, foundAccount] },
    },
    lightning: {
      method: 'searchAndScreenPop',
      args: { searchParams: NUMBER, callType: 'outbound', queryParams: 'a=b&c=d' },
      returnValue: { 'contact/17': lightningContact, 'account/4': lightningAccount },
    },
    classic: {
      method: 'searchAndScreenPop',
      args: [NUMBER, 'a=b&c=d', 'outbound'],
      json: { 'contact/17': classicContact, 'account/4': classicAccount },
    },
    crm: { gives: { search: [foundContact, foundAccount] }, asked: [['search', searchFor('outbound')]] },
  },
  {
    name: 'searchAndScreenPop, a person account',
    typed: { method: 'searchAndScreenPop', args: [searching], gives: { matches: [foundPerson] } },
    lightning: { method: 'searchAndScreenPop', args: { searchParams: NUMBER, callType: null }, returnValue: { '003000000000017': lightningPerson } },
    crm: {
      gives: { search: [foundPerson] },
      asked: [
        ['search', searchFor('inbound')],
        ['screenPop', { type: 'record', recordId: '003000000000017', objectType: 'Contact' }],
      ],
    },
  },
  {
    name: 'searchAndScreenPop with all there is',
    typed: {
      method: 'searchAndScreenPop',
      args: [{ ...searching, callType: 'internal', queryParams: { a: 'b', n: '1' }, defaultFieldValues, flowArguments: flowArgs }],
      gives: { matches: [foundContact] },
    },
    lightning: {
      method: 'searchAndScreenPop',
      args: {
        searchParams: NUMBER,
        callType: 'Internal',
        queryParams: { a: 'b', n: 1 },
        defaultFieldValues: { ...defaultFieldValues, nothing: undefined },
        params: { FLOW: { flowArgs } },
        deferred: false,
      },
      returnValue: { 'contact/17': lightningContact },
    },
    crm: {
      gives: { search: [foundContact] },
      asked: [
        ['search', searchFor('internal')],
        ['screenPop', { type: 'url', url: '/apex/Caller?a=b&n=1' }],
      ],
    },
  },
  {
    name: 'searchAndScreenPop that opens a flow',
    typed: { method: 'searchAndScreenPop', args: [{ ...searching, callType: 'internal', flowArguments: flowArgs }], gives: { matches: [] } },
    lightning: { method: 'searchAndScreenPop', args: { searchParams: NUMBER, callType: 'internal', params: { FLOW: { flowArgs } } }, returnValue: {} },
    crm: {
      gives: { search: [] },
      asked: [
        ['search', searchFor('internal')],
        ['screenPop', { type: 'flow', flowName: 'Welcome', flowArguments: flowArgs }],
      ],
    },
  },
  {
    name: 'searchAndScreenPop of a name',
    typed: { method: 'searchAndScreenPop', args: [{ searchParams: 'North', deferred: false }], gives: { matches: [foundAccount] } },
    lightning: { method: 'searchAndScreenPop', args: { searchParams: 'North' }, returnValue: { 'account/4': lightningAccount } },
    classic: { method: 'searchAndScreenPop', args: ['North'], json: { 'account/4': classicAccount } },
    crm: {
      gives: { search: [foundAccount] },
      asked: [
        ['search', searchFor('inbound', { text: 'North' })],
        ['screenPop', { type: 'record', recordId: 'account/4', objectType: 'Account' }],
      ],
    },
  },
  {
    name: 'searchAndScreenPop, ten thousand found',
    typed: { method: 'searchAndScreenPop', args: [{ ...searching, callType: 'inbound' }], gives: { matches: firstMatches } },
    lightning: {
      method: 'searchAndScreenPop',
      args: { searchParams: NUMBER, callType: 'inbound' },
      returnValue: Object.fromEntries(
        firstMatches.map(({ recordId, recordName, fields }) => [recordId, { Id: recordId, Name: recordName, RecordType: 'Contact', ...fields }]),
      ),
    },
    classic: {
      method: 'searchAndScreenPop',
      args: [NUMBER, '', 'inbound'],
      json: Object.fromEntries(
        firstMatches.map(({ recordId, recordName, fields }) => [recordId, { Name: recordName, object: 'Contact', displayName: 'Contact', ...fields }]),
      ),
    },
    crm: {
      gives: { search: manyMatches },
      asked: [
        ['search', searchFor('inbound')],
        ['screenPop', { type: 'search', searchString: NUMBER }],
      ],
    },
  },
  {
    name: 'searchAndScreenPop, deferred',
    typed: {
      method: 'searchAndScreenPop',
      args: [{ ...deferring, callType: 'inbound' }],
      gives: { matches: [foundContact], pop: { type: 'record', recordId: 'contact/17', objectType: 'Contact' } },
    },
    lightning: {
      method: 'searchAndScreenPop',
      args: { searchParams: NUMBER, callType: 'inbound', deferred: true },
      returnValue: {
        'contact/17': lightningContact,
        SCREEN_POP_DATA: { type: 'sobject', params: { recordId: 'contact/17', objectType: 'Contact' } },
      },
    },
    crm: { gives: { search: [foundContact] }, asked: [['search', searchFor('inbound')]] },
  },
  {
    name: 'searchAndScreenPop, deferred, nothing found',
    typed: {
      method: 'searchAndScreenPop',
      args: [{ ...deferring, callType: 'inbound', defaultFieldValues: { Phone: NUMBER } }],
      gives: { matches: [], pop: { type: 'newRecord', objectType: 'Contact', defaultFieldValues: { Phone: NUMBER } } },
    },
    lightning: {
      method: 'searchAndScreenPop',
      args: { searchParams: NUMBER, callType: 'inbound', deferred: true, defaultFieldValues: { Phone: NUMBER } },
      returnValue: {
        SCREEN_POP_DATA: {
          type: 'newRecord',
          params: { entityName: 'Contact', defaultFieldValues: { Phone: NUMBER } },
          defaultFieldValues: { Phone: NUMBER },
        },
      },
    },
    crm: { gives: { search: [] }, asked: [['search', searchFor('inbound')]] },
  },
  {
    name: 'searchAndScreenPop, deferred, to a page',
    typed: {
      method: 'searchAndScreenPop',
      args: [{ ...deferring, callType: 'internal', queryParams: 'a=b' }],
      gives: { matches: [foundContact], pop: { type: 'url', url: '/apex/Caller?a=b' } },
    },
    lightning: {
      method: 'searchAndScreenPop',
      args: { searchParams: NUMBER, callType: 'internal', queryParams: 'a=b', deferred: true },
      returnValue: { 'contact/17': lightningContact, SCREEN_POP_DATA: { type: 'url', params: { url: '/apex/Caller?a=b' } } },
    },
    classic: {
      method: 'searchAndGetScreenPopUrl',
      args: [NUMBER, 'a=b', 'internal'],
      json: { 'contact/17': classicContact, screenPopUrl: '/apex/Caller?a=b' },
    },
    crm: { gives: { search: [foundContact] }, asked: [['search', searchFor('internal')]] },
  },
  {
    name: 'searchAndScreenPop, deferred, where the CRM opens nothing',
    typed: { method: 'searchAndScreenPop', args: [{ ...deferring, callType: 'outbound' }], gives: { matches: [] } },
    lightning: { method: 'searchAndScreenPop', args: { searchParams: NUMBER, callType: 'outbound', deferred: true }, returnValue: {} },
    classic: { method: 'searchAndGetScreenPopUrl', args: [NUMBER, null, 'outbound'], json: {} },
    crm: { gives: { search: [] }, asked: [['search', searchFor('outbound')]] },
  },
];
