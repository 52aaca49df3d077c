import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type AgentState, type AgentStatus, type Call, CtiError, isCtiError, type KnownErrorCode } from '../../../src/index.ts';
import {
  type CallEvent,
  createPendingCommands,
  reduceCalls,
  requireCall,
  requireCallData,
  requireCapability,
  requireConsultation,
  requireDigits,
  requireNumber,
  requireParty,
  requireReason,
  requireWrappedUp,
} from '../../../src/phone/index.ts';
import { everyCommand } from './every-command.ts';

const throwsCode = (work: () => unknown, code: KnownErrorCode) =>
  assert.throws(work, (error) => {
    assert.ok(isCtiError(error, code), `${String(error)} is not ${code}`);
    return true;
  });

const play = (...events: CallEvent[]): readonly Call[] => events.reduce<readonly Call[]>((calls, event) => reduceCalls(calls, event, everyCommand), []);
const talking = (callId: string): CallEvent[] => [
  { type: 'delivered', callId, at: 1, remote: { number: '1' } },
  { type: 'established', callId, at: 2 },
];
const consultation = (callId: string, about: string): CallEvent[] => [
  { type: 'originated', callId, at: 3, remote: { number: '2' }, consultationFor: about },
  { type: 'established', callId, at: 4 },
];

describe('requireCall', () => {
  const calls = play(...talking('1'));
  test('gives the call when the action fits', () => assert.equal(requireCall(calls, '1', 'hold', everyCommand), calls[0]));
  test('refuses what the phone never grants before it looks for the call', () =>
    throwsCode(() => requireCall(calls, 'unknown', 'hold', ['dial']), 'NOT_SUPPORTED'));
  test('refuses an unknown call', () => throwsCode(() => requireCall(calls, 'unknown', 'hold', everyCommand), 'NO_SUCH_CALL'));
  test('refuses an action that does not fit, and says what does', () =>
    assert.throws(
      () => requireCall(calls, '1', 'retrieve', everyCommand),
      (error) =>
        isCtiError(error, 'INVALID_STATE') &&
        JSON.stringify(error.details) === JSON.stringify({ state: 'connected', signalling: 'up', actions: calls[0]?.actions }),
    ));
  test('says so when it is the signalling that is missing', () => {
    const lost = reduceCalls(calls, { type: 'updated', callId: '1', at: 3, signalling: 'lost' }, everyCommand);
    assert.throws(() => requireCall(lost, '1', 'hold', everyCommand), /signalling is lost/);
    assert.ok(requireCall(lost, '1', 'hangUp', everyCommand));
  });
});

test('requireCapability refuses what is not granted', () => {
  requireCapability(['dial'], 'dial');
  throwsCode(() => requireCapability(['dial'], 'setAgentState'), 'NOT_SUPPORTED');
});

describe('requireConsultation', () => {
  const one = play(...talking('1'), ...consultation('2', '1'));
  const two = play(...talking('1'), ...consultation('2', '1'), ...consultation('3', '1'));
  test('finds the only one', () => assert.equal(requireConsultation(one, '1').id, '2'));
  test('finds the one that is named', () => assert.equal(requireConsultation(two, '1', '3').id, '3'));
  test('finds one that still rings for who wants any', () => {
    const ringing = play(...talking('1'), { type: 'originated', callId: '2', at: 3, remote: { number: '2' }, consultationFor: '1' });
    assert.equal(requireConsultation(ringing, '1', undefined, { answered: false }).id, '2');
    throwsCode(() => requireConsultation(ringing, '1'), 'INVALID_STATE');
    throwsCode(() => requireConsultation(play(...talking('1')), '1', undefined, { answered: false }), 'INVALID_STATE');
  });
  test('asks which of several', () => throwsCode(() => requireConsultation(two, '1'), 'INVALID_ARGUMENT'));
  test('refuses where there is none', () => throwsCode(() => requireConsultation(play(...talking('1')), '1'), 'INVALID_STATE'));
  test('refuses an unknown one', () => throwsCode(() => requireConsultation(one, '1', 'unknown'), 'NO_SUCH_CALL'));
  test('refuses a call that is no consultation about this one', () =>
    throwsCode(() => requireConsultation(play(...talking('1'), ...talking('2')), '1', '2'), 'INVALID_STATE'));
});

