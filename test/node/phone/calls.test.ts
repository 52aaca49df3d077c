import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Call } from '../../../src/index.ts';
import { allowedActions, applyCallEvent, type CallEvent, reduceCalls } from '../../../src/phone/index.ts';
import { callSchema } from '../../../src/protocol/call.ts';
import { everyCommand } from './every-command.ts';

const play = (...events: CallEvent[]): readonly Call[] => events.reduce<readonly Call[]>((calls, event) => reduceCalls(calls, event, everyCommand), []);
const only = (calls: readonly Call[]): Call => {
  assert.equal(calls.length, 1);
  return calls[0] as Call;
};
const rings = (callId = '1'): CallEvent => ({ type: 'delivered', callId, at: 1_000, remote: { number: '+46812345678' } });
const dialled = (callId = '1', consultationFor?: string): CallEvent => ({
  type: 'originated',
  callId,
  at: 1_000,
  remote: { number: '+46812345679' },
  ...(consultationFor !== undefined && { consultationFor }),
});
const established = (callId = '1'): CallEvent => ({ type: 'established', callId, at: 2_000 });
const held = (callId = '1', by: 'local' | 'remote' = 'local'): CallEvent => ({ type: 'held', callId, at: 3_000, by });
const retrieved = (callId = '1', by: 'local' | 'remote' = 'local'): CallEvent => ({ type: 'retrieved', callId, at: 4_000, by });
const cleared = (callId = '1'): CallEvent => ({ type: 'cleared', callId, at: 9_000 });

describe('an inbound call', () => {
  test('rings, with all that was told of it', () => {
    const call = only(play({ ...rings(), called: { number: '112' }, data: { queue: 'sales' }, cause: 'newCall' } as CallEvent));
    assert.deepEqual(call, {
      id: '1',
      direction: 'inbound',
      state: 'alerting',
      remoteState: 'connected',
      remote: { number: '+46812345678' },
      called: { number: '112' },
      createdAt: 1_000,
      cause: 'newCall',
      muted: false,
      signalling: 'up',
      actions: ['answer', 'reject', 'hangUp', 'setCallData'],
      data: { queue: 'sales' },
    });
  });

  test('of a caller who tells nothing has an empty number', () => {
    assert.deepEqual(only(play({ type: 'delivered', callId: '1', at: 1 })).remote, { number: '' });
  });

  test('is established, held, retrieved, and loses the cause of the state before', () => {
    const talking = only(play({ ...rings(), cause: 'newCall' } as CallEvent, established()));
    assert.deepEqual([talking.state, talking.remoteState, talking.establishedAt, 'cause' in talking], ['connected', 'connected', 2_000, false]);
    assert.deepEqual(talking.actions, ['hangUp', 'hold', 'mute', 'sendDtmf', 'blindTransfer', 'consult', 'setCallData']);
    const onHold = only(play(rings(), established(), held()));
    assert.deepEqual([onHold.state, onHold.remoteState], ['held', 'connected']);
    assert.deepEqual(onHold.actions, ['hangUp', 'retrieve', 'mute', 'blindTransfer', 'consult', 'setCallData']);
    assert.equal(only(play(rings(), established(), held(), retrieved())).state, 'connected');
  });

  test('may be internal, and may go back to a queue and ring again', () => {
    assert.equal(only(play({ ...rings(), direction: 'internal' } as CallEvent)).direction, 'internal');
    const queued = only(play(rings(), { type: 'queued', callId: '1', at: 2 }));
    assert.deepEqual([queued.state, queued.actions], ['queued', ['hangUp', 'setCallData']]);
    assert.equal(only(play(rings(), { type: 'queued', callId: '1', at: 2 }, rings())).state, 'alerting');
  });

  test('that is diverted stays as it is until it is cleared', () => {
    const { calls, call } = applyCallEvent(play(rings()), { type: 'diverted', callId: '1', at: 2, cause: 'callForward' }, everyCommand);
    assert.deepEqual([call?.state, call?.cause], ['alerting', 'callForward']);
    assert.deepEqual(reduceCalls(calls, cleared(), everyCommand), []);
  });
});

