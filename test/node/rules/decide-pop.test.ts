/** From a request to a page: the same for everybody who asks. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decidePop } from '../../../src/host/rules/decide-pop.ts';
import { parseRules } from '../../../src/host/rules/parse-rules.ts';
import { type Search } from '../../../src/host/rules/run-searches.ts';
import { isCtiError, type SearchAndPop } from '../../../src/index.ts';
import { searchAndPopResultSchema } from '../../../src/protocol/search-and-pop.ts';
import { crowd, type StoredRecord, smallCrm } from './small-crm.ts';

const person = (id: string, more: Partial<StoredRecord> = {}): StoredRecord => ({
  id,
  type: 'Contact',
  name: `Name ${id}`,
  phones: ['+46812345678', '08-123 456 78'],
  ...more,
});
const weak = { confidence: 'weak' as const };

describe('without layout and rules', () => {
  const pop = (records: StoredRecord[], request: Partial<SearchAndPop> = {}) => decidePop({ searchParams: '+46812345678', ...request }, smallCrm(records));

  it('the only strong match opens', async () => {
    for (const records of [[person('a')], [person('a'), person('b', weak)]]) {
      const { target, matches } = await pop(records);
      assert.deepEqual(target, { type: 'record', recordId: 'a', objectType: 'Contact' });
      assert.equal(matches.length, records.length);
    }
  });

  it('several, or only weak ones, open the search page', async () => {
    for (const records of [[person('a'), person('b')], [person('a', weak)]])
      assert.deepEqual((await pop(records)).target, { type: 'search', searchString: '+46812345678' });
    const national = await pop([person('a'), person('b')], { searchParams: '08-123 456 78', e164: '+46812345678' });
    assert.deepEqual(national.target, { type: 'search', searchString: '+46812345678' });
  });

  it('none opens nothing', async () => {
    const { target, matches, rule } = await pop([], { defaultFieldValues: { Phone: '1' } });
    assert.deepEqual([target, matches, rule], [undefined, [], 'default']);
  });

  it('ten thousand open the search page, and fifty are told', async () => {
    const { target, matches, count } = await decidePop({ searchParams: '+4681' }, smallCrm(crowd()));
    assert.deepEqual([target?.type, matches.length, count], ['search', 50, 10_000]);
  });
});

describe('what is looked for', () => {
  const queryFor = async (request: SearchAndPop) => {
    const { search, queries } = smallCrm([]);
    await decidePop(request, { search });
    const [query] = queries;
    return query && Object.fromEntries(Object.entries(query).filter(([name]) => name !== 'limit' && name !== 'direction'));
  };
  for (const [searchParams, expected] of [
    ['+46 8-123 456 78', { number: '+46 8-123 456 78' }],
    ['tel:+46812345678', { number: 'tel:+46812345678' }],
    ['sip:alice@example.org', { number: 'sip:alice@example.org' }],
    ['08-123 456 78', { number: '08-123 456 78', text: '08-123 456 78' }],
    ['00012345', { number: '00012345', text: '00012345' }],
    ['Some Body', { text: 'Some Body' }],
    ['someone@example.com', { text: 'someone@example.com' }],
    ['1'.repeat(251), { text: '1'.repeat(251) }],
    ['anonymous', undefined],
    ['"Hidden" <sip:anonymous@anonymous.invalid>', undefined],
    ['sip:+4681@anonymous.invalid', undefined],
    ['+266696687', undefined],
  ] as const)
    it(`${searchParams.slice(0, 40)} is looked for as ${JSON.stringify(expected)?.slice(0, 60)}`, async () =>
      assert.deepEqual(await queryFor({ searchParams }), expected));

  it('a number with its E.164 form is certain', async () => {
    assert.deepEqual(await queryFor({ searchParams: '08-1', e164: '+4681', callId: 'c' }), { number: '08-1', e164: '+4681', callId: 'c' });
  });

  it('has the direction of the call, and a limit', async () => {
    const { search, queries } = smallCrm([]);
    await decidePop({ searchParams: '1', callType: 'outbound' }, { search });
    assert.deepEqual([queries[0]?.direction, queries[0]?.limit], ['outbound', 50]);
  });

  it('is never concluded to be nobody when nothing could be looked for', async () => {
    const layoutLike = parseRules([
      {
        name: 'r',
        searches: [{ number: '[[pop.number]+]' }],
        branches: { none: { decision: 'doAction', action: { type: 'screenPop', target: { type: 'newRecord', objectType: 'Contact' } } } },
      },
    ]);
    assert.equal((await decidePop({ searchParams: 'anonymous' }, { ...smallCrm([]), rules: layoutLike })).target, undefined);
  });
});

describe('with rules', () => {
  const newContact = {
    type: 'screenPop',
    target: { type: 'newRecord', objectType: 'Contact', defaultFieldValues: { Phone: '[[cti.number]]', Queue: '[[cti.queue]+]' } },
  };
  const rules = parseRules([
    {
      name: 'flow',
      order: 1,
      conditions: [{ key: 'dnis', equals: '900' }],
      branches: {
        none: {
          decision: 'doAction',
          action: { type: 'screenPop', target: { type: 'flow', flowName: 'F', flowArguments: [{ name: 'ani', value: '[[cti.ani]]' }] } },
        },
      },
    },
    {
      name: 'people',
      order: 2,
      searches: [{ number: '[[cti.number]]' }],
      branches: {
        none: { decision: 'createSession', action: newContact },
        one: { decision: 'createSessionAndLoadMatch', action: { type: 'runAction', name: 'greet' } },
      },
    },
    { name: 'rest', order: 3, branches: { none: { decision: 'doAction' } } },
  ]);
  const pop = (records: StoredRecord[], request: Partial<SearchAndPop> = {}) =>
    decidePop({ searchParams: '+46812345678', ...request }, { ...smallCrm(records), rules });

  it('a loaded match is the target, unless an action opens something', async () => {
    const { target, actions } = await pop([person('a')]);
    assert.deepEqual(target, { type: 'record', recordId: 'a', objectType: 'Contact' });
    assert.deepEqual(actions, [{ type: 'runAction', name: 'greet' }]);
  });

  it("the CRM's own values go before the softphone's", async () => {
    const { target } = await pop([], { data: { queue: 'sales' }, defaultFieldValues: { Phone: 'other', City: 'Lund' } });
    assert.deepEqual(target, { type: 'newRecord', objectType: 'Contact', defaultFieldValues: { Phone: '+46812345678', City: 'Lund', Queue: 'sales' } });
    const flow = await pop([], {
      called: '900',
      flowArguments: [
        { name: 'ani', value: 'other' },
        { name: 'x', value: 1 },
      ],
    });
    assert.deepEqual(flow.target, {
      type: 'flow',
      flowName: 'F',
      flowArguments: [
        { name: 'ani', value: '+46812345678' },
        { name: 'x', value: 1 },
      ],
    });
  });

  it('a decision without a page is none', async () => {
    const { rule, target } = await pop([person('a'), person('b')]);
    assert.deepEqual([rule, target], ['rest', undefined]);
  });

  it('the layout is not asked', async () => {
    const none = { callRelatedFields: [], objects: {}, screenPopSettings: {} };
    const layout = { Internal: none, Outbound: none, Inbound: { ...none, screenPopSettings: { NoMatch: { screenPopType: 'PopToSearch' } } } };
    assert.equal((await decidePop({ searchParams: '1' }, { ...smallCrm([]), rules: [], layout })).target, undefined);
  });

  it('what came together to no target is told, and opens nothing', async () => {
    const { target, problems } = await pop([], { called: '900', flowArguments: Array.from({ length: 100 }, (_, index) => ({ name: `n${index}`, value: 1 })) });
    assert.equal(target, undefined);
    assert.deepEqual(
      problems.map(({ place, error }) => [place, error.code]),
      [['target', 'INVALID_ARGUMENT']],
    );
  });
});

describe('when the CRM fails', () => {
  it('the search error is the answer, not an empty list', async () => {
    const failing: Search = () => Promise.reject(new Error('down'));
    await assert.rejects(
      decidePop({ searchParams: '+4681' }, { search: failing }),
      (error) => isCtiError(error, 'SEARCH_FAILED') && error.cause instanceof Error,
    );
    await assert.rejects(decidePop({ searchParams: '+4681' }, { search: (() => 5) as never }), (error) => isCtiError(error, 'INVALID_RESULT'));
  });

  it('a later rule that decides without it stands', async () => {
    const rules = parseRules([
      { name: 'a', searches: [{ number: '[[ani]]' }], branches: {} },
      { name: 'b', branches: { none: { decision: 'doAction' } } },
    ]);
    const decision = await decidePop({ searchParams: '+4681' }, { search: () => Promise.reject(new Error('down')), rules });
    assert.deepEqual([decision.rule, decision.problems[0]?.error.code], ['b', 'SEARCH_FAILED']);
  });

  it('an abort is ABORTED', async () => {
    // Not a signal with a timeout: that keeps no process alive.
    const controller = new AbortController();
    const deciding = decidePop({ searchParams: '+4681' }, { search: () => new Promise(() => {}), signal: controller.signal });
    controller.abort();
    await assert.rejects(deciding, (error) => isCtiError(error, 'ABORTED'));
  });
});

it('what a softphone sends, whatever it is, leads to an answer that can cross', async () => {
  const request = fc.record(
    {
      searchParams: fc.string({ minLength: 1, maxLength: 500, unit: 'binary' }),
      callType: fc.constantFrom('inbound' as const, 'outbound' as const, 'internal' as const),
      e164: fc.constant('+4681'),
      queryParams: fc.oneof(fc.string(), fc.dictionary(fc.string(), fc.string())),
      data: fc.dictionary(fc.string(), fc.string()),
      defaultFieldValues: fc.dictionary(fc.string(), fc.string()),
    },
    { requiredKeys: ['searchParams'] },
  );
  const rules = parseRules([
    {
      name: 'url',
      direction: 'inbound',
      branches: { none: { decision: 'doAction', action: { type: 'screenPop', target: { type: 'url', url: '/x?n=[[cti.number]u+]&t=[[pop.text]u+]' } } } },
    },
    { name: 'new', branches: { none: { decision: 'doAction', action: { type: 'screenPop', target: { type: 'newRecord', objectType: 'Contact' } } } } },
  ]);
  await fc.assert(
    fc.asyncProperty(request, async (one) => {
      const { matches, target } = await decidePop(one, { ...smallCrm([person('a')]), rules });
      const answer = { matches, ...(target && { pop: target }) };
      assert.deepEqual(searchAndPopResultSchema().parse(structuredClone(answer)), answer);
      if (target?.type === 'url') assert.ok(new URL(target.url, 'https://crm.example/').href.startsWith('https://crm.example/x?n='));
    }),
    { numRuns: 500 },
  );
});
