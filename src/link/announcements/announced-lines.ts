/** Calls that were announced, line by line, until they end or are forgotten. */
import type { Call } from '../../protocol/call.ts';
import { type CallStep, endCall } from './announced-call.ts';
import { MAX_ANNOUNCED, MAX_ANNOUNCED_PER_LINE, MAX_ENDED_KEPT } from './limits.ts';

interface Held {
  readonly agentId: string;
  call: Call;
  /** Milliseconds since 1970. */
  heardAt: number;
  forgetAfterMs: number;
  timer?: ReturnType<typeof setTimeout> | undefined;
}

export interface AnnouncedLines {
  find(agentId: string, callId: string): Call | undefined;
  /** Agents who have the call. */
  agentsOf(callId: string): readonly string[];
  /** A call that was here, and is no more. */
  hasEnded(agentId: string, callId: string): boolean;
  /** Takes what happened, and tells it. */
  tell(agentId: string, step: CallStep, forgetAfterMs: number): void;
  /** Something was said of the call, though nothing new. */
  heard(agentId: string, callId: string): void;
  /** Lets go of a call without a word: somebody else tells of it from now on. */
  release(agentId: string, callId: string): void;
  /** Ends what is left, oldest first, since nobody will tell how it ended. */
  forgetAll(): void;
}

export const createAnnouncedLines = (emit: (agentId: string, step: CallStep) => void): AnnouncedLines => {
  const lines = new Map<string, Map<string, Held>>();
  /** Oldest first, of all lines. */
  const all = new Set<Held>();
  const agents = new Map<string, Set<string>>();
  const ended = new Set<string>();

  const held = (agentId: string, callId: string) => lines.get(agentId)?.get(callId);
  const keyOf = (agentId: string, callId: string) => JSON.stringify([agentId, callId]);

  const remove = (one: Held): void => {
    const { agentId, call } = one;
    clearTimeout(one.timer);
    all.delete(one);
    const line = lines.get(agentId);
    line?.delete(call.id);
    if (line?.size === 0) lines.delete(agentId);
    const have = agents.get(call.id);
    have?.delete(agentId);
    if (have?.size === 0) agents.delete(call.id);
  };

  const rememberEnd = (agentId: string, callId: string): void => {
    ended.add(keyOf(agentId, callId));
    const [oldest] = ended;
    if (ended.size > MAX_ENDED_KEPT && oldest !== undefined) ended.delete(oldest);
  };

  /** As of when it was last heard of: what came after that nobody knows, and no log is to say so. */
  const forget = (one: Held): void => {
    const { agentId, call, heardAt } = one;
    remove(one);
    rememberEnd(agentId, call.id);
    emit(agentId, endCall(call, heardAt, 'unknown'));
  };

  const waitFor = (one: Held): void => {
    clearTimeout(one.timer);
    one.timer = setTimeout(() => forget(one), one.forgetAfterMs);
    one.timer.unref();
  };

  const makeRoom = (agentId: string): void => {
    const [oldestHere] = lines.get(agentId)?.values() ?? [];
    if (oldestHere && (lines.get(agentId)?.size ?? 0) >= MAX_ANNOUNCED_PER_LINE) forget(oldestHere);
    const [oldest] = all;
    if (oldest && all.size >= MAX_ANNOUNCED) forget(oldest);
  };

  const add = (agentId: string, { event, call }: CallStep, forgetAfterMs: number): void => {
    makeRoom(agentId);
    const one: Held = { agentId, call, heardAt: event.at, forgetAfterMs };
    const line = lines.get(agentId) ?? new Map<string, Held>();
    lines.set(agentId, line.set(call.id, one));
    all.add(one);
    agents.set(call.id, (agents.get(call.id) ?? new Set<string>()).add(agentId));
    waitFor(one);
  };

  return {
    find: (agentId, callId) => held(agentId, callId)?.call,
    agentsOf: (callId) => [...(agents.get(callId) ?? [])],
    hasEnded: (agentId, callId) => ended.has(keyOf(agentId, callId)),
    tell(agentId, step, forgetAfterMs) {
      const known = held(agentId, step.call.id);
      if (step.call.state === 'null') {
        if (known) remove(known);
        rememberEnd(agentId, step.call.id);
      } else if (known) {
        Object.assign(known, { call: step.call, heardAt: step.event.at });
        waitFor(known);
      } else add(agentId, step, forgetAfterMs);
      emit(agentId, step);
    },
    heard(agentId, callId) {
      const known = held(agentId, callId);
      if (!known) return;
      known.heardAt = Date.now();
      waitFor(known);
    },
    release(agentId, callId) {
      const known = held(agentId, callId);
      if (known) remove(known);
    },
    forgetAll() {
      for (const one of [...all]) forget(one);
    },
  };
};
