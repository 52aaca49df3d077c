import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Call } from '../../../src/index.ts';
import { applyCallEvent, type CallEvent } from '../../../src/phone/index.ts';
import { catchUp } from '../../../src/phone/link/catch-up.ts';
import { checkCallEvent } from '../../../src/testing/contract/check-call-event.ts';
import type { CallSighting } from '../../../src/testing/contract/witness.ts';

const capabilities = ['answer', 'hangUp', 'hold', 'retrieve', 'mute', 'unmute', 'sendDtmf', 'blindTransfer', 'consult', 'setCallData', 'dropParty'] as const;
const party = (number: string) => ({ number });

const eventOf = (name: string, at: number): CallEvent => {
  const about = { callId: 'a call', at };
  switch (name) {
    case 'established':
    case 'transferred':
      return { ...about, type: name, remote: party('2') };
    case 'heldHere':
      return { ...about, type: 'held', by: 'local' };
    case 'heldThere':
      return { ...about, type: 'held', by: 'remote' };
    case 'retrievedHere':
      return { ...about, type: 'retrieved', by: 'local' };
    case 'retrievedThere':
      return { ...about, type: 'retrieved', by: 'remote' };
    case 'conferenced':
      return { ...about, type: 'conferenced', by: 'local', parties: [party('1'), party('2')] };
    case 'connectionCleared':
      return { ...about, type: 'connectionCleared', parties: [party('1')] };
    case 'muted':
      return { ...about, type: 'updated', muted: true, data: { order: String(at) } };
    case 'lost':
      return { ...about, type: 'updated', signalling: 'lost' };
    case 'up':
      return { ...about, type: 'updated', signalling: 'up' };
    case 'delivered':
      return { ...about, type: 'delivered' };
    default:
      return { ...about, type: name as 'queued' | 'failed' | 'cleared' };
  }
};

const names = [
  'delivered',
  'established',
  'heldHere',
  'heldThere',
  'retrievedHere',
  'retrievedThere',
  'transferred',
  'conferenced',
  'connectionCleared',
  'queued',
  'failed',
  'muted',
  'lost',
  'up',
];
const beginning = fc.constantFrom<CallEvent>(
  { type: 'originated', callId: 'a call', at: 1, remote: party('1') },
  { type: 'delivered', callId: 'a call', at: 1, remote: party('1'), called: party('9'), data: { order: '17' } },
  { type: 'delivered', callId: 'a call', at: 1, direction: 'internal', remote: party('204') },
);

const after = (events: readonly CallEvent[], from?: Call): Call | undefined =>
  events.reduce<Call | undefined>((call, event) => applyCallEvent(call ? [call] : [], event, capabilities).call ?? call, from);

test('whatever happened to a call unheard, what is told of it keeps the state machine and ends with what holds', () => {
  fc.assert(
    fc.property(beginning, fc.array(fc.constantFrom(...names), { maxLength: 12 }), fc.nat(12), fc.boolean(), (begin, rest, heard, ends) => {
      const events = [begin, ...rest.map((name, index) => eventOf(name, index + 2))];
      const before = heard === 0 ? undefined : after(events.slice(0, heard));
      const present = after(events.slice(before ? heard : 0), before);
      const target = ends ? undefined : present;
      const steps = catchUp(before, target, 100, capabilities);

      const told: CallSighting[] = before ? [{ event: { type: 'updated', callId: 'a call', at: 0 }, call: before }] : [];
      const begun = told.length;
      for (const step of steps) {
        const wrong = checkCallEvent(step, told, step.call.state === 'null' ? [] : [step.call]);
        // how the call came to be known is not what is looked at here
        assert.deepEqual(begun ? wrong.filter((one) => !one.startsWith('a call began')) : wrong, [], JSON.stringify([before, target, steps]));
        told.push(step);
      }
      if (target) assert.deepEqual(told.at(-1)?.call, target);
      else assert.equal(told.at(-1)?.call.state ?? 'null', 'null');
    }),
    { numRuns: 2_000 },
  );
});

test('what has not changed is not told', () => {
  const call = after([{ type: 'delivered', callId: 'a call', at: 1, remote: party('1') }]);
  assert.deepEqual(catchUp(call, call && structuredClone(call), 100, capabilities), []);
});
