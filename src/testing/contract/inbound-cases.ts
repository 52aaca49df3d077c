import type { CaseDefinition } from './contract-case.ts';
import { expect, expectEqual } from './expect.ts';
import { expectOffered } from './offered.ts';

export const inboundCases: readonly CaseDefinition[] = [
  {
    name: 'an incoming call is delivered and alerting, and offers what can be done',
    requires: [],
    async run({ ringing, call, rig }) {
      const { phone, witness, id } = await ringing();
      const { state, direction, muted, signalling, remote, createdAt } = call(phone, id);
      expectEqual({ state, direction, muted, signalling }, { state: 'alerting', direction: 'inbound', muted: false, signalling: 'up' }, 'the call');
      expectOffered(rig, call(phone, id), 'answer', 'reject', 'hangUp', 'setCallData');
      expectEqual(witness.eventsOf(id), ['delivered'], 'events');
      expect(remote.number !== '', 'the caller has no number');
      expect(Math.abs(createdAt - Date.now()) < 60_000, 'createdAt is not a time of this minute, in milliseconds since 1970');
    },
  },
  {
    name: 'answer connects the call and resolves after established',
    requires: ['answer'],
    async run({ talking, call, rig }) {
      const { phone, witness, id } = await talking();
      const { state, remoteState, createdAt, establishedAt } = call(phone, id);
      expectEqual({ state, remoteState }, { state: 'connected', remoteState: 'connected' }, 'the call');
      expect(establishedAt !== undefined && establishedAt >= createdAt, 'establishedAt is missing or before createdAt');
      expectOffered(rig, call(phone, id), 'hangUp', 'hold', 'mute', 'sendDtmf', 'blindTransfer', 'consult', 'setCallData');
      expectEqual(witness.eventsOf(id), ['delivered', 'established'], 'events');
    },
  },
  {
    name: 'when the caller hangs up, the call is cleared with normalClearing',
    requires: ['answer'],
    async run({ talking, act, cleared }) {
      const call = await talking();
      await act('the far end hanging up', () => call.far.hangUp());
      expectEqual((await cleared(call, call.id)).cause, 'normalClearing', 'cause');
      expectEqual(call.phone.calls, [], 'calls');
    },
  },
  {
    name: 'hangUp ends the call at both ends',
    requires: ['answer', 'hangUp'],
    async run({ talking, act, told, within }) {
      const { phone, witness, id, far } = await talking();
      await act('hangUp', () => phone.hangUp(id));
      told(witness, id, 'cleared', 'hangUp');
      expectEqual(witness.seen(id, 'cleared')?.call.cause, 'normalClearing', 'cause');
      expectEqual(await within('the far end to be hung up on', far.ended()), 'hungUp', 'how the far end saw it end');
    },
  },
  {
    name: 'reject tells the caller busy, if not said otherwise',
    requires: ['reject'],
    async run({ ringing, act, told, within }) {
      const { phone, witness, id, far } = await ringing();
      await act('reject', () => phone.reject(id));
      told(witness, id, 'cleared', 'reject');
      expectEqual(await within('the caller to be told', far.ended()), 'busy', 'how the caller saw it end');
    },
  },
  {
    name: 'reject as declined tells the caller declined',
    requires: ['reject'],
    async run({ ringing, act, told, within }) {
      const { phone, witness, id, far } = await ringing();
      await act('reject', () => phone.reject(id, 'declined'));
      told(witness, id, 'cleared', 'reject');
      expectEqual(await within('the caller to be told', far.ended()), 'declined', 'how the caller saw it end');
    },
  },
  {
    name: 'hangUp of a ringing call rejects it as busy',
    requires: ['hangUp'],
    async run({ ringing, act, told, within }) {
      const { phone, witness, id, far } = await ringing();
      await act('hangUp', () => phone.hangUp(id));
      told(witness, id, 'cleared', 'hangUp');
      expectEqual(await within('the caller to be told', far.ended()), 'busy', 'how the caller saw it end');
    },
  },
  {
    name: 'a caller who gives up clears the call with callCancelled',
    requires: [],
    async run({ ringing, act, cleared }) {
      const call = await ringing();
      await act('the caller giving up', () => call.far.hangUp());
      const last = await cleared(call, call.id);
      expectEqual(last.cause, 'callCancelled', 'cause');
      expect(last.establishedAt === undefined, 'a call that was never answered has establishedAt');
      expectEqual(call.phone.calls, [], 'calls');
    },
  },
  {
    name: 'a second call rings beside the first, and answering it holds the first',
    requires: ['answer', 'hold'],
    async run({ talking, rings, answer, call }) {
      const first = await talking();
      const second = await rings(first, 'second');
      expectEqual(
        first.phone.calls.map(({ id, state }) => [id === first.id ? 'first' : 'second', state]),
        [
          ['first', 'connected'],
          ['second', 'alerting'],
        ],
        'calls while the second rings',
      );
      await answer(second);
      expectEqual(call(first.phone, first.id).state, 'held', 'state of the first call');
      expectEqual(call(first.phone, second.id).state, 'connected', 'state of the second call');
      const order = first.witness.sightings.map(({ event, call: { id } }) => `${event.type} ${id === first.id ? 'first' : 'second'}`);
      expect(order.indexOf('held first') < order.indexOf('established second'), 'the second call was established before the first was held');
    },
  },
  {
    name: 'a second call that is rejected leaves the first as it is',
    requires: ['answer', 'reject'],
    async run({ talking, rings, act, call }) {
      const first = await talking();
      const second = await rings(first, 'second');
      await act('reject', () => first.phone.reject(second.id));
      expectEqual(call(first.phone, first.id).state, 'connected', 'state of the first call');
      expectEqual(first.phone.calls.length, 1, 'number of calls');
    },
  },
  {
    name: 'ids are not used again',
    requires: ['reject'],
    async run({ ringing, rings, act, cleared }) {
      const first = await ringing();
      await act('reject', () => first.phone.reject(first.id));
      await cleared(first, first.id);
      const second = await rings(first);
      expect(first.id !== second.id, 'law 6: the second call has the id of the first');
    },
  },
];
