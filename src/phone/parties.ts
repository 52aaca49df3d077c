/** Who is in a call besides the agent: one far end, or the parties of a conference, of whom `remote` is the first (law 12). */
import type { Call, Party } from '../protocol/call.ts';
import { fitParties } from './fit.ts';

const sameParty = (one: Party, other: Party): boolean => one.number === other.number && one.name === other.name;

/** Everybody else in the call. */
export const othersIn = (call: Call): readonly Party[] => call.parties ?? [call.remote];

/** The call with these in it instead; the same object when they are in it already, or when nobody is named. */
export const withOthers = (call: Call, told: readonly Party[]): Call => {
  const parties = fitParties(told);
  const [remote, ...more] = parties;
  const known = othersIn(call);
  if (!remote || (parties.length === known.length && parties.every((party, index) => sameParty(party, known[index] ?? call.remote)))) return call;
  const { parties: _before, ...rest } = call;
  return more.length > 0 ? { ...rest, remote, parties } : { ...rest, remote };
};

/** The call with another far end; in a conference it takes the place of the first party. */
export const withRemote = (call: Call, remote: Party): Call => withOthers(call, [remote, ...othersIn(call).slice(1)]);
