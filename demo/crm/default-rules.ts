/** What becomes of a call in this CRM, until an administrator has other ideas. Lower orders are tried first. */
import type { PopRule } from '../../src/index.ts';
import { CONTACT, REQUEST } from './record-id.ts';
import { requestTemplates } from './request-templates.ts';

const byNumber = { objectTypes: [CONTACT], number: '[[pop.number]]' };

export const defaultRules: readonly PopRule[] = [
  {
    name: 'Chat: whoever has this address',
    order: 10,
    activity: 'chat',
    conditions: [{ key: 'email', exists: true }],
    searches: [{ objectTypes: [CONTACT], where: { Email: '[[cti.email]]' } }],
    branches: { one: { decision: 'createSessionAndLoadMatch' }, many: { decision: 'createSession' }, none: { decision: 'nextRule' } },
  },
  {
    name: 'The caller has told a customer number',
    order: 20,
    direction: 'inbound',
    conditions: [{ key: 'customerid', exists: true }],
    searches: [{ objectTypes: [CONTACT], where: { Id: '[[cti.customerid]]' } }],
    branches: { one: { decision: 'createSessionAndLoadMatch' }, many: { decision: 'nextRule' }, none: { decision: 'nextRule' } },
  },
  {
    name: 'VIP: the contact, and the form for a call back beside it',
    order: 30,
    direction: 'inbound',
    conditions: [
      { key: 'queue', oneOf: ['vip', 'gold'] },
      { key: 'number', exists: true },
    ],
    searches: [byNumber],
    branches: { one: { decision: 'createSessionAndLoadMatch' }, many: { decision: 'nextRule' }, none: { decision: 'nextRule' } },
    actions: [
      {
        type: 'screenPop',
        target: {
          type: 'newRecord',
          objectType: REQUEST,
          defaultFieldValues: { templateId: requestTemplates.find(({ name }) => name === 'Call back')?.id ?? '', contactId: '[[$Context.Id]]' },
        },
      },
    ],
    // The form waits in a page of its own; the contact stays in front.
    result: { showTab: false },
  },
  {
    name: 'Known caller opens, several are listed',
    order: 40,
    direction: 'inbound',
    conditions: [{ key: 'number', exists: true }],
    searches: [byNumber],
    branches: { one: { decision: 'createSessionAndLoadMatch' }, many: { decision: 'createSession' }, none: { decision: 'nextRule' } },
  },
  {
    name: 'Unknown caller: the form for a new contact, with the number',
    order: 50,
    direction: 'inbound',
    branches: {
      none: {
        decision: 'createSession',
        action: { type: 'screenPop', target: { type: 'newRecord', objectType: CONTACT, defaultFieldValues: { Phone: '[[cti.ani]+]' } } },
      },
    },
  },
  {
    name: 'Outgoing call',
    order: 60,
    direction: 'outbound',
    searches: [byNumber],
    branches: { one: { decision: 'createSessionAndLoadMatch' }, many: { decision: 'createSession' }, none: { decision: 'createSession' } },
  },
];
