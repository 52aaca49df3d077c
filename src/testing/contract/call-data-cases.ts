import type { CaseDefinition } from './contract-case.ts';
import { expectEqual, expectRejection } from './expect.ts';

export const callDataCases: readonly CaseDefinition[] = [
  {
    name: 'setCallData sets and takes away by name, leaves the rest, and resolves after updated',
    requires: ['answer', 'setCallData'],
    async run({ talking, act, call, rig }) {
      const { phone, witness, id } = await talking();
      const [one, other] = rig.dataNames ?? ['order', 'customer'];
      const before = call(phone, id).data;
      await act('setCallData', () => phone.setCallData(id, { [one]: '17', [other]: '4 B' }));
      expectEqual(witness.marked.sightings.at(-1)?.event.type, 'updated', 'law 3: last event when setCallData resolved');
      expectEqual([call(phone, id).data[one], call(phone, id).data[other]], ['17', '4 B'], 'values that were set');
      await act('setCallData', () => phone.setCallData(id, { [one]: '' }));
      const { [one]: gone, ...left } = call(phone, id).data;
      expectEqual([gone ?? null, left[other]], [null, '4 B'], 'the value that was taken away, and the one that stays');
      const untouched = Object.keys(before).filter((name) => name !== one && name !== other && left[name] !== before[name]);
      expectEqual(untouched, [], 'names that were not given, and changed');
    },
  },
  {
    name: 'what is not call data, or more than can be kept, rejects INVALID_ARGUMENT, and nothing of it is kept',
    requires: ['answer', 'setCallData'],
    async run({ talking, within, call }) {
      const { phone, witness, id } = await talking();
      const [data, events] = [call(phone, id).data, witness.count];
      const wrong: unknown[] = [
        undefined,
        'order=17',
        { order: 17 },
        { '': 'nameless' },
        { good: '1', long: 'x'.repeat(4_001) },
        Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`name${index}`, 'x'])),
      ];
      for (const nonsense of wrong) {
        await within(
          'setCallData to reject',
          expectRejection('setCallData with what cannot be kept', () => phone.setCallData(id, nonsense as Record<string, string>), 'INVALID_ARGUMENT'),
        );
      }
      expectEqual([call(phone, id).data, witness.count], [data, events], 'call data, and number of events, after refused commands');
    },
  },
];
