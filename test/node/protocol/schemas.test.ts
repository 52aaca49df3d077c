/** Every public shape: its example fits, nothing near it does. That schema and interface are one is proven by the compiler. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { callActions, callCauses, callEventNames, connectionStates } from '../../../src/index.ts';
import { callSchema } from '../../../src/protocol/call.ts';
import { callLogSchema } from '../../../src/protocol/call-log.ts';
import { crmAnswers, crmParams } from '../../../src/protocol/crm-methods.ts';
import { softphoneEvents } from '../../../src/protocol/events.ts';
import { commandAnswers, commandParams } from '../../../src/protocol/phone-commands.ts';
import { searchQuerySchema } from '../../../src/protocol/record.ts';
import { examples, others } from './examples.ts';

type Fields = Record<string, unknown>;

/** What breaks code that turns a value into text before it has looked at its type. */
const disguised: readonly unknown[] = [{ toString: '' }, { toString: 1, valueOf: 1 }, Object.create(null), [[]]];

const without = (value: unknown, name: string): Fields => Object.fromEntries(Object.entries(value as Fields).filter(([key]) => key !== name));

for (const { name, schema, value, optional = [], wrong = {} } of examples) {
  describe(`the shape ${name}`, () => {
    const fits = (candidate: unknown): boolean => schema().safeParse(candidate).success;

    it('takes its example, and gives it back as it was', () => assert.deepEqual(schema().parse(structuredClone(value)), value));

    it('drops what it does not know, and is no prototype for it', () => {
      const polluted = { ...JSON.parse('{"__proto__":{"polluted":true}}'), ...(value as Fields), unknown: 1, constructor: 'x' };
      const parsed = schema().parse(polluted) as Fields;
      assert.deepEqual(parsed, value);
      assert.equal(parsed.polluted, undefined);
    });

    it('is an object', () => {
      for (const candidate of [undefined, null, 0, '', 'text', true, [], [value], () => value, 1n]) assert.equal(fits(candidate), false, String(candidate));
    });

    for (const field of Object.keys(value as Fields)) {
      it(`${field} is ${optional.includes(field) ? 'optional' : 'required'}`, () => {
        if (optional.includes(field)) {
          if (name !== 'SearchQuery' && name !== 'search') assert.ok(fits(without(value, field)));
          assert.ok(fits({ ...(value as Fields), [field]: undefined }), 'undefined is as good as missing');
        } else assert.equal(fits(without(value, field)), false);
      });
    }

    for (const [field, values] of Object.entries(wrong)) {
      if (!(field in (value as Fields))) continue;
      it(`${field} must not be just anything`, () => {
        for (const one of values)
          assert.equal(fits({ ...(value as Fields), [field]: one }), false, `${field}: ${typeof one === 'string' ? one.slice(0, 20) : JSON.stringify(one)}`);
        assert.equal(fits({ ...(value as Fields), [field]: Symbol('x') }), false);
        assert.equal(fits({ ...(value as Fields), [field]: () => 1 }), false);
      });
    }

    it('never throws, whatever comes', () => {
      fc.assert(
        fc.property(
          fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
          (candidate) => void schema().safeParse(candidate),
        ),
        { numRuns: 200 },
      );
    });

    it('takes no object for the text it would turn into', () => {
      for (const [field, text] of Object.entries(value as Fields))
        if (typeof text === 'string')
          for (const odd of [[text], { toString: () => text }]) assert.equal(fits({ ...(value as Fields), [field]: odd }), false, field);
    });

    it('never throws, nor takes what is far off, when one field is anything', () => {
      fc.assert(
        fc.property(fc.constantFrom(...Object.keys(value as Fields)), fc.anything(), (field, odd) => {
          const { success, data } = schema().safeParse({ ...(value as Fields), [field]: odd });
          if (success) assert.doesNotThrow(() => structuredClone(data));
        }),
        { numRuns: 1000, examples: Object.keys(value as Fields).flatMap((field) => disguised.map((odd): [string, unknown] => [field, odd])) },
      );
    });
  });
}

for (const { name, schema, right, wrong } of others) {
  it(`the shape ${name}`, () => {
    for (const value of right) assert.ok(schema().safeParse(value).success, JSON.stringify(value));
    for (const value of wrong) assert.equal(schema().safeParse(value).success, false, JSON.stringify(value));
  });
}

describe('what a newer side may send', () => {
  const [call] = examples.filter(({ name }) => name === 'Call').map(({ value }) => value as Fields);
  const [log] = examples.filter(({ name }) => name === 'CallLog').map(({ value }) => value as Fields);

  it('causes and event names are read as the nearest known, actions are left out', () => {
    assert.equal(callSchema().parse({ ...call, cause: 'gravity' }).cause, 'unknown');
    assert.deepEqual(callSchema().parse({ ...call, actions: ['hangUp', 'teleport', 'constructor'] }).actions, ['hangUp']);
    assert.equal(callLogSchema().parse({ ...log, cause: 'gravity' }).cause, 'unknown');
    assert.equal(softphoneEvents.call().parse({ event: 'teleported', call }).event, 'updated');
  });

  it('all that is known is kept', () => {
    for (const cause of callCauses) assert.equal(callSchema().parse({ ...call, cause }).cause, cause);
    for (const event of callEventNames) assert.equal(softphoneEvents.call().parse({ event, call }).event, event);
    for (const state of connectionStates) assert.equal(callSchema().parse({ ...call, state, remoteState: state }).state, state);
    assert.deepEqual(callSchema().parse({ ...call, actions: [...callActions] }).actions, callActions);
  });
});

describe('a query', () => {
  it('asks for something', () => {
    for (const query of [{}, { e164: '+461' }, { callId: 'c' }, { limit: 1 }])
      assert.equal(searchQuerySchema().safeParse(query).success, false, JSON.stringify(query));
    for (const query of [{ number: '' }, { text: '' }, { number: '1' }])
      assert.equal(searchQuerySchema().safeParse(query).success, true, JSON.stringify(query));
  });
});

describe('the tables', () => {
  it('have a shape of arguments and an answer for every name, and an example', () => {
    assert.deepEqual(Object.keys(crmParams).sort(), Object.keys(crmAnswers).sort());
    assert.deepEqual(Object.keys(commandParams).sort(), Object.keys(commandAnswers).sort());
    const named = examples.map(({ name }) => name);
    for (const name of Object.keys(commandParams)) assert.ok(named.includes(name), `${name} has no example`);
  });

  it('give every method a deadline between a second and three minutes', () => {
    for (const [name, { timeoutMs }] of [...Object.entries(crmAnswers), ...Object.entries(commandAnswers)])
      assert.ok(timeoutMs >= 1_000 && timeoutMs <= 180_000, name);
  });

  it('are built when they are used, once', () => {
    assert.equal(callSchema(), callSchema());
    assert.equal(crmParams.search(), crmParams.search());
  });
});
