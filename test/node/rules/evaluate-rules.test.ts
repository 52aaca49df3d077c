/** The engine: which rule decides, by which branch, with which actions; and what happens when something goes wrong on the way. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluateRules } from '../../../src/host/rules/evaluate-rules.ts';
import { parseRules } from '../../../src/host/rules/parse-rules.ts';
import { type Search } from '../../../src/host/rules/run-searches.ts';
import { CtiError, isCtiError } from '../../../src/index.ts';
import type { PopRule } from '../../../src/protocol/pop-rules.ts';
import { byAni, done, empty, marker, next, person, rule } from './marked-rules.ts';
import { smallCrm } from './small-crm.ts';

describe('which rule is for a call', () => {
  const decided = async (rules: PopRule[], facts: Parameters<typeof evaluateRules>[1]) =>
    (await evaluateRules(parseRules(rules), facts, { search: empty })).rule;

  it('goes by order, and by place where that is equal', async () => {
    assert.equal(await decided([rule('b', { order: 2 }), rule('a', { order: -1 }), rule('c')], {}), 'a');
    assert.equal(await decided([rule('a'), rule('b')], {}), 'a');
    assert.equal(await decided([rule('late', { order: 1 }), rule('a'), rule('b')], {}), 'a');
  });

  it('row 7: the type of the event picks the rule: a blank activity fits any, `chat` is not `phonecall`', async () => {
    const rules = [rule('chat', { activity: 'chat' }), rule('phone', { activity: 'PhoneCall' }), rule('any', { activity: ' ' })];
    assert.equal(await decided(rules, { type: 'Chat' }), 'chat');
    assert.equal(await decided(rules, { type: 'phonecall' }), 'phone');
    assert.equal(await decided(rules, {}), 'phone');
    assert.equal(await decided(rules, { type: '' }), 'any');
    assert.equal(await decided(rules, { data: { Type: 'chat' } }), 'chat');
  });

  it('row 8: direction picks the rule, also in the words of a listener', async () => {
    const rules = [rule('in', { direction: 'inbound' }), rule('out', { direction: 'outbound' }), rule('any', { direction: 'both' })];
    assert.equal(await decided(rules, {}), 'in');
    assert.equal(await decided(rules, { direction: 'outbound' }), 'out');
    assert.equal(await decided(rules, { direction: 'internal' }), 'any');
    for (const [word, name] of [
      ['incoming', 'in'],
      ['OUTGOING', 'out'],
      ['Outbound', 'out'],
      ['constructor', 'in'],
    ] as const)
      assert.equal(await decided(rules, { data: { Direction: word } }), name);
  });

  for (const [what, conditions, data, fits] of [
    ['equals', [{ key: 'queue', equals: 'sales' }], { queue: 'sales' }, true],
    ['equals, by case', [{ key: 'queue', equals: 'sales' }], { queue: 'Sales' }, false],
    ['equals of nothing', [{ key: 'queue', equals: 'sales' }], {}, false],
    ['oneOf', [{ key: 'queue', oneOf: ['a', 'b'] }], { queue: 'b' }, true],
    ['oneOf others', [{ key: 'queue', oneOf: ['a', 'b'] }], { queue: 'c' }, false],
    ['startsWith', [{ key: 'code', startsWith: 'VIP' }], { code: 'VIP-7' }, true],
    ['startsWith of nothing', [{ key: 'code', startsWith: 'VIP' }], {}, false],
    ['exists', [{ key: 'code', exists: true }], { code: '1' }, true],
    ['exists, empty', [{ key: 'code', exists: true }], { code: '' }, false],
    ['exists not', [{ key: 'code', exists: false }], {}, true],
    ['inherited names exist not', [{ key: 'constructor', exists: true }], {}, false],
    ['all of a condition', [{ key: 'code', startsWith: 'V', oneOf: ['V1', 'V2'] }], { code: 'V3' }, false],
    [
      'all conditions',
      [
        { key: 'code', exists: true },
        { key: 'queue', equals: 'x' },
      ],
      { code: '1', queue: 'y' },
      false,
    ],
    ['DNIS in any case', [{ key: 'dnis', startsWith: '43' }], { DNIS: '4355' }, true],
  ] as const)
    it(`goes by conditions: ${what}`, async () => {
      const facts = { data: data as Record<string, string> };
      assert.equal(
        await decided([rule('special', { conditions: conditions as unknown as PopRule['conditions'] }), rule('other')], facts),
        fits ? 'special' : 'other',
      );
    });

  it('what is told of a call goes before what is attached to it', async () => {
    const rules = [rule('sales', { conditions: [{ key: 'queue', equals: 'sales' }] }), rule('other')];
    assert.equal(await decided(rules, { queue: 'sales', data: { queue: 'other' } }), 'sales');
  });
});

describe('a decision', () => {
  it('row 9: nextRule drops everything of the rule and tries the next, with its own searches', async () => {
    const crm = smallCrm([{ id: '1', type: 'Account', name: 'A', phones: ['1'] }]);
    const rules = [
      rule('first', {
        searches: [{ number: '[[cti.ani]]', objectTypes: ['Contact'] }],
        branches: { none: next },
        actions: [{ type: 'runAction', name: 'first:own' }],
      }),
      rule('second', { searches: [{ number: '[[cti.ani]]', objectTypes: ['Account'] }], actions: [{ type: 'runAction', name: 'second:own' }] }),
    ];
    const outcome = await evaluateRules(parseRules(rules), { number: '1' }, crm);
    assert.deepEqual(done(outcome), ['second:one', 'second:own']);
    assert.deepEqual(
      outcome.trace.map(({ rule, step }) => [rule, step]),
      [
        ['first', 'nextRule'],
        ['second', 'decided'],
      ],
    );
  });

  it('of a branch that is left out is nextRule; of no rule, nothing', async () => {
    const outcome = await evaluateRules([rule('r', { branches: { one: marker('x') } })], {}, { search: empty });
    assert.deepEqual([outcome.rule, outcome.decision, outcome.actions, outcome.matches], [undefined, undefined, [], []]);
    assert.equal((await evaluateRules([], {}, { search: empty })).rule, undefined);
  });

  for (const decision of ['createSession', 'createSessionAndLoadMatch', 'doAction'] as const)
    it(`${decision} runs the branch's action, then the rule's own`, async () => {
      const outcome = await evaluateRules(
        parseRules([
          {
            name: 'r',
            searches: byAni,
            branches: {
              one: { decision, action: { type: 'screenPop', target: { type: 'record', recordId: '[[$Context.Id]]', objectType: '[[$Context.LogicalName]]' } } },
            },
            actions: [{ type: 'runAction', name: 'log', params: { who: '[[$Context.Name]]', company: '[[$Context.company]+]', from: '[[cti.ani]u]' } }],
            result: { destination: 'tab', targetTab: 'Caller', showTab: true },
          },
        ]),
        { number: '+4681' },
        smallCrm([{ id: 'contact/1', type: 'Contact', name: 'Person', phones: ['+4681'], fields: { company: 'Firm' } }]),
      );
      assert.equal(outcome.decision, decision);
      assert.equal(outcome.match?.recordId, 'contact/1');
      assert.deepEqual(outcome.result, { destination: 'tab', targetTab: 'Caller', showTab: true });
      assert.deepEqual(outcome.actions, [
        { type: 'screenPop', target: { type: 'record', recordId: 'contact/1', objectType: 'Contact' } },
        { type: 'runAction', name: 'log', params: { who: 'Person', company: 'Firm', from: '%2B4681' } },
      ]);
    });

  it('passes at most twenty times to the next rule', async () => {
    const rules = Array.from({ length: 30 }, (_, index) => rule(`${index}`, { branches: { none: index < 25 ? next : marker('end') } }));
    const outcome = await evaluateRules(rules, {}, { search: empty });
    assert.equal(outcome.rule, undefined);
    assert.equal(outcome.trace.length, 20);
    assert.deepEqual([outcome.problems[0]?.place, outcome.problems[0]?.error.code], ['rules[20]', 'TOO_LARGE']);
    assert.equal((await evaluateRules([...rules.slice(0, 19), rule('end')], {}, { search: empty })).rule, 'end');
  });

  it('is looked for in the first two hundred rules', async () => {
    const others = Array.from({ length: 200 }, (_, index) => rule(`${index}`, { direction: 'outbound' }));
    const { rule: decided, problems } = await evaluateRules([...others, rule('late')], {}, { search: empty });
    assert.deepEqual([decided, problems[0]?.place, problems[0]?.error.code], [undefined, 'rules', 'TOO_LARGE']);
  });

  it('skipping is free: a hundred rules for other calls do not count as passing on', async () => {
    const rules = [...Array.from({ length: 100 }, (_, index) => rule(`${index}`, { direction: 'outbound' })), rule('mine')];
    assert.equal((await evaluateRules(rules, {}, { search: empty })).rule, 'mine');
  });
});

describe('what goes wrong', () => {
  it('in an action stops that action only, and is told with its place and the name of what is missing', async () => {
    const outcome = await evaluateRules(
      parseRules([
        {
          name: 'r',
          branches: { none: { decision: 'createSession', action: { type: 'runAction', name: 'a', params: { x: '[[cti.customerid]]' } } } },
          actions: [
            { type: 'runAction', name: 'b', params: { x: '[[cti.customerid]+]' } },
            { type: 'screenPop', target: { type: 'record', recordId: '[[$Context.Id]]' } },
            { type: 'screenPop', target: { type: 'record', recordId: '[[cti.long]]' } },
            { type: 'screenPop', target: { type: 'objectHome', objectType: 'Contact' } },
          ],
        },
      ]),
      { data: { long: 'x'.repeat(300) } },
      { search: empty },
    );
    assert.deepEqual([outcome.rule, outcome.decision], ['r', 'createSession']);
    assert.deepEqual(outcome.actions, [
      { type: 'runAction', name: 'b', params: { x: '' } },
      { type: 'screenPop', target: { type: 'objectHome', objectType: 'Contact' } },
    ]);
    assert.deepEqual(
      outcome.problems.map(({ place, error }) => [place, error.code, error.details?.placeholder]),
      [
        ['rules[0].branches.none.action', 'MISSING_VALUE', 'cti.customerid'],
        ['rules[0].actions[1]', 'MISSING_VALUE', '$Context.Id'],
        ['rules[0].actions[2]', 'INVALID_ARGUMENT', undefined],
      ],
    );
  });

  it('in one search leaves the others: a value that is missing is no hit', async () => {
    const crm = smallCrm([{ id: '1', type: 'Contact', name: 'A', phones: ['1'] }]);
    const outcome = await evaluateRules([rule('r', { searches: [{ where: { email: '[[cti.Email]]' } }, { number: '[[cti.ani]]' }] })], { number: '1' }, crm);
    assert.deepEqual(done(outcome), ['r:one']);
    assert.deepEqual([outcome.problems[0]?.place, outcome.problems[0]?.error.details?.placeholder], ['rules[0].searches[0]', 'cti.Email']);
  });

  it('in all of them is no `none`: the rule is passed over', async () => {
    const outcome = await evaluateRules([rule('r', { searches: byAni }), rule('catch-all')], {}, { search: empty });
    assert.deepEqual(done(outcome), ['catch-all:none']);
    assert.equal(outcome.trace[0]?.step, 'failed');
  });

  it('in a rule whose searches are all for other calls is no `none` either', async () => {
    const searches = byAni.map((search) => ({ ...search, direction: 'outbound' as const }));
    const outcome = await evaluateRules([rule('r', { searches }), rule('catch-all')], { number: '1', direction: 'inbound' }, { search: empty });
    assert.deepEqual(done(outcome), ['catch-all:none']);
  });

  for (const [what, search, code] of [
    [
      'throws',
      () => {
        throw new Error('secret +46812345678');
      },
      'SEARCH_FAILED',
    ],
    ['rejects', () => Promise.reject(new Error('down')), 'SEARCH_FAILED'],
    ['refuses with a code', () => Promise.reject(new CtiError('UNREACHABLE', 'Down.')), 'UNREACHABLE'],
    ['answers nothing', () => undefined, 'INVALID_RESULT'],
    ['answers a map', () => ({ '1': {} }), 'INVALID_RESULT'],
    ['answers half a match', () => [person('1'), { recordId: '2' }], 'INVALID_RESULT'],
    ['answers null', () => [null], 'INVALID_RESULT'],
  ] as const)
    it(`in a CRM that ${what} is no \`none\` either`, async () => {
      const outcome = await evaluateRules([rule('r', { searches: byAni })], { number: '1' }, { search: search as unknown as Search });
      assert.equal(outcome.rule, undefined);
      assert.deepEqual([outcome.problems[0]?.place, outcome.problems[0]?.error.code], ['rules[0].searches[0]', code]);
      assert.doesNotMatch(outcome.problems[0]?.error.message ?? '', /46812345678/);
    });

  it('a signal ends it, whether or not the CRM heeds it', async () => {
    const asked = { search: (() => new Promise<never>(() => {})) as Search };
    const controller = new AbortController();
    const evaluation = evaluateRules([rule('r', { searches: byAni })], { number: '1' }, { ...asked, signal: controller.signal });
    controller.abort();
    await assert.rejects(evaluation, (error) => isCtiError(error, 'ABORTED'));
    const within = new AbortController();
    const search: Search = () => {
      within.abort();
      return new Promise(() => {});
    };
    await assert.rejects(evaluateRules([rule('r', { searches: byAni })], { number: '1' }, { search, signal: within.signal }), (error) =>
      isCtiError(error, 'ABORTED'),
    );
    await assert.rejects(evaluateRules([rule('r')], {}, { search: empty, signal: controller.signal }), (error) => isCtiError(error, 'ABORTED'));
  });

  it('the trace says why, and no value of the call', async () => {
    const facts = { number: '+46812345678', data: { queue: 'secret-queue', type: 'secret-type' } };
    const rules = [
      rule('a', { activity: 'chat' }),
      rule('b', { direction: 'outbound' }),
      rule('c', {
        conditions: [
          { key: 'ani', exists: true },
          { key: 'queue', equals: 'sales' },
        ],
      }),
      rule('d', { searches: [{ where: { x: '[[cti.none]]' } }] }),
      rule('e', { branches: {} }),
      rule('f'),
    ];
    const { trace } = await evaluateRules(rules, facts, { search: empty });
    assert.deepEqual(
      trace.map(({ rule, place, step, why }) => `${place} ${rule} ${step}: ${why}`),
      [
        'rules[0] a skipped: the activity is not chat',
        'rules[1] b skipped: the call is inbound, the rule is for outbound',
        'rules[2] c skipped: conditions[1] on queue does not hold',
        'rules[3] d failed: the number of matches is not known',
        'rules[4] e nextRule: 0 found, 0 of them strong: branch none',
        'rules[5] f decided: 0 found, 0 of them strong: branch none',
      ],
    );
    assert.doesNotMatch(JSON.stringify(trace), /secret|46812345678/);
  });
});
