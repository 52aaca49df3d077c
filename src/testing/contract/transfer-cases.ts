import type { Bench, OneCall } from './bench.ts';
import { consulted, consulting } from './consulting.ts';
import type { CaseDefinition } from './contract-case.ts';
import { expect, expectEqual, expectRejection, present } from './expect.ts';
import type { Witness } from './witness.ts';

/** Law 3: what was told of the call when the command resolved ends with these two. */
const handedOn = (witness: Witness, id: string, command: string): void => {
  const events = witness.marked.sightings.filter(({ event, call }) => call.id === id && event.type !== 'updated').map(({ event }) => event.type);
  expectEqual(events.slice(-2), ['transferred', 'cleared'], `law 3: last events when ${command} resolved`);
};

/** Transfers to the second far end, which answers whoever calls it. */
const blindTransferred = async ({ talking, act, within, rig }: Bench): Promise<OneCall> => {
  const call = await talking();
  const answered = within('the second far end to ring', rig.received(call.phone, 'second')).then((far) => act('answering', () => far.answer()));
  answered.catch(() => undefined); // awaited below
  await act('blindTransfer', () => call.phone.blindTransfer(call.id, rig.numbers.second));
  handedOn(call.witness, call.id, 'blindTransfer');
  await answered;
  return call;
};

export const transferCases: readonly CaseDefinition[] = [
  {
    name: 'a blind transfer makes the call transferred, then cleared, and the new party rings',
    requires: ['answer', 'blindTransfer'],
    async run(bench) {
      const { phone } = await blindTransferred(bench);
      expectEqual(phone.calls, [], 'calls');
    },
  },
  {
    name: 'after a blind transfer the far ends talk',
    requires: ['answer', 'blindTransfer'],
    needs: ['farEndsTalk'],
    async run(bench) {
      const { phone } = await blindTransferred(bench);
      await bench.within('the far ends to be connected with each other', present(bench.rig.farEndsTalk, 'farEndsTalk of the rig').call(bench.rig, phone));
    },
  },
  {
    name: 'a refused blind transfer leaves the call as it was',
    requires: ['answer', 'blindTransfer', 'hangUp'],
    needs: ['refusesTransfer'],
    async run({ talking, within, act, call, rig }) {
      const { phone, witness, id, far } = await talking();
      const number = rig.numbers.refusesTransfer ?? '';
      await within(
        'blindTransfer to reject',
        expectRejection('blindTransfer', () => phone.blindTransfer(id, number), 'REFUSED', 'BUSY'),
      );
      expectEqual(call(phone, id).state, 'connected', 'state');
      expect(witness.seen(id, 'transferred') === undefined, 'a refused transfer was told as transferred');
      await act('hangUp', () => phone.hangUp(id));
      expectEqual(await within('the far end to be hung up on', far.ended()), 'hungUp', 'how the far end saw it end');
    },
  },
  {
    name: 'consult holds the call and dials another, linked to it',
    requires: ['answer', 'consult'],
    async run(bench) {
      const { primary, consultation } = await consulting(bench);
      expectEqual(bench.call(primary.phone, primary.id).state, 'held', 'state of the first call');
      const { consultationFor, direction, state } = bench.call(primary.phone, consultation.id);
      expectEqual([consultationFor === primary.id, direction, state], [true, 'outbound', 'initiated'], 'the consultation');
    },
  },
  {
    name: 'completeTransfer is offered once the consultation was answered, on the first call only',
    requires: ['answer', 'consult', 'completeTransfer'],
    async run(bench) {
      const { primary, consultation } = await consulting(bench);
      const { phone, witness } = primary;
      const offers = (id: string) => bench.call(phone, id).actions.includes('completeTransfer');
      expect(!offers(primary.id), 'law 5: completeTransfer is offered while the consultation rings');
      const command = () => phone.completeTransfer(primary.id, consultation.id);
      await bench.within('completeTransfer to reject', expectRejection('completeTransfer while the consultation rings', command, 'INVALID_STATE'));
      await bench.act('the second far end answering', () => consultation.far.answer());
      await bench.becomes(consultation, consultation.id, 'the consultation to be connected', ({ state }) => state === 'connected');
      expect(offers(primary.id) && !offers(consultation.id), 'law 5: completeTransfer is not offered where it should be');
      const toldOf = () => witness.lastOf(primary.id)?.call.actions.includes('completeTransfer') || undefined;
      await bench.within('an event of the first call that says so', witness.until(toldOf));
    },
  },
  {
    name: 'completeTransfer makes both calls transferred, then cleared',
    requires: ['answer', 'consult', 'completeTransfer'],
    async run(bench) {
      const { primary, consultation } = await consulted(bench);
      await bench.act('completeTransfer', () => primary.phone.completeTransfer(primary.id));
      for (const id of [primary.id, consultation.id]) {
        handedOn(primary.witness, id, 'completeTransfer');
      }
      expectEqual(primary.phone.calls, [], 'calls');
    },
  },
  {
    name: 'after completeTransfer the far ends talk',
    requires: ['answer', 'consult', 'completeTransfer'],
    needs: ['farEndsTalk'],
    async run(bench) {
      const { primary, consultation } = await consulted(bench);
      await bench.act('completeTransfer', () => primary.phone.completeTransfer(primary.id, consultation.id));
      const talk = present(bench.rig.farEndsTalk, 'farEndsTalk of the rig').call(bench.rig, primary.phone);
      await bench.within('the far ends to be connected with each other', talk);
    },
  },
  {
    name: 'a consultation can be hung up and the first call retrieved',
    requires: ['answer', 'consult', 'hangUp', 'retrieve'],
    async run(bench) {
      const { primary, consultation } = await consulted(bench);
      const { phone, id } = primary;
      await bench.act('hangUp', () => phone.hangUp(consultation.id));
      expectEqual(await bench.within('the second far end to be hung up on', consultation.far.ended()), 'hungUp', 'how the second far end saw it end');
      expect(!bench.call(phone, id).actions.includes('completeTransfer'), 'law 5: completeTransfer is offered without a consultation');
      await bench.act('retrieve', () => phone.retrieve(id));
      expectEqual(bench.call(phone, id).state, 'connected', 'state of the first call');
    },
  },
];
