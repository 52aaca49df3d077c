import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ApiError, RulesText } from '../../../demo/crm/api-types.ts';
import { defaultRules } from '../../../demo/crm/default-rules.ts';
import { formatJson } from '../../../demo/crm/format-json.ts';
import { type JsonProblem, type ReadJson, readJson } from '../../../demo/crm/page/rules/read-json.ts';
import { evaluateRules } from '../../../src/host/rules/evaluate-rules.ts';
import type { RecordMatch, SearchQuery } from '../../../src/index.ts';
import { type CrmServer, startCrm } from './crm-server.ts';

describe('the pop rules of the CRM', () => {
  let crm: CrmServer;
  before(async () => {
    crm = await startCrm({ contacts: 20 });
  });
  after(() => crm.close());

  const ask = async <Body = RulesText>(method: string, body?: unknown): Promise<{ status: number; body: Body }> => {
    const init = body === undefined ? { method } : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(`${crm.url}/api/rules`, init);
    return { status: response.status, body: (await response.json()) as Body };
  };

  it('are the default ones at first, and again when they are reset', async () => {
    const first = await ask('GET');
    assert.deepEqual(JSON.parse(first.body.text), JSON.parse(JSON.stringify(defaultRules)));
    assert.equal(first.body.isDefault, true);
    const text = '[\n  { "name": "None", "branches": {} }\n]';
    assert.deepEqual(await ask('PUT', { text }), { status: 200, body: { text, isDefault: false } });
    assert.deepEqual((await ask('GET')).body, { text, isDefault: false });
    assert.deepEqual((await ask('PUT', { text: null })).body, first.body);
  });

  it('are refused with all that is wrong, by place, and the old ones stay', async () => {
    const rules = [
      { name: '', branches: {} },
      { name: 'B', branches: { one: { decision: 'sometimes' } } },
      { name: 'C', branches: {}, colour: 1 },
    ];
    const { status, body } = await ask<ApiError>('PUT', {
      text: JSON.stringify([...rules, { name: 'D', searches: [{ text: '[[', objectTypes: ['Lead'] }], branches: {} }]),
    });
    assert.equal(status, 422);
    assert.deepEqual(Object.keys(body.error.fieldErrors ?? {}), [
      'rules[0].name',
      'rules[1].branches.one.decision',
      'rules[2].colour',
      'rules[3].searches[0].text',
      'rules[3].searches[0].objectTypes[0]',
    ]);
    for (const [text, code] of [
      ['[', 'FIELDS_REFUSED'],
      ['{}', 'FIELDS_REFUSED'],
      ['x'.repeat(200_001), 'INVALID_INPUT'],
    ]) {
      assert.equal((await ask<ApiError>('PUT', { text })).body.error.code, code);
    }
    assert.equal((await ask('GET')).body.isDefault, true);
  });
});

describe('the default rules', () => {
  const contact = (id: number): RecordMatch => ({ recordId: `contact/${id}`, objectType: 'Contact', recordName: `Contact ${id}`, confidence: 'strong' });
  const asked: SearchQuery[] = [];
  const search = (found: (query: SearchQuery) => number[]) => (query: SearchQuery) => {
    asked.push(query);
    return found(query).map(contact);
  };
  const decide = async (facts: Parameters<typeof evaluateRules>[1], found: (query: SearchQuery) => number[]) => {
    asked.length = 0;
    const { rule = '', decision, match, actions, problems } = await evaluateRules(defaultRules, facts, { search: search(found) });
    assert.deepEqual(problems, []);
    return {
      rule: rule.split(':')[0],
      decision,
      match: match?.recordId,
      opens: actions.map((action) => (action.type === 'screenPop' ? action.target : action)),
    };
  };

  it('row 11: find a contact by the customer number or the address that came along', async () => {
    const byId = await decide({ number: '+4611', direction: 'inbound', data: { customerid: '17' } }, ({ where }) => (where?.Id === '17' ? [17] : []));
    assert.deepEqual(byId, { rule: 'The caller has told a customer number', decision: 'createSessionAndLoadMatch', match: 'contact/17', opens: [] });
    const byEmail = await decide({ type: 'chat', number: '', data: { email: 'a@example.com' } }, ({ where }) => (where?.Email === 'a@example.com' ? [3] : []));
    assert.equal(byEmail.match, 'contact/3');
  });

  it('row 12: open the one, list several, and give nobody the form with the number', async () => {
    const call = { number: '+4611', ani: '+4611', direction: 'inbound' } as const;
    assert.equal((await decide(call, () => [1])).match, 'contact/1');
    const several = await decide(call, () => [1, 2]);
    assert.deepEqual([several.decision, several.match, several.opens], ['createSession', undefined, []]);
    const nobody = await decide(call, () => []);
    assert.deepEqual(nobody.opens, [{ type: 'newRecord', objectType: 'Contact', defaultFieldValues: { Phone: '+4611' } }]);
  });

  it('open a form beside the contact where the queue says so', async () => {
    const { rule, match, opens } = await decide({ number: '+4611', direction: 'inbound', queue: 'vip' }, () => [5]);
    assert.deepEqual([rule, match], ['VIP', 'contact/5']);
    assert.match(JSON.stringify(opens), /"objectType":"Request".*"contactId":"contact\/5"/);
  });
});

describe('rules as text', () => {
  const read = (text: string): ReadJson => {
    const result = readJson(text, 'rules');
    assert.ok('value' in result, JSON.stringify(result));
    return result;
  };
  const wrong = (text: string): JsonProblem => {
    const result = readJson(text, 'rules');
    assert.ok('problem' in result);
    return result;
  };

  it('keep what they say when they are laid out', () => {
    const odd = [
      {
        a: [],
        b: {},
        c: 'x'.repeat(120),
        d: [
          [1, -2.5e3],
          [null, true, '"\\\n'],
        ],
      },
    ];
    assert.deepEqual(JSON.parse(formatJson(odd)), odd);
    assert.ok(formatJson(defaultRules).split('\n').length < 120);
  });

  it('tell where each part stands, or the part around what is missing', () => {
    const text = formatJson(defaultRules);
    const { value, rangeOf } = read(text);
    assert.deepEqual(value, JSON.parse(text));
    const at = (place: string) => text.slice(rangeOf(place).start, rangeOf(place).end);
    assert.equal(at('rules[1].conditions[0].key'), '"customerid"');
    assert.equal(at('rules[1].branches.many.action.type'), '{ "decision": "nextRule" }');
    assert.equal(at('rules'), text.trim());
    assert.equal(at('elsewhere'), text);
  });

  it('are read as JSON.parse reads them, and refused where it refuses', () => {
    for (const text of ['[]', ' {"a" : [1, 0.5, -1e9, true, null, "\\u00e5\\n"]}\n', '"x"', '[[[]]]']) assert.deepEqual(read(text).value, JSON.parse(text));
    const refused: [text: string, at: number][] = [
      ['', 0],
      ['[1,]', 3],
      ['[1 2]', 3],
      ['{a:1}', 1],
      ['{"a" 1}', 5],
      ['["a\nb"]', 1],
      ['["\\x"]', 1],
      ['[01]', 2],
      ['[tru]', 1],
      ['[1] 2', 4],
      ['{"a":1,"a":2}', 7],
      ['['.repeat(60), 51],
    ];
    for (const [text, at] of refused) assert.equal(wrong(text).start, at, text);
  });
});
