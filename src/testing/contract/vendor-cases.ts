/** What is one phone system's own passes as it is (law 18). */
import type { VendorCommand } from '../../index.ts';
import type { CaseDefinition } from './contract-case.ts';
import { expectEqual, expectRejection, present } from './expect.ts';

export const vendorCases: readonly CaseDefinition[] = [
  {
    name: 'vendorCommand gives back what the phone system answers, and passes on names nobody knows',
    requires: ['vendorCommand'],
    needs: ['vendor'],
    async run({ connected, act, rig }) {
      const { phone } = await connected();
      const { command, answer } = present(rig.vendorCommand, 'vendorCommand of the rig');
      expectEqual((await act('vendorCommand', () => phone.vendorCommand(command))) ?? null, answer, 'the answer');
      await act('vendorCommand', () => phone.vendorCommand({ name: 'constructor', params: [1, { two: null }] }));
    },
  },
  {
    name: 'a vendor command without a name, or with what JSON cannot say, rejects INVALID_ARGUMENT',
    requires: ['vendorCommand'],
    async run({ connected, within }) {
      const { phone } = await connected();
      const wrong: unknown[] = [
        {},
        { name: '' },
        { name: 17 },
        { name: 'x', params: () => 1 },
        { name: 'x', params: Number.NaN },
        { name: 'x', params: 'y'.repeat(65_536) },
      ];
      for (const command of wrong) {
        const ask = () => phone.vendorCommand(command as VendorCommand);
        await within('vendorCommand to reject', expectRejection('vendorCommand of what is none', ask, 'INVALID_ARGUMENT'));
      }
    },
  },
  {
    name: 'a vendor event is told with its name and data as they came',
    requires: [],
    needs: ['vendor'],
    async run({ connected, act, within, rig }) {
      const { phone, witness } = await connected();
      const event = { name: 'toString', data: { level: 3, teams: ['sales', null], 'a name with spaces': true } };
      await act('the phone system telling', () => present(rig.vendorEvent, 'vendorEvent of the rig').call(rig, phone, event));
      expectEqual(
        await within(
          'the vendor event',
          witness.until(() => witness.vendorEvents[0]),
        ),
        event,
        'the vendor event',
      );
    },
  },
];
