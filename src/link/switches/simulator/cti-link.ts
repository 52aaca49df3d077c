/**
 * The connection to the phone system as the link sees it: what it has been told, and what it cannot know while the connection is lost.
 * It stands between the phone system, which goes on without it, and whoever listens to the switch.
 */
import type { Call } from '../../../protocol/call.ts';
import type { Emitter } from '../../../protocol/emitter.ts';
import type { SwitchEvents, SwitchStatus } from '../../switch.ts';
import { catchUp } from './catch-up.ts';
import type { LineEvent, LineSnapshot } from './model.ts';

/** What the link knows of a line. */
interface Known {
  snapshot: Omit<LineSnapshot, 'calls'>;
  readonly calls: Map<string, Call>;
}

export interface CtiLink {
  readonly status: SwitchStatus;
  /** `lost` marks every call; `connecting` tells what has changed meanwhile, and becomes `up`. */
  setStatus(status: SwitchStatus): void;
  /** From the phone system. Not heard unless the connection is up. */
  onLine(agentId: string, event: LineEvent): void;
  /** The sum of what was told. */
  snapshot(agentId: string): LineSnapshot | undefined;
}

export interface CtiLinkParts {
  emitter: Emitter<SwitchEvents>;
  agentIds: Iterable<string>;
  /** What is true of a line. */
  actual(agentId: string): LineSnapshot;
  now(): number;
}

export const createCtiLink = ({ emitter, agentIds, actual, now }: CtiLinkParts): CtiLink => {
  const known = new Map<string, Known>();
  /** Lines of which something was not told. */
  const unheard = new Set<string>();
  /** Lines with calls, so that a loss concerns only them. */
  const inCalls = new Set<string>();
  let status: SwitchStatus = { state: 'stopped' };

  for (const agentId of agentIds) {
    const { calls, ...snapshot } = actual(agentId);
    known.set(agentId, { snapshot, calls: new Map(calls.map((call) => [call.id, call])) });
  }

  const learn = (line: Known, event: LineEvent): void => {
    if (event.type === 'message' || event.type === 'vendorEvent') return;
    if (event.type === 'agent') line.snapshot = { ...line.snapshot, agent: event.agent };
    else if (event.type === 'snapshot') {
      const { calls, ...snapshot } = event.snapshot;
      line.snapshot = snapshot;
      line.calls.clear();
      for (const call of calls) line.calls.set(call.id, call);
    } else if (event.call.state === 'null') line.calls.delete(event.call.id);
    else line.calls.set(event.call.id, event.call);
  };

  // The first listener: for everybody after it, and inside of everybody, what was told is what is known.
  emitter.on('line', ({ agentId, event }) => {
    const line = known.get(agentId);
    if (!line) return;
    learn(line, event);
    if (line.calls.size > 0) inCalls.add(agentId);
    else inCalls.delete(agentId);
  });

  const tell = (agentId: string, event: LineEvent): void => emitter.emit('line', { agentId, event });

  const snapshot = (agentId: string): LineSnapshot | undefined => {
    const line = known.get(agentId);
    return line && { ...line.snapshot, calls: [...line.calls.values()] };
  };

  const setStatus = (next: SwitchStatus): void => {
    status = next;
    emitter.emit('status', next);
  };

  /** Nothing is accepted until the phone system is back, so nothing is offered. */
  const markLost = (): void => {
    for (const agentId of [...inCalls]) {
      unheard.add(agentId);
      for (const call of snapshot(agentId)?.calls ?? []) {
        const event = { type: 'updated', callId: call.id, at: now(), signalling: 'lost' } as const;
        tell(agentId, { type: 'call', event, call: { ...call, signalling: 'lost', actions: [] } });
      }
    }
  };

  const catchUpAll = (): void => {
    for (const agentId of [...unheard]) {
      unheard.delete(agentId);
      const before = snapshot(agentId);
      if (before) for (const event of catchUp(before, actual(agentId), now())) tell(agentId, event);
    }
    setStatus({ state: 'up' });
  };

  // Done when the status is told, not when it is set: a listener may have set it while events of before still wait to be told.
  emitter.on('status', ({ state }) => {
    if (state === 'lost') markLost();
    if (state === 'connecting' && status.state === 'connecting') catchUpAll();
  });

  return {
    get status() {
      return status;
    },
    setStatus,
    onLine(agentId, event) {
      if (status.state === 'up') tell(agentId, event);
      else unheard.add(agentId);
    },
    snapshot,
  };
};
