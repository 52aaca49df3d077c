/** What counts as a hit, and how many make which branch. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { evaluateRules } from '../../../src/host/rules/evaluate-rules.ts';
import { type Search } from '../../../src/host/rules/run-searches.ts';
import { isCtiError, type RecordMatch } from '../../../src/index.ts';
import type { PopRule } from '../../../src/protocol/pop-rules.ts';
import { byAni, done, person, rule } from './marked-rules.ts';
import { crowd, smallCrm } from './small-crm.ts';

describe('hits', () => {
  const branchFor = async (found: readonly RecordMatch[][], searches = found.map((_, index) => ({ text: `${index}` })) as PopRule['searches']) => {
    const outcome = await evaluateRules([rule('r', { searches })], {}, { search: ({ text }) => [...(found[Number(text)] ?? [])] });
    return [done(outcome)[0], outcome.count, outcome.matches.map(({ recordId }) => recordId).join()];
  };

  it('pick none, one or many', async () => {
    assert.deepEqual(await branchFor([[]]), ['r:none', 0, '']);
    assert.deepEqual(await branchFor([[person('a')]]), ['r:one', 1, 'a']);
    assert.deepEqual(await branchFor([[person('a'), person('b')]]), ['r:many', 2, 'a,b']);
  });

  it('of all searches count together, each record once', async () => {
    assert.deepEqual(await branchFor([[person('a')], [person('b')]]), ['r:many', 2, 'a,b']);
    assert.deepEqual(await branchFor([[person('a')], [person('a')]]), ['r:one', 1, 'a']);
    assert.deepEqual(await branchFor([[person('1')], [person('1', { objectType: 'Account' })]]), ['r:many', 2, '1,1']);
  });

  it('that are weak never make one', async () => {
    const weak = person('w', { confidence: 'weak' });
    assert.deepEqual(await branchFor([[weak]]), ['r:many', 1, 'w']);
    assert.deepEqual(await branchFor([[weak, person('a')]]), ['r:one', 2, 'a,w']);
    assert.deepEqual(await branchFor([[person('a', { confidence: 'weak' })], [person('a')]]), ['r:one', 1, 'a']);
  });

  it('come from the searches that are for this direction, in their order', async () => {
    const { search, queries } = smallCrm([]);
    const searches: PopRule['searches'] = [
      { text: 'second', order: 2 },
      { text: 'never', direction: 'outbound' },
      { text: 'first', order: 1, direction: 'inbound' },
    ];
    await evaluateRules([rule('r', { searches })], { callId: 'c' }, { search });
    assert.deepEqual(
      queries.map(({ text, callId, direction }) => [text, callId, direction]),
      [
        ['first', 'c', 'inbound'],
        ['second', 'c', 'inbound'],
      ],
    );
  });

  it("are asked for with the caller's E.164 form only where it is the caller's number", async () => {
    const { search, queries } = smallCrm([]);
    await evaluateRules(
      [rule('r', { searches: [{ number: '[[cti.number]]' }, { number: '[[cti.dnis]]' }] })],
      { number: '08-1', e164: '+4681', dnis: '900' },
      { search },
    );
    assert.deepEqual(
      queries.map(({ number, e164 }) => [number, e164]),
      [
        ['08-1', '+4681'],
        ['900', undefined],
      ],
    );
  });

  it('of a kind that was not asked for do not count, nor do fields that were not', async () => {
    const everything = smallCrm(
      [
        { id: '1', type: 'Contact', name: 'A', phones: ['1'], fields: { Phone: '1', Secret: 'x' } },
        { id: '2', type: 'Lead', name: 'B', phones: ['1'] },
      ],
      { heedsTypes: false },
    );
    const outcome = await evaluateRules([rule('r', { searches: [{ number: '1', objectTypes: ['Contact'], fields: { Contact: ['Phone'] } }] })], {}, everything);
    assert.deepEqual(done(outcome), ['r:one']);
    assert.deepEqual(outcome.match?.fields, { Phone: '1' });
    assert.deepEqual(everything.queries[0]?.fields, { Contact: ['Phone'] });
  });

  it('without a kind are taken for the only one asked for, and refused where there are several', async () => {
    const search: Search = () => [{ recordId: '1', recordName: 'A' }];
    const one = await evaluateRules([rule('r', { searches: [{ number: '1', objectTypes: ['Contact'] }] })], {}, { search });
    assert.equal(one.match?.objectType, 'Contact');
    const two = await evaluateRules([rule('r', { searches: [{ number: '1', objectTypes: ['Contact', 'Lead'] }] })], {}, { search });
    assert.equal(two.rule, undefined);
    assert.ok(isCtiError(two.problems[0]?.error, 'INVALID_RESULT'));
  });

  it('may be ten thousand, or more: the branch is right, fifty are told, and it is quick', async () => {
    for (const size of [10_000, 25_000]) {
      const started = performance.now();
      const outcome = await evaluateRules([rule('r', { searches: byAni })], { number: '+4681' }, smallCrm(crowd(size)));
      assert.deepEqual(done(outcome), ['r:many']);
      assert.equal(outcome.matches.length, 50);
      assert.equal(outcome.count, 10_000);
      assert.ok(performance.now() - started < 3_000);
    }
  });

  it('hold the one strong match even when ten thousand weak ones stand before it', async () => {
    const weak = crowd().map((record) => ({ ...record, confidence: 'weak' as const }));
    weak.splice(-1, 1);
    const outcome = await evaluateRules(
      [rule('r', { searches: byAni })],
      { number: '+4681' },
      smallCrm([...weak, { id: 'me', type: 'Contact', name: 'Me', phones: ['+4681'] }]),
    );
    assert.equal(outcome.match?.recordId, 'me');
    assert.equal(outcome.matches[0]?.recordId, 'me');
  });

  it('count as a set: neither the order of hits nor repeats matter', async () => {
    const anyHit = fc.record({ id: fc.constantFrom('a', 'b', 'c'), type: fc.constantFrom('Contact', 'Lead'), weak: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(anyHit, { maxLength: 6 }), { minLength: 1, maxLength: 4 }), async (found) => {
        const hits = found.map((list) => list.map(({ id, type, weak }) => person(id, { objectType: type, ...(weak && { confidence: 'weak' as const }) })));
        const all = hits.flat();
        const keys = new Set(all.map(({ recordId, objectType }) => `${objectType}/${recordId}`));
        const strong = new Set(all.filter(({ confidence }) => confidence !== 'weak').map(({ recordId, objectType }) => `${objectType}/${recordId}`));
        const expected = keys.size === 0 ? 'r:none' : strong.size === 1 ? 'r:one' : 'r:many';
        assert.deepEqual((await branchFor(hits)).slice(0, 2), [expected, keys.size]);
        assert.deepEqual((await branchFor([...hits].reverse().map((list) => [...list].reverse()))).slice(0, 2), [expected, keys.size]);
      }),
    );
  });
});
