/**
 * What a phone system tells, cut to what may cross to the CRM. A caller chooses their own name and headers: without this, one that
 * is too long would make the whole call unspeakable on the bridge, and the CRM would never hear of it.
 */
import type { Call, Party } from '../protocol/call.ts';
import { MAX_DATA_KEYS, MAX_DATA_LENGTH, MAX_ID_LENGTH, MAX_NAME_LENGTH, MAX_NUMBER_LENGTH, MAX_PARTIES, MAX_TEXT_LENGTH } from '../protocol/limits.ts';
import type { CallEvent } from './call-event.ts';

export const fitParty = ({ number, name }: Party): Party => ({
  number: number.slice(0, MAX_NUMBER_LENGTH),
  ...(name !== undefined && { name: name.slice(0, MAX_NAME_LENGTH) }),
});

export const fitParties = (parties: readonly Party[]): Party[] => parties.slice(0, MAX_PARTIES).map(fitParty);

/**
 * `known` with `news` over it. Names that are too long or are `__proto__`, those beyond the hundredth, and what no longer fits into
 * the length of all together are left out; values are cut.
 */
export const fitData = (known: Call['data'], news: Call['data'] | undefined): Call['data'] => {
  const all = new Map(Object.entries(known));
  let left = MAX_DATA_LENGTH - [...all].reduce((length, [name, value]) => length + name.length + value.length, 0);
  for (const [name, whole] of Object.entries(news ?? {})) {
    const before = all.get(name);
    const value = whole.slice(0, MAX_TEXT_LENGTH);
    const cost = before === undefined ? name.length + value.length : value.length - before.length;
    if (name === '__proto__' || name.length > MAX_NAME_LENGTH || cost > left || (before === undefined && all.size >= MAX_DATA_KEYS)) continue;
    all.set(name, value);
    left -= cost;
  }
  return Object.fromEntries(all);
};

/** The same for call data that is changed: an empty text takes a name away. */
export const changeData = (known: Call['data'], news: Call['data'] | undefined): Call['data'] => {
  const entries = Object.entries(news ?? {});
  const gone = new Set(entries.filter(([, value]) => value === '').map(([name]) => name));
  const left = Object.entries(known).filter(([name]) => !gone.has(name));
  return fitData(Object.fromEntries(left), Object.fromEntries(entries.filter(([name]) => !gone.has(name))));
};

/** False for an event no call could be told with: an id that is empty or too long, a time that is none. */
export const isSpeakable = ({ callId, at }: CallEvent): boolean => callId.length > 0 && callId.length <= MAX_ID_LENGTH && at >= 0 && Number.isFinite(at);
