/** A call as one party sees it, from event to event. What cannot happen is never asked for here: the phone system knows what it does. */
import type { Call, Party } from '../../../protocol/call.ts';
import type { CallEvent } from './model.ts';

type Of<Type extends CallEvent['type']> = Extract<CallEvent, { type: Type }>;
export type Beginning = Of<'originated'> | Of<'delivered'>;

export const partiesIn = (call: Call): readonly Party[] => call.parties ?? [call.remote];

export const sameParties = (one: readonly Party[], other: readonly Party[]): boolean =>
  one.length === other.length && one.every(({ number, name }, index) => number === other[index]?.number && name === other[index]?.name);

const withParties = (call: Call, [remote, ...more]: readonly Party[]): Call => {
  if (!remote) return call;
  const { parties: _before, ...rest } = call;
  return { ...rest, remote, ...(more.length > 0 && { parties: [remote, ...more] }) };
};

/** In a new state, for the reason the event gives: that of the state before does not live on. */
const moved = (call: Call, event: CallEvent, change: Partial<Call>): Call => {
  const { cause: _past, ...rest } = call;
  return { ...rest, ...change, ...(event.cause && { cause: event.cause }) };
};

const noted = (call: Call, { cause }: CallEvent): Call => (cause ? { ...call, cause } : call);

const remoteOf = ({ remote }: { remote?: Party | undefined }) => remote && { remote };

/** Values set over those known; an empty text takes one away. */
export const changedData = (known: Readonly<Record<string, string>>, news: Readonly<Record<string, string>> = {}): Record<string, string> =>
  Object.fromEntries([...new Map([...Object.entries(known), ...Object.entries(news)])].filter(([, value]) => value !== ''));

const updated = (call: Call, event: Of<'updated'>): Call => {
  const after = event.parties?.length ? withParties(call, event.parties) : event.remote ? withParties(call, [event.remote, ...partiesIn(call).slice(1)]) : call;
  return {
    ...noted(after, event),
    ...(event.muted !== undefined && { muted: event.muted }),
    ...(event.signalling && { signalling: event.signalling }),
    ...(event.data && { data: changedData(call.data, event.data) }),
    ...(event.supervision && { supervision: event.supervision }),
  };
};

export const beginView = (event: Beginning): Call => ({
  id: event.callId,
  ...(event.callType !== undefined && { type: event.callType }),
  ...(event.type === 'originated'
    ? {
        direction: 'outbound',
        state: 'initiated',
        remoteState: 'null',
        remote: event.remote,
        ...(event.consultationFor !== undefined && { consultationFor: event.consultationFor }),
        ...(event.supervision && { supervision: event.supervision }),
      }
    : {
        direction: event.direction ?? 'inbound',
        state: 'alerting',
        remoteState: 'connected',
        remote: event.remote ?? { number: '' },
        ...(event.called && { called: event.called }),
      }),
  createdAt: event.at,
  ...(event.cause && { cause: event.cause }),
  muted: false,
  signalling: 'up',
  actions: [],
  data: changedData({}, event.data),
});

export const viewAfter = (call: Call, event: CallEvent): Call => {
  switch (event.type) {
    case 'originated':
      return call;
    case 'delivered':
      return moved(call, event, { remoteState: 'alerting', ...remoteOf(event) });
    case 'established':
      return moved(call, event, { state: 'connected', remoteState: 'connected', establishedAt: Math.max(event.at, call.createdAt), ...remoteOf(event) });
    case 'held':
      return moved(call, event, event.by === 'local' ? { state: 'held' } : { remoteState: 'held' });
    case 'retrieved':
      return moved(call, event, event.by === 'local' ? { state: 'connected' } : { remoteState: 'connected' });
    case 'transferred':
      return event.remote ? moved(call, event, { remote: event.remote, remoteState: 'connected' }) : noted(call, event);
    case 'conferenced':
      return moved(withParties(call, event.parties), event, event.by === 'local' ? { state: 'connected', remoteState: 'connected' } : {});
    case 'connectionCleared':
      return moved(withParties(call, event.parties), event, {});
    case 'diverted':
      return noted(call, event);
    case 'queued':
      return moved(call, event, { remoteState: 'queued' });
    case 'failed':
      return moved(call, event, { state: 'failed', remoteState: 'failed' });
    case 'cleared': {
      const cause = event.cause ?? (call.state === 'failed' ? call.cause : undefined) ?? 'unknown';
      return { ...call, state: 'null', remoteState: 'null', clearedAt: Math.max(event.at, call.createdAt), cause, actions: [] };
    }
    case 'updated':
      return updated(call, event);
  }
};
