/** Searches and branches as USD's table of features has them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluateRules } from '../../../src/host/rules/evaluate-rules.ts';
import { parseRules } from '../../../src/host/rules/parse-rules.ts';
import { always, done, rule } from './marked-rules.ts';
import { smallCrm } from './small-crm.ts';

const crm = smallCrm([
  { id: 'c/1', type: 'Contact', name: 'One', phones: ['+4681'], fields: { email: 'one@example.com' } },
  { id: 'a/1', type: 'Account', name: 'Company', phones: ['+4681', '+4682'], fields: { customerid: '49383433' } },
  { id: 'c/3', type: 'Contact', name: 'Three', phones: ['+4683'] },
]);

describe('a rule', () => {
  const overBoth = parseRules([
    rule('both', {
      searches: [
        { order: 2, objectTypes: ['Account'], number: '[[cti.ani]]' },
        { order: 1, objectTypes: ['Contact'], number: '[[cti.ani]]' },
      ],
    }),
  ]);

  it('row 10: a hit in the second entity counts together with one in the first', async () => {
    const { count, matches, actions } = await evaluateRules(overBoth, { number: '+4681' }, crm);
    assert.deepEqual([count, matches.map(({ recordId }) => recordId), done({ actions })], [2, ['c/1', 'a/1'], ['both:many']]);
    const onlySecond = await evaluateRules(overBoth, { number: '+4682' }, crm);
    assert.deepEqual([onlySecond.match?.recordId, done(onlySecond)], ['a/1', ['both:one']]);
  });

  for (const [data, recordId] of [
    [{ Email: 'one@example.com' }, 'c/1'],
    [{ customerid: '49383433' }, 'a/1'],
    [{ Email: 'other@example.com' }, undefined],
  ] as const)
    it(`row 11: a search by ${Object.keys(data)} has the call's own value in it: ${Object.values(data)}`, async () => {
      const byField = parseRules([
        rule('email', { order: 1, searches: [{ where: { email: '[[cti.Email]]' } }], branches: { ...always('email'), none: { decision: 'nextRule' } } }),
        rule('customer', { order: 2, searches: [{ where: { customerid: '[[cti.customerid]]' } }] }),
      ]);
      const { match } = await evaluateRules(byField, { data: { ...data } }, crm);
      assert.equal(match?.recordId, recordId);
    });

  it('row 12: three calls have three outcomes, each as it was set', async () => {
    const outcomes = [];
    for (const number of ['+4689', '+4683', '+4681']) outcomes.push(...done(await evaluateRules(overBoth, { number }, crm)));
    assert.deepEqual(outcomes, ['both:none', 'both:one', 'both:many']);
  });
});
