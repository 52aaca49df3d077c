import type { Bench, OneCall } from './bench.ts';
import type { CaseDefinition } from './contract-case.ts';
import { expect, expectEqual, expectRejection, present } from './expect.ts';
import { expectOffered } from './offered.ts';

/** In conversation when signalling is lost, and the phone has noticed. */
const cutOff = async ({ rig, talking, act, within, becomes }: Bench): Promise<OneCall> => {
  const call = await talking();
  await act('losing signalling', () => present(rig.loseSignalling, 'loseSignalling of the rig').call(rig, call.phone));
  await within(
    'the status reconnecting',
    call.witness.until(() => call.phone.status.state === 'reconnecting'),
  );
  await becomes(call, call.id, 'the call’s signalling to be reported as lost', ({ signalling }) => signalling === 'lost');
  return call;
};

export const signallingCases: readonly CaseDefinition[] = [
  {
    name: 'lost signalling in a call is visible at once, the call lives on, and only hangUp is left',
    requires: ['answer'],
    needs: ['signallingLoss'],
    async run(bench) {
      const { phone, witness, id } = await cutOff(bench);
      const call = bench.call(phone, id);
      expectEqual(call.state, 'connected', 'law 8: state');
      expectOffered(bench.rig, call, 'hangUp');
      expectEqual(witness.lastOf(id)?.call.signalling, 'lost', 'law 3: last event of the call');
      if (bench.rig.capabilities.includes('hold')) {
        await bench.within(
          'hold to reject',
          expectRejection('hold while signalling is lost', () => phone.hold(id), 'INVALID_STATE'),
        );
      }
    },
  },
  {
    name: 'hangUp works while signalling is lost',
    requires: ['answer', 'hangUp'],
    needs: ['signallingLoss'],
    async run(bench) {
      const { phone, witness, id } = await cutOff(bench);
      await bench.act('hangUp', () => phone.hangUp(id));
      bench.told(witness, id, 'cleared', 'hangUp');
      expectEqual(phone.calls, [], 'calls');
    },
  },
  {
    name: 'dial while signalling is lost rejects NOT_CONNECTED',
    requires: ['answer', 'dial'],
    needs: ['signallingLoss'],
    async run(bench) {
      const { phone } = await cutOff(bench);
      await bench.within(
        'dial to reject',
        expectRejection('dial', () => phone.dial({ number: bench.rig.numbers.second }), 'NOT_CONNECTED'),
      );
      expectEqual(phone.calls.length, 1, 'number of calls');
    },
  },
  {
    name: 'the phone comes back by itself, and takes calls again',
    requires: ['answer', 'hangUp'],
    needs: ['signallingLoss'],
    async run(bench) {
      const call = await cutOff(bench);
      const { phone, witness } = call;
      await bench.act('restoring signalling', () => present(bench.rig.restoreSignalling, 'restoreSignalling of the rig').call(bench.rig, phone));
      await bench.within(
        'the status ready',
        witness.until(() => phone.status.state === 'ready'),
      );
      // the old call may have signalling again, or have ended meanwhile; if it is there, it can be hung up
      if (phone.calls.some(({ id }) => id === call.id)) await bench.act('hangUp', () => phone.hangUp(call.id));
      const next = await bench.rings(call, 'second');
      await bench.answer(next);
      expect(bench.call(phone, next.id).signalling === 'up', 'a new call has no signalling');
    },
  },
];