describe('an outbound call', () => {
  test('is initiated until the far end answers, whatever happens there', () => {
    const call = only(play(dialled()));
    assert.deepEqual([call.state, call.remoteState, call.direction, call.actions], ['initiated', 'null', 'outbound', ['hangUp', 'setCallData']]);
    assert.deepEqual([only(play(dialled(), rings())).state, only(play(dialled(), rings())).remoteState], ['initiated', 'alerting']);
    assert.equal(only(play(dialled(), { type: 'queued', callId: '1', at: 2 })).remoteState, 'queued');
    assert.equal(only(play(dialled(), established())).state, 'connected');
  });

  test('fails, and tells why when it is cleared', () => {
    const failed = play(dialled(), { type: 'failed', callId: '1', at: 2, cause: 'busy' });
    assert.deepEqual([only(failed).state, only(failed).remoteState, only(failed).actions], ['failed', 'failed', ['hangUp']]);
    const { calls, call } = applyCallEvent(failed, cleared(), everyCommand);
    assert.deepEqual([calls, call?.state, call?.remoteState, call?.clearedAt, call?.cause, call?.actions], [[], 'null', 'null', 9_000, 'busy', []]);
  });

  test('shows the party that really answered', () => {
    const call = only(play(dialled(), { ...established(), remote: { number: '1001', name: 'Night desk' } } as CallEvent));
    assert.deepEqual(call.remote, { number: '1001', name: 'Night desk' });
  });
});

describe('the far end', () => {
  test('holds and retrieves without changing the agent’s state', () => {
    const call = only(play(rings(), established(), held('1', 'remote')));
    assert.deepEqual([call.state, call.remoteState], ['connected', 'held']);
    const both = only(play(rings(), established(), held('1', 'remote'), held()));
    assert.deepEqual([both.state, both.remoteState], ['held', 'held']);
    const mine = only(play(rings(), established(), held('1', 'remote'), held(), retrieved('1', 'remote')));
    assert.deepEqual([mine.state, mine.remoteState], ['held', 'connected']);
  });

  test('is replaced by a transfer, and talks then', () => {
    const call = only(
      play(rings(), established(), held('1', 'remote'), { type: 'transferred', callId: '1', at: 5, remote: { number: '7' }, cause: 'transfer' }),
    );
    assert.deepEqual([call.remote, call.remoteState, call.state, call.cause], [{ number: '7' }, 'connected', 'connected', 'transfer']);
  });
});

describe('a cleared call', () => {
  test('keeps what it was, with the end and its cause', () => {
    const before = play(rings(), established());
    const { call } = applyCallEvent(before, { ...cleared(), cause: 'normalClearing' }, everyCommand);
    assert.deepEqual(call, { ...only(before), state: 'null', remoteState: 'null', clearedAt: 9_000, cause: 'normalClearing', actions: [] });
  });

  test('without a cause ended for an unknown one, not for the one it began with', () => {
    assert.equal(applyCallEvent(play({ ...rings(), cause: 'newCall' } as CallEvent), cleared(), everyCommand).call?.cause, 'unknown');
  });

  test('never ends before it began, though the clock was set back', () => {
    assert.equal(applyCallEvent(play(rings()), { type: 'cleared', callId: '1', at: 5 }, everyCommand).call?.clearedAt, 1_000);
    assert.equal(only(play(rings(), { type: 'established', callId: '1', at: 5 })).establishedAt, 1_000);
  });
});

describe('an update', () => {
  test('changes what it names', () => {
    const call = only(play(rings(), established(), { type: 'updated', callId: '1', at: 5, muted: true, remote: { number: '8' }, data: { a: '1' } }));
    assert.deepEqual([call.muted, call.remote, call.data, call.state], [true, { number: '8' }, { a: '1' }, 'connected']);
    assert.ok(call.actions.includes('unmute') && !call.actions.includes('mute'));
  });

  test('takes away what is given an empty text, which an event of a beginning call may well have', () => {
    const begun = play({ ...rings(), data: { a: '1', empty: '' } } as CallEvent);
    assert.deepEqual(only(begun).data, { a: '1', empty: '' });
    const event: CallEvent = { type: 'updated', callId: '1', at: 5, data: { a: '', never: '', b: '2' } };
    const after = reduceCalls(begun, event, everyCommand);
    assert.deepEqual(only(after).data, { empty: '', b: '2' });
    assert.equal(reduceCalls(after, event, everyCommand), after);
  });

  test('adds to the data, also under names every object has', () => {
    const data = JSON.parse('{"__proto__":"x","toString":"y"}') as Record<string, string>;
    const call = only(play(rings(), { type: 'updated', callId: '1', at: 5, data: { a: '1' } }, { type: 'updated', callId: '1', at: 6, data }));
    assert.deepEqual(Object.entries(call.data), [
      ['a', '1'],
      ['toString', 'y'],
    ]);
    assert.equal(Object.getPrototypeOf(call.data), Object.prototype);
  });

  test('of lost signalling leaves nothing but hangUp, and gives all back', () => {
    const lost = play(rings(), established(), { type: 'updated', callId: '1', at: 5, signalling: 'lost' });
    assert.deepEqual([only(lost).state, only(lost).actions], ['connected', ['hangUp']]);
    const back = reduceCalls(lost, { type: 'updated', callId: '1', at: 6, signalling: 'up' }, everyCommand);
    assert.deepEqual(only(back).actions, only(play(rings(), established())).actions);
  });
});

