import type { Call } from '../../index.ts';
import type { Bench, OneCall } from './bench.ts';
import type { CaseDefinition } from './contract-case.ts';
import { expect, expectEqual } from './expect.ts';

/** Dials the first far end; resolves when it rings there and the phone knows. */
const dialled = async ({ connected, act, told, within, becomes, rig }: Bench): Promise<OneCall & { dialled: Call }> => {
  const watched = await connected();
  const dialled = await act('dial', () => watched.phone.dial({ number: rig.numbers.first }));
  told(watched.witness, dialled.id, 'originated', 'dial');
  const far = await within('the far end to ring', rig.received(watched.phone, 'first'));
  await becomes(watched, dialled.id, 'the far end to be reported as ringing', ({ remoteState }) => remoteState === 'alerting');
  return { ...watched, id: dialled.id, far, dialled };
};

export const outboundCases: readonly CaseDefinition[] = [
  {
    name: 'a dialled call is originated, delivered and established',
    requires: ['dial'],
    async run(bench) {
      const call = await dialled(bench);
      expectEqual([call.dialled.state, call.dialled.direction], ['initiated', 'outbound'], 'the call that dial gave');
      expectEqual(bench.call(call.phone, call.id).state, 'initiated', 'state while the far end rings');
      await bench.act('the far end answering', () => call.far.answer());
      const { establishedAt } = await bench.becomes(call, call.id, 'the call to be connected', ({ state }) => state === 'connected');
      expect(establishedAt !== undefined, 'establishedAt is missing');
      expectEqual(call.witness.eventsOf(call.id), ['originated', 'delivered', 'established'], 'events');
    },
  },
  {
    name: 'a busy far end makes the call failed, then cleared with busy',
    requires: ['dial'],
    async run(bench) {
      const call = await dialled(bench);
      await bench.act('the far end being busy', () => call.far.reject('busy'));
      expectEqual((await bench.cleared(call, call.id)).cause, 'busy', 'cause');
      expectEqual(call.witness.eventsOf(call.id), ['originated', 'delivered', 'failed', 'cleared'], 'events');
    },
  },
  {
    name: 'a far end that declines makes the call failed, then cleared with a cause other than normalClearing',
    requires: ['dial'],
    async run(bench) {
      const call = await dialled(bench);
      await bench.act('the far end declining', () => call.far.reject('declined'));
      expect((await bench.cleared(call, call.id)).cause !== 'normalClearing', 'a refused call was cleared with normalClearing');
      expectEqual(call.witness.eventsOf(call.id), ['originated', 'delivered', 'failed', 'cleared'], 'events');
    },
  },
  {
    name: 'a number nobody has makes the call failed, then cleared with destNotObtainable',
    requires: ['dial'],
    needs: ['unknownNumber'],
    async run({ connected, act, cleared, rig }) {
      const watched = await connected();
      const { id } = await act('dial', () => watched.phone.dial({ number: rig.numbers.notFound ?? '' }));
      expectEqual((await cleared(watched, id)).cause, 'destNotObtainable', 'cause');
      expectEqual(watched.witness.eventsOf(id), ['originated', 'failed', 'cleared'], 'events');
    },
  },
  {
    name: 'hangUp before the answer cancels the call at the far end',
    requires: ['dial', 'hangUp'],
    async run(bench) {
      const { phone, witness, id, far } = await dialled(bench);
      await bench.act('hangUp', () => phone.hangUp(id));
      bench.told(witness, id, 'cleared', 'hangUp');
      expectEqual(await bench.within('the far end to stop ringing', far.ended()), 'cancelled', 'how the far end saw it end');
      expectEqual(witness.eventsOf(id), ['originated', 'delivered', 'cleared'], 'events');
    },
  },
  {
    name: 'hangUp right after dial ends the call',
    requires: ['dial', 'hangUp'],
    async run({ connected, act, told, rig }) {
      const { phone, witness } = await connected();
      const { id } = await act('dial', () => phone.dial({ number: rig.numbers.first }));
      await act('hangUp', () => phone.hangUp(id));
      told(witness, id, 'cleared', 'hangUp');
      expectEqual(phone.calls, [], 'calls');
    },
  },
  {
    name: 'when the far end hangs up a dialled call, it is cleared with normalClearing',
    requires: ['dial'],
    async run(bench) {
      const call = await dialled(bench);
      await bench.act('the far end answering', () => call.far.answer());
      await bench.becomes(call, call.id, 'the call to be connected', ({ state }) => state === 'connected');
      await bench.act('the far end hanging up', () => call.far.hangUp());
      expectEqual((await bench.cleared(call, call.id)).cause, 'normalClearing', 'cause');
    },
  },
];
