import { isCtiError } from '../../index.ts';
import { commandsOf } from './commands-of.ts';
import type { CaseDefinition } from './contract-case.ts';
import { expect, expectEqual, expectRejection, started } from './expect.ts';

export const disposeCases: readonly CaseDefinition[] = [
  {
    name: 'dispose ends calls at both ends, and may be called twice',
    requires: ['answer'],
    async run({ talking, act, within }) {
      const { phone, witness, id, far } = await talking();
      await act('two disposes', () => Promise.all([started('dispose', () => phone.dispose()), started('dispose', () => phone.dispose())]));
      await act('a third dispose', () => phone.dispose());
      expectEqual(phone.calls, [], 'law 10: calls');
      expect(witness.seen(id, 'cleared') !== undefined, 'law 10: the call was not told as cleared');
      expectEqual(await within('the far end to be hung up on', far.ended()), 'hungUp', 'how the far end saw it end');
    },
  },
  {
    name: 'after dispose every command rejects DISPOSED and nothing is told',
    requires: [],
    async run({ connected, act, within, rig }) {
      const { phone, witness } = await connected();
      await act('dispose', () => phone.dispose());
      const events = witness.count;
      const commands = { connect: () => phone.connect(), ...commandsOf(phone, 'nobody knows this call', rig.numbers.first) };
      for (const [name, command] of Object.entries(commands)) {
        await within(`${name} to reject`, expectRejection(`${name} after dispose`, command, 'DISPOSED'));
      }
      await act('disconnect after dispose', () =>
        phone.disconnect().catch((error: unknown) => (isCtiError(error, 'DISPOSED') ? undefined : Promise.reject(error))),
      );
      let heard = 0;
      phone.on('call', () => heard++)();
      expectEqual([witness.count, heard], [events, 0], 'events after dispose');
    },
  },
  {
    name: 'a phone that was never connected can be disposed of',
    requires: [],
    async run({ create, act }) {
      const { phone } = create();
      await act('dispose', () => phone.dispose());
      expectEqual(phone.calls, [], 'calls');
    },
  },
  {
    name: 'dispose while connecting rejects connect with DISPOSED',
    requires: [],
    async run({ create, act, within }) {
      const { phone } = create();
      const rejected = expectRejection('connect', () => phone.connect(), 'DISPOSED');
      await act('dispose', () => phone.dispose());
      await within('connect to reject', rejected);
      expect(phone.status.state !== 'ready', 'a disposed phone is ready');
    },
  },
  {
    name: 'dispose rejects a command under way with DISPOSED',
    requires: ['answer'],
    async run({ ringing, act, within }) {
      const { phone, witness, id } = await ringing();
      const outcome = started('answer', () => phone.answer(id)).then(
        () => (witness.seen(id, 'established') ? 'done' : 'resolved without its event'),
        (error: unknown) => (isCtiError(error) ? error.code : String(error)),
      );
      const doneAtOnce = witness.seen(id, 'established') !== undefined;
      await act('dispose', () => phone.dispose());
      expectEqual(await within('answer to settle', outcome), doneAtOnce ? 'done' : 'DISPOSED', 'law 10: outcome of answer');
    },
  },
];
