import type { CaseDefinition } from './contract-case.ts';
import { expectEqual, present } from './expect.ts';
import { expectOffered } from './offered.ts';

export const holdCases: readonly CaseDefinition[] = [
  {
    name: 'hold and retrieve change the agent’s state only, and resolve after their events',
    requires: ['answer', 'hold', 'retrieve'],
    async run({ talking, act, told, call, rig }) {
      const { phone, witness, id } = await talking();
      await act('hold', () => phone.hold(id));
      told(witness, id, 'held', 'hold');
      expectEqual([call(phone, id).state, call(phone, id).remoteState], ['held', 'connected'], 'states while held');
      expectOffered(rig, call(phone, id), 'hangUp', 'retrieve', 'mute', 'blindTransfer', 'consult', 'setCallData');
      await act('retrieve', () => phone.retrieve(id));
      told(witness, id, 'retrieved', 'retrieve');
      expectEqual([call(phone, id).state, call(phone, id).remoteState], ['connected', 'connected'], 'states after retrieve');
    },
  },
  {
    name: 'the far end notices hold and retrieve',
    requires: ['answer', 'hold', 'retrieve'],
    needs: ['seesHold'],
    async run({ talking, act, within }) {
      const { phone, id, far } = await talking();
      const heldByPhone = present(far.heldByPhone, 'heldByPhone of the rig').bind(far);
      await act('hold', () => phone.hold(id));
      await within('the far end to be on hold', heldByPhone(true));
      await act('retrieve', () => phone.retrieve(id));
      await within('the far end to be taken back', heldByPhone(false));
    },
  },
  {
    name: 'a far end that holds and retrieves changes its own state only',
    requires: ['answer'],
    needs: ['farEndHolds'],
    async run({ talking, act, becomes }) {
      const call = await talking();
      const { far, id } = call;
      await act('the far end holding', () => present(far.hold, 'hold of the rig').call(far));
      const held = await becomes(call, id, 'the far end to be held', ({ remoteState }) => remoteState === 'held');
      expectEqual(held.state, 'connected', 'the agent’s own state');
      await act('the far end retrieving', () => present(far.retrieve, 'retrieve of the rig').call(far));
      await becomes(call, id, 'the far end to be connected', ({ state, remoteState }) => state === 'connected' && remoteState === 'connected');
      expectEqual(call.witness.eventsOf(id), ['delivered', 'established', 'held', 'retrieved'], 'events');
    },
  },
  {
    name: 'retrieving one call holds the other',
    requires: ['answer', 'hold', 'retrieve'],
    async run({ talking, rings, answer, act, told, call }) {
      const first = await talking();
      const second = await rings(first, 'second');
      await answer(second);
      await act('retrieve', () => first.phone.retrieve(first.id));
      told(first.witness, second.id, 'held', 'retrieve');
      told(first.witness, first.id, 'retrieved', 'retrieve');
      expectEqual([call(first.phone, first.id).state, call(first.phone, second.id).state], ['connected', 'held'], 'states of both calls');
    },
  },
  {
    name: 'dialling holds the call that is connected, first',
    requires: ['answer', 'dial', 'hold'],
    async run({ talking, act, told, call, rig }) {
      const { phone, witness, id } = await talking();
      const dialled = await act('dial', () => phone.dial({ number: rig.numbers.second }));
      told(witness, id, 'held', 'dial');
      expectEqual([call(phone, id).state, call(phone, dialled.id).state], ['held', 'initiated'], 'states of both calls');
      expectEqual(
        witness.marked.sightings.map(({ event }) => event.type).filter((type) => type === 'held' || type === 'originated'),
        ['held', 'originated'],
        'order of the events',
      );
    },
  },
  {
    name: 'a held call can be hung up',
    requires: ['answer', 'hold', 'hangUp'],
    async run({ talking, act, told, within }) {
      const { phone, witness, id, far } = await talking();
      await act('hold', () => phone.hold(id));
      await act('hangUp', () => phone.hangUp(id));
      told(witness, id, 'cleared', 'hangUp');
      expectEqual(await within('the far end to be hung up on', far.ended()), 'hungUp', 'how the far end saw it end');
    },
  },
];
