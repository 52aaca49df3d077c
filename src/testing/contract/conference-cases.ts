import type { Bench } from './bench.ts';
import { type Consultation, consulted, consulting } from './consulting.ts';
import type { CaseDefinition } from './contract-case.ts';
import { expect, expectEqual, expectRejection, present } from './expect.ts';

/** Agent and both far ends in one call. */
const conferring = async (bench: Bench): Promise<Consultation> => {
  const both = await consulted(bench);
  await bench.act('conference', () => both.primary.phone.conference(both.primary.id));
  return both;
};

const ordinaryAgain = (bench: Bench, { primary }: Consultation, left: string): void => {
  const { state, parties, remote } = bench.call(primary.phone, primary.id);
  expectEqual([state, parties ?? null, remote.number], ['connected', null, left], 'law 12: state, parties and far end of a call of two');
  expect(!bench.call(primary.phone, primary.id).actions.includes('dropParty'), 'law 5: dropParty is offered for the only far end');
};

/** Of the two parties, the one who is not `number`. */
const otherThan = (bench: Bench, { primary }: Consultation, number: string): string => {
  const parties = present(bench.call(primary.phone, primary.id).parties, 'parties of a conference');
  return present(
    parties.find((party) => party.number !== number),
    'another party',
  ).number;
};

export const conferenceCases: readonly CaseDefinition[] = [
  {
    name: 'conference joins the consultation into the first call, with both far ends as its parties',
    requires: ['answer', 'consult', 'conference'],
    async run(bench) {
      const { primary, consultation } = await conferring(bench);
      const { phone, witness, id } = primary;
      bench.told(witness, id, 'conferenced', 'conference');
      bench.told(witness, consultation.id, 'cleared', 'conference');
      expectEqual(witness.seen(consultation.id, 'cleared')?.call.cause, 'conference', 'cause of the consultation’s end');
      expectEqual(
        phone.calls.map((call) => [call.id === id, call.state]),
        [[true, 'connected']],
        'calls',
      );
      const { parties = [], remote } = bench.call(phone, id);
      expectEqual([parties.length, parties[0]?.number], [2, remote.number], 'law 12: number of parties, and the first of them');
    },
  },
  {
    name: 'conference is offered once the consultation was answered, on the first call only',
    requires: ['answer', 'consult', 'conference'],
    async run(bench) {
      const { primary, consultation } = await consulting(bench);
      const { phone } = primary;
      const offers = (id: string) => bench.call(phone, id).actions.includes('conference');
      expect(!offers(primary.id), 'law 5: conference is offered while the consultation rings');
      const command = () => phone.conference(primary.id, consultation.id);
      await bench.within('conference to reject', expectRejection('conference while the consultation rings', command, 'INVALID_STATE'));
      await bench.act('the second far end answering', () => consultation.far.answer());
      await bench.becomes(consultation, consultation.id, 'the consultation to be connected', ({ state }) => state === 'connected');
      expect(offers(primary.id) && !offers(consultation.id), 'law 5: conference is not offered where it should be');
    },
  },
  {
    name: 'in a conference the far ends talk',
    requires: ['answer', 'consult', 'conference'],
    needs: ['farEndsTalk'],
    async run(bench) {
      const { primary } = await conferring(bench);
      const talk = present(bench.rig.farEndsTalk, 'farEndsTalk of the rig').call(bench.rig, primary.phone);
      await bench.within('the far ends to be connected with each other', talk);
    },
  },
  {
    name: 'dropParty sends one party out, and the call goes on with the other',
    requires: ['answer', 'consult', 'conference', 'dropParty'],
    async run(bench) {
      const both = await conferring(bench);
      const { phone, witness, id } = both.primary;
      const stays = present(bench.call(phone, id).parties?.[0], 'first party').number;
      const goes = otherThan(bench, both, stays);
      await bench.act('dropParty', () => phone.dropParty(id, goes));
      bench.told(witness, id, 'connectionCleared', 'dropParty');
      ordinaryAgain(bench, both, stays);
      expectEqual(await bench.within('the party to be sent out', both.consultation.far.ended()), 'hungUp', 'how the party saw it end');
    },
  },
  {
    name: 'dropParty of somebody who is not in the call rejects INVALID_ARGUMENT and changes nothing',
    requires: ['answer', 'consult', 'conference', 'dropParty'],
    async run(bench) {
      const { primary } = await conferring(bench);
      const { phone, witness, id } = primary;
      const [calls, events] = [JSON.stringify(phone.calls), witness.count];
      for (const number of ['', 'nobody of this name']) {
        await bench.within(
          'dropParty to reject',
          expectRejection('dropParty of nobody', () => phone.dropParty(id, number), 'INVALID_ARGUMENT'),
        );
      }
      expectEqual([JSON.stringify(phone.calls), witness.count], [calls, events], 'calls, and number of events, after refused commands');
    },
  },
  {
    name: 'a party that leaves by itself is told as connectionCleared, and the call goes on',
    requires: ['answer', 'consult', 'conference'],
    async run(bench) {
      const both = await conferring(bench);
      const { phone, witness, id } = both.primary;
      const stays = present(bench.call(phone, id).parties?.[0], 'first party').number;
      await bench.act('the second far end hanging up', () => both.consultation.far.hangUp());
      await bench.within(
        'connectionCleared',
        witness.until(() => witness.seen(id, 'connectionCleared')),
      );
      ordinaryAgain(bench, both, stays);
    },
  },
];
