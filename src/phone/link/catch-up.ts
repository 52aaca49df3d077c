/** What has happened to a call while nobody told, as events: a snapshot is not told as such, since listeners know calls by their events. */
import type { Call, ConnectionState } from '../../protocol/call.ts';
import type { PhoneCommandName } from '../../protocol/phone-commands.ts';
import type { CallEvent } from '../call-event.ts';
import { applyCallEvent } from '../calls.ts';
import { same } from '../same.ts';

export interface Step {
  event: CallEvent;
  call: Call;
}

type About = Pick<CallEvent, 'callId' | 'at'>;

/** How a call comes to be in a state at all. */
const beginnings = ({ type: callType, direction, state, remote, called, data, consultationFor, supervision, createdAt }: Call, about: About): CallEvent[] => {
  const first = { ...about, at: createdAt };
  // An outbound call is queued at its far end, an inbound one here.
  if (direction === 'outbound' || state === 'initiated') return [{ ...first, type: 'originated', remote, callType, data, consultationFor, supervision }];
  return [{ ...first, type: 'delivered', direction, callType, remote, called, data }];
};

const answered = (call: Call, about: About): CallEvent => ({ ...about, type: 'established', at: call.establishedAt ?? about.at });

/** The agent's own connection, from one state to another, by what may lie between them. */
const ways: Partial<Record<ConnectionState, Partial<Record<ConnectionState, (call: Call, about: About) => CallEvent[]>>>> = {
  initiated: {
    connected: (call, about) => [answered(call, about)],
    held: (call, about) => [answered(call, about), { ...about, type: 'held', by: 'local' }],
    failed: (_, about) => [{ ...about, type: 'failed' }],
  },
  alerting: {
    queued: (_, about) => [{ ...about, type: 'queued' }],
    connected: (call, about) => [answered(call, about)],
    held: (call, about) => [answered(call, about), { ...about, type: 'held', by: 'local' }],
    failed: (_, about) => [{ ...about, type: 'failed' }],
  },
  queued: {
    alerting: (_, about) => [{ ...about, type: 'delivered' }],
    connected: (call, about) => [answered(call, about)],
    held: (call, about) => [answered(call, about), { ...about, type: 'held', by: 'local' }],
    failed: (_, about) => [{ ...about, type: 'failed' }],
  },
  connected: { held: (_, about) => [{ ...about, type: 'held', by: 'local' }] },
  held: { connected: (_, about) => [{ ...about, type: 'retrieved', by: 'local' }] },
};

/** The far end's connection, where it changed by itself. */
const farEnd = (from: Call, { state, remoteState }: Call, about: About): CallEvent[] => {
  if (from.remoteState === remoteState) return [];
  if (state === 'initiated' && remoteState === 'alerting') return [{ ...about, type: 'delivered' }];
  if (state === 'initiated' && remoteState === 'queued') return [{ ...about, type: 'queued' }];
  if (remoteState === 'held') return [{ ...about, type: 'held', by: 'remote' }];
  if (from.remoteState === 'held' && remoteState === 'connected') return [{ ...about, type: 'retrieved', by: 'remote' }];
  return [];
};

/**
 * The events that lead from what was known to what holds, each with the call after it; the last call is `after` itself.
 * @param before left out for a call that was not known
 * @param after left out for one that is over: why is not known either
 */
export const catchUp = (before: Call | undefined, after: Call | undefined, at: number, capabilities: readonly PhoneCommandName[]): Step[] => {
  const callId = after?.id ?? before?.id ?? '';
  const about = { callId, at };
  const steps: Step[] = [];
  let now = before;
  const take = (events: readonly CallEvent[]) => {
    for (const event of events) {
      const { call } = applyCallEvent(now ? [now] : [], event, capabilities);
      if (!call) continue;
      now = call;
      steps.push({ event, call });
    }
  };
  if (!after) {
    take([{ ...about, type: 'cleared', cause: 'unknown' }]);
    return steps;
  }
  if (!now) take(beginnings(after, about));
  if (now && now.state !== after.state) take(ways[now.state]?.[after.state]?.(after, about) ?? []);
  if (now) take(farEnd(now, after, about));
  const last = steps.at(-1);
  if (last && same({ ...last.call, actions: after.actions, cause: after.cause }, after)) last.call = after;
  else if (!same(now, after))
    steps.push({ event: { ...about, type: 'updated', ...(now?.signalling !== after.signalling && { signalling: after.signalling }) }, call: after });
  return steps;
};