describe('requireParty', () => {
  const [call] = play(...talking('1'), { type: 'conferenced', callId: '1', at: 3, by: 'remote', parties: [{ number: '1' }, { number: '' }, { number: '2' }] });
  test('finds who has the number', () => assert.deepEqual(call && requireParty(call, '2'), { number: '2' }));
  for (const number of ['3', '', undefined as unknown as string]) {
    test(`refuses ${JSON.stringify(number)}`, () => throwsCode(() => call && requireParty(call, number), 'INVALID_ARGUMENT'));
  }
  test('refuses the only far end', () => throwsCode(() => requireParty(play(...talking('1'))[0] as Call, '1'), 'INVALID_ARGUMENT'));
});

describe('requireCallData', () => {
  test('takes what fits, counted with what is there already', () => {
    const data = { order: '17', gone: '' };
    assert.equal(requireCallData({ gone: 'x' }, data), data);
    const full = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`name${index}`, 'v']));
    throwsCode(() => requireCallData(full, { one: 'more' }), 'INVALID_ARGUMENT');
    assert.ok(requireCallData(full, { one: 'more', name0: '' }), 'what is taken away makes room');
  });
  const long = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`name${index}`, 'v'.repeat(4_000)]));
  for (const [name, data] of Object.entries({
    nothing: undefined,
    'a list': ['x'],
    'a number': { order: 17 },
    'no name': { '': 'x' },
    'the name of a prototype': JSON.parse('{"__proto__":"x"}'),
    'a long name': { ['n'.repeat(501)]: 'x' },
    'a long value': { order: 'v'.repeat(4_001) },
    'too much together': long,
  })) {
    test(`refuses ${name}, without repeating it`, () => {
      throwsCode(() => requireCallData({}, data as Record<string, string>), 'INVALID_ARGUMENT');
      assert.throws(
        () => requireCallData({}, data as Record<string, string>),
        (error: Error) => !error.message.includes('vvv') && !error.message.includes('nnn'),
      );
    });
  }
});

describe('requireReason', () => {
  const reasons = { notReady: [{ code: 'L', label: 'Lunch' }], logOut: [], wrapUp: [], mandatory: { notReady: true, logOut: true } };
  test('takes a code', () => assert.equal(requireReason('notReady', 'L', reasons), 'L'));
  test('takes any text, or none, where there are no codes', () => {
    assert.equal(requireReason('notReady', 'Lunch', undefined), 'Lunch');
    assert.equal(requireReason('notReady', undefined, undefined), undefined);
    assert.equal(requireReason('logOut', 'Bye', reasons), 'Bye', 'codes of another kind do not count');
    assert.equal(requireReason('wrapUp', '', reasons), undefined);
  });
  test('says that one is wanted, and where to look', () =>
    assert.throws(
      () => requireReason('notReady', undefined, reasons),
      (error) => isCtiError(error, 'INVALID_ARGUMENT') && /wants a reason for being not ready.*agent\.reasons\.notReady/.test(error.message),
    ));
  for (const [name, reason] of Object.entries({ 'the label': 'Lunch', 'an unknown code': 'X', 'no text': 7, 'too much': 'x'.repeat(501) })) {
    test(`refuses ${name}`, () => throwsCode(() => requireReason('notReady', reason as string, reasons), 'INVALID_ARGUMENT'));
  }
  test('refuses none at all where it must be given, codes or not', () => throwsCode(() => requireReason('logOut', '', reasons), 'INVALID_ARGUMENT'));
});

