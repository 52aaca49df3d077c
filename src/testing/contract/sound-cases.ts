import type { CaseDefinition } from './contract-case.ts';
import { expect, expectEqual, expectRejection, present } from './expect.ts';

export const soundCases: readonly CaseDefinition[] = [
  {
    name: 'mute and unmute change muted and swap their actions',
    requires: ['answer', 'mute', 'unmute'],
    async run({ talking, act, call }) {
      const { phone, witness, id } = await talking();
      const muteActions = () => call(phone, id).actions.filter((action) => action === 'mute' || action === 'unmute');
      const lastTold = () => witness.marked.sightings.filter(({ call: { id: other } }) => other === id).at(-1);
      await act('mute', () => phone.mute(id));
      expectEqual([lastTold()?.event.type, lastTold()?.call.muted], ['updated', true], 'law 3: last event when mute resolved');
      expectEqual([call(phone, id).muted, muteActions()], [true, ['unmute']], 'muted and actions');
      await act('unmute', () => phone.unmute(id));
      expectEqual([lastTold()?.event.type, lastTold()?.call.muted], ['updated', false], 'law 3: last event when unmute resolved');
      expectEqual([call(phone, id).muted, muteActions()], [false, ['mute']], 'muted and actions');
    },
  },
  {
    name: 'tones arrive in the order in which they were sent',
    requires: ['answer', 'sendDtmf'],
    needs: ['hearsDigits'],
    async run({ talking, act, within }) {
      const { phone, id, far } = await talking();
      const digits = within('the far end to hear four tones', present(far.digits, 'digits of the rig').call(far, 4));
      digits.catch(() => undefined); // awaited below; a failure before that is not unheard of
      await act('sendDtmf', () => phone.sendDtmf(id, '12#'));
      await act('sendDtmf', () => phone.sendDtmf(id, '4'));
      expectEqual(await digits, '12#4', 'tones at the far end');
    },
  },
  {
    name: 'tones that do not exist are refused with INVALID_ARGUMENT',
    requires: ['answer', 'sendDtmf'],
    async run({ talking, within }) {
      const { phone, witness, id } = await talking();
      const before = witness.count;
      for (const digits of ['', '12x', '1 2', 'é', '1'.repeat(65), '1\r\n2']) {
        await within(
          'sendDtmf to reject',
          expectRejection('sendDtmf with what is no tone', () => phone.sendDtmf(id, digits), 'INVALID_ARGUMENT'),
        );
      }
      expect(witness.count === before, 'a refused command was followed by an event');
    },
  },
];
