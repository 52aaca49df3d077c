/** Agents whose softphone is gone: nobody sits there, so no call shall ring there. */

import type { AgentStatus } from '../../protocol/agent.ts';
import { isCtiError } from '../../protocol/error.ts';
import { carryOut, checkCommand } from '../carry-out.ts';
import type { Switch } from '../switch.ts';

export interface EmptyChairs {
  /** The agent has no softphone any more, and this long to come back with one. */
  left(agentId: string, withinMs: number): void;
  /** A softphone of the agent's is here. */
  taken(agentId: string): void;
  /** The agent's state has changed. */
  changed(agentId: string, agent: AgentStatus): void;
  /** The phone system can be asked again. */
  up(): void;
  stop(): void;
}

export interface EmptyChairsOptions {
  phoneSystem: Switch;
  /** Why the agent is not ready, where the phone system wants to know. */
  reason: string | undefined;
  madeNotReady(agentId: string): void;
  failed(agentId: string, error: unknown): void;
}

/** States that end by themselves, perhaps in `ready`: a call that goes on at a desk phone. */
const passing: readonly AgentStatus['state'][] = ['reserved', 'busy', 'workingAfterCall'];

export const createEmptyChairs = ({ phoneSystem, reason, madeNotReady, failed }: EmptyChairsOptions): EmptyChairs => {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** Nobody came back. The agent is made not ready once, and may be ready again from elsewhere after that. */
  const empty = new Set<string>();

  const makeNotReady = async (agentId: string) => {
    const command = checkCommand(agentId, 'setAgentState', { state: 'notReady', ...(reason !== undefined && { reason }) }, phoneSystem.capabilities);
    await carryOut(phoneSystem, command, new AbortController());
  };

  /** There are no states that could be changed, as where calls are only announced. */
  const isFixed = () => phoneSystem.status.state === 'up' && !phoneSystem.capabilities.includes('setAgentState');

  const look = (agentId: string, agent: AgentStatus | undefined) => {
    // Not known while the phone system is away, or not at all.
    if (agent ? passing.includes(agent.state) : phoneSystem.status.state !== 'up') return;
    empty.delete(agentId);
    if (agent?.state !== 'ready' || isFixed()) return;
    makeNotReady(agentId).then(
      () => madeNotReady(agentId),
      (error: unknown) => {
        // The phone system is away: it is told when it is back.
        if (isCtiError(error, 'NOT_CONNECTED')) empty.add(agentId);
        else failed(agentId, error);
      },
    );
  };

  const vacate = (agentId: string) => {
    timers.delete(agentId);
    empty.add(agentId);
    look(agentId, phoneSystem.snapshot(agentId)?.agent);
  };

  const forget = (agentId: string) => {
    clearTimeout(timers.get(agentId));
    timers.delete(agentId);
    empty.delete(agentId);
  };

  return {
    left(agentId, withinMs) {
      forget(agentId);
      timers.set(agentId, setTimeout(vacate, withinMs, agentId).unref());
    },
    taken: forget,
    changed(agentId, agent) {
      if (empty.has(agentId)) look(agentId, agent);
    },
    up() {
      for (const agentId of [...empty]) look(agentId, phoneSystem.snapshot(agentId)?.agent);
    },
    stop() {
      for (const agentId of [...timers.keys(), ...empty]) forget(agentId);
    },
  };
};
