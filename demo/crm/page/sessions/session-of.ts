/** Which session a page belongs to that the softphone opens by itself, without a rule. */
import type { Call, ScreenPopTarget } from 'ringframe';
import type { Session, Sessions, Softphone } from 'ringframe/host';

/** A call with one of these was a colleague's, or is back from one: the softphone opens its record, and no rule runs. */
const handedOn: readonly Call['cause'][] = ['consultation', 'singleStepTransfer', 'transfer', 'recall'];

const isAbout = ({ record, matches, tabs }: Session, recordId: string): boolean =>
  record?.recordId === recordId ||
  matches.some((match) => match.recordId === recordId) ||
  tabs.some(({ target }) => target?.type === 'record' && target.recordId === recordId);

/** The one in focus first, then the newest. */
const byNearness = ({ list, focused }: Sessions): Session[] => [...(focused ? [focused] : []), ...[...list].reverse()];

/** Undefined where the page belongs to no call. */
export const sessionOf = async ({ sessions, calls }: Softphone, target: ScreenPopTarget): Promise<string | undefined> => {
  const about = target.type === 'record' ? byNearness(sessions).find((session) => isAbout(session, target.recordId)) : undefined;
  if (about) return about.id;
  const isEmpty = ({ id }: Call): boolean => !sessions.list.some(({ callId, tabs }) => callId === id && tabs.length > 0);
  const call = [...calls].reverse().find((one) => one.direction !== 'outbound' && handedOn.includes(one.cause) && isEmpty(one));
  return call && (await sessions.open({ callId: call.id, name: call.remote.name || call.remote.number })).id;
};
