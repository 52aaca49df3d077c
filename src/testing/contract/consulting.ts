/** A call and the consultation about it, as far as a case needs it. */
import type { Bench, OneCall } from './bench.ts';

export interface Consultation {
  primary: OneCall;
  consultation: OneCall;
}

/** In conversation with the first far end, asks the second, which rings. */
export const consulting = async (bench: Bench): Promise<Consultation> => {
  const { talking, act, told, within, rig } = bench;
  const primary = await talking();
  const { id } = await act('consult', () => primary.phone.consult(primary.id, rig.numbers.second));
  told(primary.witness, primary.id, 'held', 'consult');
  told(primary.witness, id, 'originated', 'consult');
  const far = await within('the second far end to ring', rig.received(primary.phone, 'second'));
  return { primary, consultation: { ...primary, id, far } };
};

/** The same, and the second far end has answered. */
export const consulted = async (bench: Bench): Promise<Consultation> => {
  const both = await consulting(bench);
  await bench.act('the second far end answering', () => both.consultation.far.answer());
  await bench.becomes(both.consultation, both.consultation.id, 'the consultation to be connected', ({ state }) => state === 'connected');
  return both;
};
