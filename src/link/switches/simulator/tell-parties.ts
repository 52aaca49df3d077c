/** Tells everybody in a call who the others are, and who of them is on hold, when that has changed. */
import type { CallCause } from '../../../protocol/call.ts';
import { partiesIn, sameParties } from './call-view.ts';
import type { Exchange } from './exchange.ts';
import { type Leg, listeners, othersOf, type SimulatedCall, talkers } from './model.ts';

const tellOthers = ({ tell }: Exchange, leg: Leg, cause: CallCause): void => {
  const parties = othersOf(leg).map(({ party }) => party);
  const [remote] = parties;
  const known = partiesIn(leg.view);
  if (!remote || sameParties(parties, known)) return;
  if (parties.length < known.length) tell(leg, { type: 'connectionCleared', parties, cause });
  else if (parties.length > 1) tell(leg, { type: 'conferenced', by: 'remote', parties, cause });
  else tell(leg, { type: 'transferred', remote, cause });
};

/** Of two, one sees whether the other is on hold; in a conference nobody does. */
const tellHold = ({ tell }: Exchange, leg: Leg): void => {
  const [other, ...more] = othersOf(leg);
  const state = other?.view.state === 'held' && more.length === 0 ? 'held' : 'connected';
  if (state !== leg.view.remoteState) tell(leg, { type: state === 'held' ? 'held' : 'retrieved', by: 'remote' });
};

export const tellHolds = (exchange: Exchange, call: SimulatedCall): void => {
  for (const leg of [...talkers(call), ...listeners(call)]) tellHold(exchange, leg);
};

export const tellParties = (exchange: Exchange, call: SimulatedCall, cause: CallCause): void => {
  for (const leg of [...talkers(call), ...listeners(call)]) tellOthers(exchange, leg, cause);
  tellHolds(exchange, call);
};
