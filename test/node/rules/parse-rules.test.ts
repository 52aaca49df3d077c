/** What an administrator may write, and how each mistake is named. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseRules } from '../../../src/host/rules/parse-rules.ts';
import { isCtiError } from '../../../src/index.ts';

const good = { name: 'good', branches: {} };
const refusal = (value: unknown): string => {
  try {
    parseRules(value);
  } catch (error) {
    assert.ok(isCtiError(error, 'INVALID_ARGUMENT'));
    assert.ok(Array.isArray(error.details?.issues));
    return error.message;
  }
  return assert.fail('should not fit');
};

describe('rules', () => {
  it('that are right come back as they are', () => {
    const rules = [
      good,
      {
        name: 'full',
        order: 1.5,
        activity: 'chat',
        direction: 'both',
        conditions: [{ key: 'queue', equals: 'a', oneOf: ['a'], startsWith: 'a', exists: true }],
        searches: [
          { order: 1, direction: 'inbound', objectTypes: ['A'], fields: { A: ['b'] }, number: '[[ani]]', text: '[[cti.x]+]', where: { a: '[[b.c]ux]' } },
        ],
        branches: {
          none: { decision: 'nextRule' },
          one: { decision: 'createSessionAndLoadMatch' },
          many: { decision: 'doAction', action: { type: 'runAction', name: 'x', params: {} } },
        },
        actions: [{ type: 'screenPop', target: { type: 'flow', flowName: 'f', flowArguments: [{ name: 'a', type: 'String', value: '[[ani]]' }] } }],
        result: { destination: 'entitySearch', targetTab: 't', showTab: false },
      },
    ];
    assert.deepEqual(parseRules(structuredClone(rules)), rules);
    assert.deepEqual(parseRules([]), []);
  });

  const branch = (name: string, value: unknown) => [good, good, { name: 'x', branches: { [name]: value } }];
  const screenPop = (target: unknown) => [{ ...good, actions: [{ type: 'screenPop', target }] }];
  for (const [rules, message] of [
    [{}, /^rules: must be a value of type array$/],
    [null, /^rules: /],
    ['[]', /^rules: /],
    [[good, null], /^rules\[1\]: must be a value of type object$/],
    [[{ branches: {} }], /^rules\[0\]\.name: must be a value of type string$/],
    [[{ name: '', branches: {} }], /^rules\[0\]\.name: must have 1 to 500/],
    [[{ name: 'x' }], /^rules\[0\]\.branches: must be a value of type object$/],
    [[{ ...good, order: '1' }], /^rules\[0\]\.order: /],
    [[{ ...good, order: Number.NaN }], /^rules\[0\]\.order: /],
    [[{ ...good, direction: 'up' }], /^rules\[0\]\.direction: must be one of inbound, outbound, internal, both$/],
    [branch('many', { decision: 'createSessionAndLoadMatch' }), /^rules\[2\]\.branches\.many\.decision: must be one of createSession, doAction, nextRule$/],
    [branch('none', { decision: 'createSessionAndLoadMatch' }), /^rules\[2\]\.branches\.none\.decision: /],
    [branch('one', {}), /^rules\[2\]\.branches\.one\.decision: /],
    [branch('one', { decision: 'nextRule', action: { type: 'runAction', name: 'x' } }), /^rules\[2\]\.branches\.one: nextRule runs no action$/],
    [
      branch('one', { decision: 'doAction', action: { type: 'eval', code: 'x' } }),
      /^rules\[2\]\.branches\.one\.action: must have a type of screenPop, runAction$/,
    ],
    [branch('one', { decision: 'doAction', action: { type: 'runAction' } }), /^rules\[2\]\.branches\.one\.action\.name: /],
    [branch('some', { decision: 'doAction' }), /^rules\[2\]\.branches\.some: is no known key$/],
    [[{ ...good, branch: {} }], /^rules\[0\]\.branch: is no known key$/],
    [[{ ...good, searches: [{ number: '1', entity: 'contact' }] }], /^rules\[0\]\.searches\[0\]\.entity: is no known key$/],
    [[{ ...good, searches: [{}] }], /^rules\[0\]\.searches\[0\]: one of number, text, where must be given$/],
    [[{ ...good, searches: [{ where: {} }] }], /^rules\[0\]\.searches\[0\]\.where: must name 1 to 20 fields$/],
    [[{ ...good, searches: [{ number: '1', fields: { Contact: [5] } }] }], /^rules\[0\]\.searches\[0\]\.fields\.Contact\[0\]: must be a value of type string$/],
    [[{ ...good, searches: [{ number: '1', fields: JSON.parse('{"__proto__":["a"]}') }] }], /^rules\[0\]\.searches\[0\]\.fields: /],
    [[{ ...good, conditions: [{ key: 'a' }] }], /^rules\[0\]\.conditions\[0\]: one of equals, oneOf, startsWith, exists must be given$/],
    [[{ ...good, conditions: [{ key: 'a', equals: 5 }] }], /^rules\[0\]\.conditions\[0\]\.equals: /],
    [[{ ...good, conditions: [{ key: 'a', matches: '.*', exists: true }] }], /^rules\[0\]\.conditions\[0\]\.matches: is no known key$/],
    [[{ ...good, result: { destination: 'window' } }], /^rules\[0\]\.result\.destination: must be one of tab, entitySearch$/],
    [screenPop({ type: 'record' }), /^rules\[0\]\.actions\[0\]\.target\.recordId: /],
    [screenPop({ type: 'record', recordId: 'x', id: 'x' }), /^rules\[0\]\.actions\[0\]\.target\.id: is no known key$/],
    [screenPop({ type: 'page' }), /^rules\[0\]\.actions\[0\]\.target: must have a type of /],
    [screenPop({ type: 'url', url: '/x?a=[[cti.ani]' }), /^rules\[0\]\.actions\[0\]\.target\.url: has a \[\[ that begins no placeholder/],
    [screenPop({ type: 'url', url: '[[cti.ani]z]' }), /^rules\[0\]\.actions\[0\]\.target\.url: has a \[\[/],
    [screenPop({ type: 'url', url: '[[.x]]' }), /^rules\[0\]\.actions\[0\]\.target\.url: has a \[\[/],
    [screenPop({ type: 'url', url: '[[$Expression(1)]]' }), /^rules\[0\]\.actions\[0\]\.target\.url: scripts/],
    [
      screenPop({ type: 'newRecord', objectType: 'A', defaultFieldValues: { p: '[[' } }),
      /^rules\[0\]\.actions\[0\]\.target\.defaultFieldValues\.p: has a \[\[/,
    ],
    [Array.from({ length: 201 }, () => good), /^rules: must have 0 to 200/],
  ] as const)
    it(`say ${message.source}`, () => assert.match(refusal(rules), message));

  it('are refused for whatever else they are, with a CtiError and nothing else', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (value) => {
        try {
          parseRules([{ ...good, searches: value, actions: value }]);
        } catch (error) {
          assert.ok(isCtiError(error, 'INVALID_ARGUMENT'), String(error));
        }
      }),
    );
  });

  it('say everything that is wrong at once, and of more than a hundred problems the first', () => {
    const wrong = [
      { name: '' },
      { ...good, order: '1', activity: 5 },
      { ...good, typo: 1, actions: [{ type: 'runAction', name: 'x', params: { a: '[[', b: '[[' } }] },
    ];
    assert.deepEqual(
      refusal(wrong)
        .split('\n')
        .map((line) => line.split(': ')[0]),
      [
        'rules[0].name',
        'rules[0].branches',
        'rules[1].order',
        'rules[1].activity',
        'rules[2].typo',
        'rules[2].actions[0].params.a',
        'rules[2].actions[0].params.b',
      ],
    );
    assert.equal(refusal(Array.from({ length: 150 }, () => null)).split('\n').length, 100);
  });

  describe('that name what this CRM does not have are refused', () => {
    const known = { objectTypes: ['Contact'], flows: ['Survey'], actions: ['note'] };
    const action = (target: object) => ({ ...good, actions: [{ type: 'screenPop', target }] });
    for (const [one, message] of [
      [
        { ...good, searches: [{ number: '1', objectTypes: ['Contact', 'Ghost'] }] },
        /^rules\[0\]\.searches\[0\]\.objectTypes\[1\]: is no kind of record of this CRM$/,
      ],
      [{ ...good, searches: [{ number: '1', fields: { Ghost: [] } }] }, /^rules\[0\]\.searches\[0\]\.fields\.Ghost: is no kind of record/],
      [action({ type: 'newRecord', objectType: 'Ghost' }), /^rules\[0\]\.actions\[0\]\.target\.objectType: is no kind of record/],
      [action({ type: 'flow', flowName: 'Ghost' }), /^rules\[0\]\.actions\[0\]\.target\.flowName: is no flow of this CRM$/],
      [
        { name: 'x', branches: { many: { decision: 'doAction', action: { type: 'runAction', name: 'ghost' } } } },
        /^rules\[0\]\.branches\.many\.action\.name: is no action of this CRM$/,
      ],
    ] as const)
      it(message.source, () => {
        assert.doesNotThrow(() => parseRules([one]));
        assert.throws(
          () => parseRules([one], known),
          (error) => isCtiError(error, 'INVALID_ARGUMENT') && message.test(error.message),
        );
      });

    it('but not those that are built in, or that a value of the call completes', () => {
      const rules = [
        action({ type: 'record', recordId: '1', objectType: '[[$Context.LogicalName]]' }),
        action({ type: 'newRecord', objectType: 'Contact' }),
        { ...good, actions: ['note', 'Dial', 'CopyToContext'].map((name) => ({ type: 'runAction', name })) },
      ];
      assert.equal(parseRules(rules, known).length, 3);
    });
  });

  it('may ask for what an action before gives back, and for nothing else that is not there yet', () => {
    const run = (name: string, params: Record<string, string> = {}) => ({ type: 'runAction', name, params });
    const withActions = (...actions: object[]) => [{ ...good, branches: { none: { decision: 'doAction', action: run('Class.find') } }, actions }];
    assert.equal(parseRules(withActions(run('a', { x: '[[$Return.Class.find]] [[$Return.Class.find.id]]' }), run('b', { x: '[[$Return.a]+]' }))).length, 1);
    for (const wrong of [
      withActions(run('a', { x: '[[$Return.a]]' })),
      withActions(run('a', { x: '[[$Return.b]]' }), run('b')),
      withActions(run('a', { x: '[[$Return.Class]]' })),
      [{ ...good, searches: [{ number: '[[$Return.a]]' }] }],
    ])
      assert.match(refusal(wrong), /names no action that runs before$/);
  });

  it('know the groups of USD that have something to stand for', () => {
    const asking = (text: string) => [{ ...good, searches: [{ text }] }];
    assert.equal(parseRules(asking('[[$Context.a]] [[$Session.Id]] [[$Global.a]g] [[$User.a]] [[anything.a]]')).length, 1);
    for (const group of ['$Panel', '$Settings', '$Debug', '$context']) assert.match(refusal(asking(`[[${group}.a]]`)), /there is no group \$/);
  });

  it('cannot bring a prototype along', () => {
    const odd = JSON.parse('[{"name":"x","branches":{},"__proto__":{"direction":"outbound"}}]');
    assert.throws(
      () => parseRules(odd),
      (error) => isCtiError(error, 'INVALID_ARGUMENT'),
    );
  });
});
