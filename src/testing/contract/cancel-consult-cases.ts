import { consulted, consulting } from './consulting.ts';
import type { CaseDefinition } from './contract-case.ts';
import { expect, expectEqual, expectRejection } from './expect.ts';

export const cancelConsultCases: readonly CaseDefinition[] = [
  {
    name: 'cancelConsult ends the consultation and takes the first call back',
    requires: ['answer', 'consult', 'cancelConsult'],
    async run(bench) {
      const { primary, consultation } = await consulted(bench);
      const { phone, witness, id } = primary;
      await bench.act('cancelConsult', () => phone.cancelConsult(id));
      bench.told(witness, consultation.id, 'cleared', 'cancelConsult');
      bench.told(witness, id, 'retrieved', 'cancelConsult');
      expectEqual(await bench.within('the second far end to be hung up on', consultation.far.ended()), 'hungUp', 'how the second far end saw it end');
      expectEqual(
        phone.calls.map((call) => [call.id === id, call.state]),
        [[true, 'connected']],
        'calls',
      );
    },
  },
  {
    name: 'cancelConsult works while the consultation rings, on the first call only',
    requires: ['answer', 'consult', 'cancelConsult'],
    async run(bench) {
      const { primary, consultation } = await consulting(bench);
      const { phone, id } = primary;
      const offers = (callId: string) => bench.call(phone, callId).actions.includes('cancelConsult');
      expect(offers(id) && !offers(consultation.id), 'law 5: cancelConsult is not offered where it should be');
      await bench.within(
        'cancelConsult to reject',
        expectRejection('cancelConsult of the consultation', () => phone.cancelConsult(consultation.id), 'INVALID_STATE'),
      );
      await bench.act('cancelConsult', () => phone.cancelConsult(id, consultation.id));
      expectEqual(await bench.within('the second far end to stop ringing', consultation.far.ended()), 'cancelled', 'how the second far end saw it end');
      expectEqual(bench.call(phone, id).state, 'connected', 'state of the first call');
      expect(!offers(id), 'law 5: cancelConsult is offered without a consultation');
    },
  },
];
