/** USD's own walkthrough and Pega's ANI lookup, as rules of ours: a migrating administrator must find each again. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluateRules } from '../../../src/host/rules/evaluate-rules.ts';
import { parseRules } from '../../../src/host/rules/parse-rules.ts';
import { smallCrm } from './small-crm.ts';

describe("USD's walkthrough: `GET /?Email=someone_d@example.com`, contacts that are active, by any of three addresses", () => {
  const rules = parseRules([
    {
      name: 'Contact by email',
      order: 10,
      activity: '',
      direction: 'both',
      searches: [1, 2, 3].map((field) => ({
        order: field,
        objectTypes: ['contact'],
        where: { statecode: '0', [`emailaddress${field}`]: '[[cti.Email]]' },
      })),
      branches: {
        none: {
          decision: 'createSession',
          action: { type: 'screenPop', target: { type: 'newRecord', objectType: 'contact', defaultFieldValues: { emailaddress1: '[[cti.Email]]' } } },
        },
        one: {
          decision: 'createSessionAndLoadMatch',
          action: { type: 'screenPop', target: { type: 'record', recordId: '[[$Context.Id]]', objectType: '[[$Context.LogicalName]]' } },
        },
        many: { decision: 'createSession', action: { type: 'runAction', name: 'DoSearch', params: { text: '[[cti.Email]]' } } },
      },
      result: { destination: 'tab', targetTab: 'Contact', showTab: true },
    },
    { name: 'Others', order: 100, branches: { none: { decision: 'doAction', action: { type: 'runAction', name: 'Global Manager.unknown' } } } },
  ]);
  const contact = (id: string, fields: Record<string, string>) => ({ id, type: 'contact', name: id, fields: { statecode: '0', ...fields } });
  const crm = smallCrm([
    contact('d', { emailaddress1: 'someone_d@example.com', emailaddress2: 'someone_d@example.com' }),
    contact('gone', { emailaddress1: 'someone_d@example.com', statecode: '1' }),
    contact('e', { emailaddress3: 'shared@example.com' }),
    contact('f', { emailaddress1: 'shared@example.com' }),
    { id: 'lead', type: 'lead', name: 'lead', fields: { statecode: '0', emailaddress1: 'someone_d@example.com' } },
  ]);
  /** What the generic listener hands over: no number, no type, the items as they were sent. */
  const call = (Email: string) => evaluateRules(rules, { type: '', data: { Email } }, crm);

  it('one match opens the contact', async () => {
    const { rule, decision, match, actions, result } = await call('someone_d@example.com');
    assert.deepEqual([rule, decision, match?.recordId, result?.targetTab], ['Contact by email', 'createSessionAndLoadMatch', 'd', 'Contact']);
    assert.deepEqual(actions, [{ type: 'screenPop', target: { type: 'record', recordId: 'd', objectType: 'contact' } }]);
  });

  it('several, found by different searches, are searched for', async () => {
    const { decision, count, actions } = await call('shared@example.com');
    assert.deepEqual([decision, count], ['createSession', 2]);
    assert.deepEqual(actions, [{ type: 'runAction', name: 'DoSearch', params: { text: 'shared@example.com' } }]);
  });

  it('none opens the form with the address in it', async () => {
    const { actions } = await call('nobody@example.com');
    assert.deepEqual(actions, [
      { type: 'screenPop', target: { type: 'newRecord', objectType: 'contact', defaultFieldValues: { emailaddress1: 'nobody@example.com' } } },
    ]);
  });

  it('a call without an address is none of this rule: the catch-all has it', async () => {
    const { rule, problems } = await evaluateRules(rules, { type: 'phonecall', number: '1234' }, crm);
    assert.equal(rule, 'Others');
    assert.deepEqual(
      problems.map(({ place, error }) => [place, error.details?.placeholder]),
      [0, 1, 2].map((index) => [`rules[0].searches[${index}]`, 'cti.Email']),
    );
  });
});

describe("USD's documented example: `/?ani=1234&dnis=4355&type=phonecall&customerid=49383433`", () => {
  it('has each part under its name', async () => {
    const rules = parseRules([
      {
        name: 'r',
        activity: 'phonecall',
        branches: {
          none: {
            decision: 'doAction',
            action: { type: 'runAction', name: 'show', params: { all: '[[cti.ani]] [[ani]] [[cti.dnis]] [[cti.type]] [[cti.customerid]] [[cti.direction]]' } },
          },
        },
      },
    ]);
    const { actions } = await evaluateRules(rules, { type: 'phonecall', ani: '1234', dnis: '4355', data: { customerid: '49383433' } }, smallCrm([]));
    assert.deepEqual(actions, [{ type: 'runAction', name: 'show', params: { all: '1234 1234 4355 phonecall 49383433 inbound' } }]);
  });
});

describe("Pega's ANI lookup", () => {
  const page = { type: 'screenPop', target: { type: 'search', searchString: '[[cti.ani]]' } };
  const rules = parseRules([
    {
      name: 'ANI lookup',
      direction: 'inbound',
      searches: [{ number: '[[cti.ani]]' }],
      branches: {
        none: { decision: 'createSession', action: page },
        one: { decision: 'createSessionAndLoadMatch' },
        many: { decision: 'createSession', action: page },
      },
    },
  ]);
  const record = (id: string) => ({ id, type: 'Customer', name: id, phones: ['+16175551212'] });
  const call = (records: string[], ani = '+16175551212') => evaluateRules(rules, { ani, number: ani, direction: 'inbound' }, smallCrm(records.map(record)));

  it('one match: the interaction opens with the customer', async () => {
    const { decision, match, actions } = await call(['a']);
    assert.deepEqual([decision, match?.recordId, actions], ['createSessionAndLoadMatch', 'a', []]);
  });

  it('none, or several: an unknown caller, and a search that lists every match', async () => {
    for (const records of [[], ['a', 'b']]) {
      const { decision, match, actions, matches } = await call(records);
      assert.deepEqual([decision, match, matches.length], ['createSession', undefined, records.length]);
      assert.deepEqual(actions, [{ type: 'screenPop', target: { type: 'search', searchString: '+16175551212' } }]);
    }
  });

  it('an outbound call is none of it', async () => {
    assert.equal((await evaluateRules(rules, { number: '+16175551212', direction: 'outbound' }, smallCrm([record('a')]))).rule, undefined);
  });
});
