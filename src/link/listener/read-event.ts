/**
 * What a request to the generic listener announces.
 *
 * `ani`, `dnis`, `type` and `direction` are known in any case, all other keys are call data and stay as they were sent. Beyond what USD documents:
 *
 * - `direction`: `inbound`, `incoming`, `outbound` or `outgoing`; anything else is call data.
 * - `callid`, in any case, is the call's id, and call data as well: a second request with the same id changes the call and makes no second.
 * - `event=established` and `event=ended`, with a `callid`: the call was answered, the call is over. Anything else in `event` is call data.
 */
import type { CallDirection } from '../../protocol/call.ts';
import type { AnnouncedState, Announcement } from '../announcements/index.ts';
import type { Parameters } from './read-parameters.ts';

export type ListenerEvent = Omit<Announcement, 'agentIds'>;

const directions: Readonly<Record<string, CallDirection>> = { inbound: 'inbound', incoming: 'inbound', outbound: 'outbound', outgoing: 'outbound' };
const states: Readonly<Record<string, AnnouncedState>> = { established: 'established', ended: 'ended' };

const oneOf = <Value>(table: Readonly<Record<string, Value>>, text = ''): Value | undefined => {
  const word = text.trim().toLowerCase();
  return Object.hasOwn(table, word) ? table[word] : undefined;
};

/** A plus that was not encoded has arrived as a space. */
const number = (text: string | undefined): string | undefined => text?.replace(/^ +/, '+');

/** Keys that differ in case only are one key, here as for everything known by name. */
const findAnyCase = (parameters: Parameters, wanted: string): { names: readonly string[]; value: string | undefined } => {
  const names = [...parameters.keys()].filter((name) => name.toLowerCase() === wanted);
  return { names, value: names.length > 0 ? names.map((name) => parameters.get(name)).join(',') : undefined };
};

/** Undefined for a request without a parameter: it announces nothing. */
export const readEvent = (parameters: Parameters): ListenerEvent | undefined => {
  if (parameters.size === 0) return undefined;
  const find = (name: string) => findAnyCase(parameters, name);
  const [ani, dnis, type] = [find('ani'), find('dnis'), find('type')];
  const [direction, callId, event] = [find('direction'), find('callid'), find('event')];
  const named = oneOf(directions, direction.value);
  const state = callId.value ? oneOf(states, event.value) : undefined;
  const consumed = new Set([...ani.names, ...dnis.names, ...type.names, ...(named ? direction.names : []), ...(state ? event.names : [])]);
  return {
    ani: number(ani.value),
    dnis: number(dnis.value),
    // No type was told, which is not the same as a phone call: only rules for any activity apply.
    type: type.value ?? '',
    direction: named ?? 'inbound',
    data: Object.fromEntries([...parameters].filter(([name]) => !consumed.has(name))),
    ...(callId.value && { callId: callId.value }),
    ...(state && { state }),
  };
};

/** Who is named by a key of the request, in any case. */
export const agentNamed = (parameters: Parameters, key: string): string | undefined => findAnyCase(parameters, key.toLowerCase()).value || undefined;
