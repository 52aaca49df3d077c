/** What an announcement makes of a call: pure, and in agreement with the phone's own state machine (`phone/calls.ts`). */
import type { LineEvent } from '../../phone/link/wire.ts';
import type { Call, CallCause } from '../../protocol/call.ts';
import type { Announcement } from './announcement.ts';

/** What happened, and the call after it. */
export type CallStep = Extract<LineEvent, { type: 'call' }>;

/** Of an outbound call the number that was dialled is the far end's; phones that tell only one may call it `ani`. */
const farNumber = ({ direction, ani, dnis }: Announcement): string => (direction === 'outbound' ? dnis || ani : ani) ?? '';

/** For placeholders: in an outbound call the far end is the DNIS, and the ANI has no place of its own. */
const dataOf = ({ direction, ani, data = {} }: Announcement): Record<string, string> =>
  direction === 'outbound' && ani && !Object.hasOwn(data, 'ani') ? { ...data, ani } : { ...data };

export const beginCall = (callId: string, announcement: Announcement, at: number): CallStep => {
  const { direction = 'inbound', dnis, type } = announcement;
  const remote = { number: farNumber(announcement) };
  const data = dataOf(announcement);
  const about = { callId, at, remote, data, ...(type !== undefined && { callType: type }) };
  const call = {
    id: callId,
    ...(type !== undefined && { type }),
    direction,
    remote,
    createdAt: at,
    muted: false,
    signalling: 'up' as const,
    actions: [],
    data,
  };
  if (direction === 'outbound') return { type: 'call', event: { ...about, type: 'originated' }, call: { ...call, state: 'initiated', remoteState: 'null' } };
  const called = dnis ? { called: { number: dnis } } : {};
  const event = { ...about, type: 'delivered' as const, direction, ...called };
  return { type: 'call', event, call: { ...call, ...called, state: 'alerting', remoteState: 'connected' } };
};

const changedData = (known: Call['data'], news: Announcement['data'] = {}): Call['data'] =>
  Object.fromEntries([...new Map([...Object.entries(known), ...Object.entries(news)])].filter(([name, value]) => value !== '' || !Object.hasOwn(news, name)));

const sameData = (one: Call['data'], other: Call['data']): boolean =>
  Object.keys(one).length === Object.keys(other).length && Object.entries(one).every(([name, value]) => other[name] === value);

/** Undefined when it says nothing new. What kind of call it is stays as it was first told. */
export const updateCall = (call: Call, announcement: Announcement, at: number): CallStep | undefined => {
  const number = farNumber({ ...announcement, direction: call.direction });
  const remote = number !== '' && number !== call.remote.number ? { remote: { number } } : {};
  const after = changedData(call.data, announcement.data);
  const isSame = sameData(call.data, after);
  if (isSame && !('remote' in remote)) return undefined;
  const event = { type: 'updated' as const, callId: call.id, at, ...remote, ...(!isSame && { data: { ...announcement.data } }) };
  return { type: 'call', event, call: { ...call, ...remote, data: isSame ? call.data : after } };
};

/** Undefined for a call that was established before. */
export const establishCall = (call: Call, at: number): CallStep | undefined => {
  if (call.state === 'connected') return undefined;
  const { cause: _, ...rest } = call;
  const event = { type: 'established' as const, callId: call.id, at };
  return { type: 'call', event, call: { ...rest, state: 'connected', remoteState: 'connected', establishedAt: Math.max(at, call.createdAt) } };
};

/** Why a call ended that nobody has answered is not known: the caller may have given up, or talk with somebody else. */
export const endCall = (call: Call, at: number, cause: CallCause = call.establishedAt === undefined ? 'unknown' : 'normalClearing'): CallStep => {
  const event = { type: 'cleared' as const, callId: call.id, at, cause };
  return { type: 'call', event, call: { ...call, state: 'null', remoteState: 'null', clearedAt: Math.max(at, call.createdAt), cause, actions: [] } };
};