describe('what is too much to tell a CRM', () => {
  test('is cut, so that the call is told all the same', () => {
    const remote = { number: '1'.repeat(1_000), name: 'n'.repeat(1_000) };
    const data = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`name ${index}`, index ? 'v' : 'v'.repeat(10_000)]));
    const call = only(play({ type: 'delivered', callId: '1', at: 1, remote, called: remote, data: { ['k'.repeat(1_000)]: '1', ...data } }));
    assert.ok(callSchema().safeParse(call).success);
    assert.deepEqual([call.remote.number.length, call.remote.name?.length, call.called?.number.length, Object.keys(call.data).length], [250, 500, 250, 100]);
    assert.equal(call.data['name 0']?.length, 4_000);
  });

  test('is left out where all of it together would not fit into a message', () => {
    const data = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`name ${index}`, 'v'.repeat(4_000)]));
    const call = only(play({ type: 'delivered', callId: '1', at: 1, data }));
    assert.ok(callSchema().safeParse(call).success);
    assert.deepEqual(Object.keys(call.data), ['name 0', 'name 1', 'name 2', 'name 3', 'name 4', 'name 5', 'name 6']);
    const more = only(play({ type: 'delivered', callId: '1', at: 1, data }, { type: 'updated', callId: '1', at: 2, data: { small: 'fits', 'name 0': '' } }));
    assert.equal(more.data.small, 'fits');
    assert.deepEqual(Object.keys(more.data), ['name 1', 'name 2', 'name 3', 'name 4', 'name 5', 'name 6', 'small'], 'what is taken away makes room');
  });

  test('and told again it changes nothing', () => {
    const long: CallEvent = { type: 'updated', callId: '1', at: 5, remote: { number: '1'.repeat(1_000) }, data: { a: 'v'.repeat(10_000), __proto: 'x' } };
    const calls = play(rings(), long);
    assert.equal(reduceCalls(calls, long, everyCommand), calls);
  });

  test('an event with no usable id or time does not apply', () => {
    for (const wrong of [{ callId: '' }, { callId: 'i'.repeat(256) }, { at: Number.NaN }, { at: -1 }, { at: Number.POSITIVE_INFINITY }]) {
      assert.deepEqual(play({ ...rings(), ...wrong } as CallEvent), []);
    }
  });
});

describe('several calls', () => {
  test('stand side by side, and a call that nothing happened to stays the same object', () => {
    const one = play(rings('1'), established('1'));
    const two = reduceCalls(one, rings('2'), everyCommand);
    assert.deepEqual(
      two.map(({ id, state }) => [id, state]),
      [
        ['1', 'connected'],
        ['2', 'alerting'],
      ],
    );
    assert.equal(two[0], one[0]);
  });

  test('a consultation is linked, and once it was answered its call can be transferred', () => {
    const ringing = play(rings('1'), established('1'), held('1'), dialled('2', '1'));
    assert.equal(ringing[1]?.consultationFor, '1');
    assert.ok(!ringing[0]?.actions.includes('completeTransfer'));
    const answered = reduceCalls(ringing, established('2'), everyCommand);
    assert.ok(answered[0]?.actions.includes('completeTransfer'));
    assert.ok(!answered[1]?.actions.includes('completeTransfer'));
    const swapped = [held('2'), retrieved('1')].reduce<readonly Call[]>((calls, event) => reduceCalls(calls, event, everyCommand), answered);
    assert.ok(swapped[0]?.actions.includes('completeTransfer'), 'also while the consultation is held');
    const lost = reduceCalls(answered, { type: 'updated', callId: '2', at: 7, signalling: 'lost' }, everyCommand);
    assert.ok(!lost[0]?.actions.includes('completeTransfer'), 'not while the consultation has no signalling');
    const gone = reduceCalls(answered, cleared('2'), everyCommand);
    assert.ok(!gone[0]?.actions.includes('completeTransfer'));
  });

  test('a call is no consultation of itself', () => {
    assert.equal(only(play(dialled('1', '1'))).consultationFor, undefined);
  });

  test('are a hundred at most', () => {
    const calls = play(...Array.from({ length: 101 }, (_, index) => rings(String(index))));
    assert.equal(calls.length, 100);
    assert.equal(applyCallEvent(calls, rings('one more'), everyCommand).call, undefined);
  });
});

