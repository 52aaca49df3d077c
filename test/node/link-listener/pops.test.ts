/** From a request to the listener to what the CRM opens: the link, a softphone with the desktop manager, and the host's rules. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { PopRule } from '../../../src/index.ts';
import { createSimulator } from '../../../src/link/switches/simulator/index.ts';
import { until } from '../link-gateway/until.ts';
import type { StoredRecord } from '../rules/small-crm.ts';
import { type AnnouncingLink, startAnnouncingLink } from './announcing-link.ts';
import { openRuled, type Ruled } from './ruling-crm.ts';

const contact = (id: string, more: Partial<StoredRecord> = {}): StoredRecord => ({ id, type: 'Contact', name: id, ...more });
const records = [
  contact('by-number', { phones: ['070-200 77 22', '+46702007722'] }),
  contact('by-mail', { fields: { email: 'someone_d@example.com' } }),
  contact('by-customer', { fields: { customerid: '49383433' } }),
];
const ran = (name: string, params: Record<string, string> = {}) => ({ decision: 'doAction' as const, action: { type: 'runAction' as const, name, params } });

const rules: PopRule[] = [
  { name: 'Outbound only', order: 5, direction: 'outbound', branches: { none: ran('note', { rule: 'outbound', dnis: '[[cti.dnis]]' }) } },
  { name: 'Chats', order: 10, activity: 'chat', branches: { none: ran('note', { rule: 'chat', from: '[[cti.ani]+]' }) } },
  {
    name: 'Customers',
    order: 20,
    activity: 'phonecall',
    direction: 'inbound',
    conditions: [{ key: 'customerid', exists: true }],
    searches: [{ where: { customerid: '[[cti.customerid]]' } }],
    branches: { one: { decision: 'createSessionAndLoadMatch' } },
  },
  {
    name: 'Phone calls',
    order: 30,
    activity: 'phonecall',
    direction: 'inbound',
    searches: [{ number: '[[cti.ani]]' }],
    branches: { none: ran('note', { rule: 'unknown caller', ani: '[[cti.ani]]', dnis: '[[cti.dnis]+]' }), one: { decision: 'createSessionAndLoadMatch' } },
  },
  {
    name: 'Any',
    order: 100,
    searches: [{ where: { email: '[[cti.Email]]' } }],
    branches: { one: { decision: 'createSessionAndLoadMatch' }, none: ran('other') },
  },
];
const page = (recordId: string) => ({ type: 'record', recordId, objectType: 'Contact' });

let announcing: AnnouncingLink;
let ruled: Ruled;
before(async () => {
  announcing = await startAnnouncingLink();
  const phone = announcing.unconnected('anna');
  ruled = openRuled(phone, { rules, records });
  await until('the softphone', () => phone.status.state === 'ready');
});
after(() => announcing.stop());

/** What the CRM does about one request, by which rule. */
const doneAbout = async (path: string) => {
  const [from, decided] = [ruled.done.length, ruled.decisions.length];
  await announcing.send(path);
  await ruled.untilDone(from + 1);
  assert.equal(ruled.decisions.length, decided + 1, 'one decision');
  return { rule: ruled.decisions.at(-1), done: ruled.done.slice(from) };
};
const noted = (params: Record<string, string>) => [{ action: 'note', params }];

describe('row 7: the type of the event picks the rule', () => {
  test('`type=chat` runs the rule for chats, and not that for phone calls', async () => {
    assert.deepEqual(await doneAbout('/?ani=%2B46702007722&type=chat'), { rule: 'Chats', done: noted({ rule: 'chat', from: '+46702007722' }) });
  });
  test('`type=phonecall` runs the rule for phone calls', async () => {
    assert.deepEqual(await doneAbout('/?ani=1234&dnis=4355&TYPE=PhoneCall'), {
      rule: 'Phone calls',
      done: noted({ rule: 'unknown caller', ani: '1234', dnis: '4355' }),
    });
  });
  test('without a type only a rule for any activity applies: Microsoft’s own walkthrough', async () => {
    assert.deepEqual(await doneAbout('/?Email=someone_d@example.com'), { rule: 'Any', done: [page('by-mail')] });
  });
});

describe('row 8: the direction picks the rule', () => {
  test('an outbound call runs the outbound rule, and no inbound-only one', async () => {
    assert.deepEqual(await doneAbout('/?dnis=%2B46702007722&type=phonecall&direction=outgoing'), {
      rule: 'Outbound only',
      done: noted({ rule: 'outbound', dnis: '+46702007722' }),
    });
  });
  test('an inbound call does not run the outbound rule', async () => {
    assert.equal((await doneAbout('/?ani=1&type=phonecall&direction=incoming')).rule, 'Phone calls');
  });
});

test('row 2: the documented URL pops the record of the customer it names', async () => {
  assert.deepEqual(await doneAbout('/?ani=1234&dnis=4355&type=phonecall&customerid=49383433'), { rule: 'Customers', done: [page('by-customer')] });
});

test('a withheld number is searched for by nobody, and rules have what else is told', async () => {
  assert.deepEqual(await doneAbout('/?ani=anonymous&type=chat'), { rule: 'Chats', done: noted({ rule: 'chat', from: '' }) });
});

test('row 79: an outgoing call of the phone system pops too: the outbound rule runs on dial', async () => {
  const simulator = createSimulator({ agents: [{ id: 'anna', extension: '101', loggedIn: true }] });
  const own = await startAnnouncingLink({}, simulator);
  const phone = own.unconnected('anna', ['dial', 'hangUp']);
  const desk = openRuled(phone, { rules, records });
  await until('the softphone', () => phone.status.state === 'ready');
  await desk.desktop.dial({ number: '+46 70-200 77 22' });
  await desk.untilDone(1);
  assert.deepEqual([desk.decisions, desk.done], [['Outbound only'], noted({ rule: 'outbound', dnis: '+46 70-200 77 22' })]);
  await own.stop();
});

describe('row 80: incoming numbers are normalised before they are searched for, when set so', () => {
  for (const ani of ['%2B46%2070-200%2077%2022', '0702007722', '910702007722'])
    test(`${decodeURIComponent(ani)} finds the same record`, async () => {
      const own = await startAnnouncingLink({ dialPlan: { defaultCountry: 'SE', incoming: [{ prefix: '91', minDigits: 10 }] } });
      const phone = own.unconnected('anna');
      const desk = openRuled(phone, { rules, records: [contact('by-number', { phones: ['+46702007722'] })], desktop: { defaultCountry: undefined } });
      await until('the softphone', () => phone.status.state === 'ready');
      await own.send(`/?ani=${ani}&type=phonecall`);
      await desk.untilDone(1);
      assert.deepEqual(desk.done, [page('by-number')]);
      assert.equal(phone.calls[0]?.remote.number, '+46702007722');
      await own.stop();
    });
});
