/** Keeps what a session knows of its call as it is. */
import type { Call } from '../../protocol/call.ts';
import { type CallFacts, callValues } from '../rules/call-facts.ts';
import type { Values } from './check-values.ts';
import type { SessionStore } from './session-store.ts';

/** What is told of a call and attached to it: `[[cti.…]]`. */
export const valuesOf = (facts: CallFacts): Values => callValues(facts).values;

/** What came with the request beside the call's own data stays, whatever becomes of that. */
export const besides = (facts: CallFacts, call: Call | undefined): CallFacts => ({
  ...facts,
  data: Object.fromEntries(Object.entries(facts.data ?? {}).filter(([name]) => !Object.hasOwn(call?.data ?? {}, name))),
});

const same = (a: Values, b: Values): boolean => {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
};

export const followCall = (store: SessionStore, call: Call): void => {
  const session = store.ofCall(call.id);
  const kept = session && store.get(session.id);
  if (!kept) return;
  const callActive = call.state !== 'null';
  const values = valuesOf({ ...kept.facts, data: { ...kept.facts.data, ...call.data } });
  if (callActive === session.callActive && same(values, session.call)) return;
  store.change(session.id, { callActive, call: same(values, session.call) ? session.call : values });
};