describe('events that cannot apply', () => {
  const cases: [string, readonly Call[], CallEvent][] = [
    ['established of an unknown call', [], established()],
    ['delivered of an unknown outbound call', [], { ...rings(), direction: 'outbound' } as CallEvent],
    ['cleared of an unknown call', [], cleared()],
    ['a second originated', play(dialled()), dialled()],
    ['a second delivered', play(rings()), rings()],
    ['a second delivered of an outbound call', play(dialled(), rings()), rings()],
    ['delivered after established', play(dialled(), established()), rings()],
    ['a second established', play(rings(), established()), established()],
    ['established after held', play(rings(), established(), held()), established()],
    ['established after failed', play(dialled(), { type: 'failed', callId: '1', at: 2 }), established()],
    ['held while it rings', play(rings()), held()],
    ['held by remote while it rings', play(rings()), held('1', 'remote')],
    ['a second held', play(rings(), established(), held()), held()],
    ['a second held by remote', play(rings(), established(), held('1', 'remote')), held('1', 'remote')],
    ['retrieved of what is not held', play(rings(), established()), retrieved()],
    ['retrieved by remote of what is not held', play(rings(), established()), retrieved('1', 'remote')],
    ['transferred while it rings', play(rings()), { type: 'transferred', callId: '1', at: 5 }],
    ['conferenced while it rings', play(rings()), { type: 'conferenced', callId: '1', at: 5, by: 'remote', parties: [] }],
    ['connectionCleared while it rings', play(rings()), { type: 'connectionCleared', callId: '1', at: 5, parties: [] }],
    ['diverted after established', play(rings(), established()), { type: 'diverted', callId: '1', at: 5 }],
    ['queued after established', play(rings(), established()), { type: 'queued', callId: '1', at: 5 }],
    ['failed after established', play(rings(), established()), { type: 'failed', callId: '1', at: 5 }],
    [
      'an update that tells nothing new',
      play(rings()),
      { type: 'updated', callId: '1', at: 5, muted: false, signalling: 'up', remote: { number: '+46812345678' } },
    ],
    ['an event of a newer phone system', play(rings()), { type: 'teleported', callId: '1', at: 5 } as unknown as CallEvent],
  ];
  for (const [name, calls, event] of cases) {
    test(`${name}: change nothing`, () => {
      const result = applyCallEvent(calls, event, everyCommand);
      assert.equal(result.calls, calls);
      assert.equal(result.call, undefined);
    });
  }
});

test('events that change no state are known from those that cannot apply', () => {
  const parties = [{ number: '+46812345678' }];
  for (const event of [
    { type: 'transferred' },
    { type: 'conferenced', by: 'local', parties },
    { type: 'conferenced', by: 'remote', parties: [] },
    { type: 'connectionCleared', parties },
  ] as const) {
    const calls = play(rings(), established());
    const result = applyCallEvent(calls, { ...event, callId: '1', at: 5 } as CallEvent, everyCommand);
    assert.equal(result.calls, calls);
    assert.equal(result.call, calls[0]);
  }
});

test('a phone grants no action that is not among its capabilities', () => {
  const calls = reduceCalls([], rings(), ['answer', 'dial']);
  assert.deepEqual(only(calls).actions, ['answer']);
  assert.deepEqual(allowedActions(only(calls), calls, []), []);
});

test('nothing that was handed out is modified', () => {
  const deepFreeze = <Value>(value: Value): Value => {
    if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
    return value;
  };
  let calls: readonly Call[] = deepFreeze([]);
  const events = [
    rings('1'),
    established('1'),
    held('1'),
    dialled('2', '1'),
    established('2'),
    { type: 'updated', callId: '2', at: 5, data: { a: '1' } } as const,
    cleared('1'),
    cleared('2'),
  ];
  for (const event of events) calls = deepFreeze(reduceCalls(calls, event, everyCommand));
  assert.deepEqual(calls, []);
});