describe('requireWrappedUp', () => {
  const agent = (state: AgentState, wrapUp: boolean): AgentStatus => ({
    state,
    since: 0,
    reasons: { notReady: [], logOut: [], wrapUp: [], mandatory: { wrapUp } },
  });
  test('keeps in the work after a call who has to wrap up', () =>
    throwsCode(() => requireWrappedUp(agent('workingAfterCall', true), false), 'INVALID_ARGUMENT'));
  test('lets everybody else go', () => {
    requireWrappedUp(agent('workingAfterCall', true), true);
    requireWrappedUp(agent('workingAfterCall', false), false);
    requireWrappedUp(agent('notReady', true), false);
    requireWrappedUp({ state: 'workingAfterCall', since: 0 }, false);
  });
});

describe('requireNumber', () => {
  for (const number of ['+46 8 123 456 78', 'alice', 'sip:alice@example.org', '*31#0812345678', '１２３', '#']) {
    test(`takes ${number}`, () => assert.equal(requireNumber(`  ${number} `), number));
  }
  for (const [name, number] of Object.entries({
    nothing: '',
    spaces: '  ',
    punctuation: '(-) +',
    'a line break': '12\r\nVia: x',
    'a zero byte': '1\0',
    'too much': '1'.repeat(251),
    'no text': 7,
  })) {
    test(`refuses ${name}, without repeating it`, () => {
      throwsCode(() => requireNumber(number as string), 'INVALID_NUMBER');
      if (number !== '' && String(number).length > 3)
        assert.throws(
          () => requireNumber(number as string),
          (error: Error) => !error.message.includes(String(number)),
        );
    });
  }
});

describe('requireDigits', () => {
  test('takes all tones and pauses', () => assert.equal(requireDigits('0123456789ABCD*#,'), '0123456789ABCD*#,'));
  for (const digits of ['', '12 3', 'a', 'E', '1'.repeat(65), '1\n', undefined]) {
    test(`refuses ${JSON.stringify(digits)}`, () => throwsCode(() => requireDigits(digits as string), 'INVALID_ARGUMENT'));
  }
});

describe('pending commands', () => {
  const outcome = (promise: Promise<unknown>) =>
    promise.then(
      (result) => ({ result }),
      (error: CtiError) => ({ code: error.code, cause: error.cause }),
    );

  test('start at once and give their outcome', async () => {
    const commands = createPendingCommands();
    let started = false;
    const result = commands.run(async () => {
      started = true;
      return 7;
    });
    assert.ok(started);
    assert.equal(await result, 7);
    assert.equal(await commands.run(() => 8), 8);
  });

  test('turn what is thrown into a rejection, and what is no CtiError into one', async () => {
    const commands = createPendingCommands();
    const fault = new TypeError('fault');
    assert.deepEqual(
      await outcome(
        commands.run(() => {
          throw fault;
        }),
      ),
      { code: 'HANDLER_FAILED', cause: fault },
    );
    const refused = commands.run(() => Promise.reject(new CtiError('BUSY', 'busy')));
    assert.equal(((await outcome(refused)) as { code: string }).code, 'BUSY');
  });

  test('are let go with DISPOSED, whatever becomes of them, and none starts any more', async () => {
    const commands = createPendingCommands();
    let aborted = false;
    const waiting = outcome(
      commands.run(
        (signal) =>
          new Promise((_, reject) => {
            signal.addEventListener('abort', () => {
              aborted = true;
              reject(new Error('its own'));
            });
          }),
      ),
    );
    const hanging = outcome(commands.run(() => new Promise(() => undefined)));
    commands.dispose();
    commands.dispose();
    let started = false;
    const late = outcome(
      commands.run(() => {
        started = true;
      }),
    );
    for (const settled of [await waiting, await hanging, await late]) assert.equal((settled as { code: string }).code, 'DISPOSED');
    assert.deepEqual([aborted, started, commands.disposed], [true, false, true]);
  });
});
