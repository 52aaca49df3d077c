/** What the CTI Server tells of an agent, as the line's agent. */
import type { AgentState, AgentStatus } from '../../../../protocol/agent.ts';
import { AgentState as RawState } from '../codec/index.ts';
import type { Asked, Line } from './line.ts';
import { reasonTold } from './reasons.ts';

export interface AgentTold {
  state: AgentState;
  raw: number | null;
  device: string | undefined;
  reason?: number | undefined;
  /** Seconds. */
  durationS?: number | undefined;
  /** What comes after the call, where that is known. */
  next?: number | undefined;
}

const wantsReady: readonly (number | null | undefined)[] = [RawState.AGENT_STATE_AVAILABLE, RawState.AGENT_STATE_WORK_READY];
const wantsNotReady: readonly (number | null | undefined)[] = [RawState.AGENT_STATE_NOT_READY, RawState.AGENT_STATE_LOGIN, RawState.AGENT_STATE_WORK_NOT_READY];

/** In what state the agent is to be when nothing else decides it: GED-188 tells that by the kind of work, and by what is next. */
const askedBy = (line: Line, { state, raw, reason, next }: AgentTold): Asked => {
  if (state === 'ready') return { state: 'ready' };
  if (raw === RawState.AGENT_STATE_NOT_READY) return { state: 'notReady', ...(reasonTold(reason) !== undefined && { reason: reasonTold(reason) }) };
  if (line.isWorkAsked) return line.asked;
  const hint = state === 'workingAfterCall' || state === 'notReady' ? raw : next;
  if (wantsReady.includes(hint)) return { state: 'ready' };
  if (!wantsNotReady.includes(hint)) return line.asked;
  return line.asked.state === 'notReady' ? line.asked : { state: 'notReady' };
};

/** Learns what is asked for, and gives the agent as it is told. */
export const agentTold = (line: Line, told: AgentTold, now: number): AgentStatus => {
  const { state, durationS = 0 } = told;
  if (state === 'loggedOut') {
    line.asked = { state: 'notReady' };
    line.workCallId = undefined;
  } else line.asked = askedBy(line, told);
  if (state === 'ready' || state === 'notReady' || state === 'loggedOut') line.isWorkAsked = false;
  if (state === 'ready' || state === 'notReady') line.workCallId = undefined;
  const reason = state === 'notReady' || state === 'loggedOut' ? reasonTold(told.reason) : undefined;
  return {
    state,
    since: now - durationS * 1_000,
    ...(reason !== undefined && { reason }),
    ...(line.workMode !== undefined && { workMode: line.workMode }),
    ...(line.reasons && { reasons: line.reasons }),
  };
};
