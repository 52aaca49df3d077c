/**
 * How long a call has lasted. The start is wall-clock time, which may jump (a corrected clock, another window's clock);
 * so it is read once, when the call is first seen, and from then on a clock that does not jump counts.
 */
import type { Call } from '../protocol/call.ts';
import type { Desktop } from '../softphone/desktop.ts';

interface Start {
  establishedAt: number;
  /** `performance.now()` at which the call began, perhaps before this page was loaded. */
  at: number;
}

/** One per desktop manager, so that two controls never show two times. Calls that are gone are swept on each new one. */
const starts = new WeakMap<Desktop, Map<string, Start>>();

const startOf = (desktop: Desktop, call: Call, establishedAt: number): Start => {
  const known = starts.get(desktop) ?? new Map<string, Start>();
  starts.set(desktop, known);
  const start = known.get(call.id);
  if (start?.establishedAt === establishedAt) return start;
  const fresh = { establishedAt, at: performance.now() - Math.max(0, Date.now() - establishedAt) };
  for (const id of known.keys()) if (!desktop.calls.some((other) => other.id === id)) known.delete(id);
  known.set(call.id, fresh);
  return fresh;
};

/** Milliseconds of conversation so far; undefined before the call is answered. */
export const callDurationMs = (desktop: Desktop, call: Call): number | undefined =>
  call.establishedAt === undefined ? undefined : performance.now() - startOf(desktop, call, call.establishedAt).at;
