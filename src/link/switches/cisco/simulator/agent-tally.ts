/** The counting of what agents do, under the guide's names of the counters. */
import { AgentState, CallType } from '../codec/index.ts';
import type { Agent, Connection } from './model.ts';
import { isInbound } from './wrap-up.ts';

const timed: Readonly<Record<number, readonly string[]>> = {
  [AgentState.AGENT_STATE_AVAILABLE]: ['availTime', 'icmAvailableTime', 'routableTime'],
  [AgentState.AGENT_STATE_NOT_READY]: ['notReadyTime'],
  [AgentState.AGENT_STATE_WORK_READY]: ['handledCallsAfterCallTime'],
  [AgentState.AGENT_STATE_WORK_NOT_READY]: ['handledCallsAfterCallTime'],
};

const count = (agent: Agent, counter: string, amount: number): void => {
  agent.tally.add(counter, amount);
  for (const { tally } of agent.groups) tally.add(counter, amount);
};

/** The time in the state in which the agent still is. */
export const countTime = (agent: Agent, now: number): void => {
  const { state } = agent.told;
  const seconds = (now - agent.countedUntil) / 1000;
  agent.countedUntil = now;
  if (state === AgentState.AGENT_STATE_LOGOUT || seconds <= 0) return;
  count(agent, 'loggedOnTime', seconds);
  for (const counter of timed[state] ?? []) count(agent, counter, seconds);
};

/** The agent's part in a call is over. */
export const countPart = (agent: Agent, { call, party, establishedAt = 0, heldFor }: Connection, now: number): void => {
  const seconds = (now - establishedAt) / 1000;
  const isOut = call.type === CallType.CALLTYPE_OUT || call.type === CallType.CALLTYPE_AGENT_OUT;
  const isOwn = call.calling.device === party.device;
  const kind = isInbound(call) ? 'handledCalls' : isOut ? 'agentOutCalls' : isOwn ? 'internalCalls' : 'internalCallsRcvd';
  count(agent, kind, 1);
  count(agent, `${kind}Time`, seconds);
  if (kind === 'handledCalls' || kind === 'agentOutCalls') count(agent, `${kind}TalkTime`, seconds - heldFor / 1000);
  if (heldFor === 0) return;
  const held = kind === 'handledCalls' ? 'incomingCallsHeld' : kind === 'agentOutCalls' ? 'agentOutCallsHeld' : 'internalCallsHeld';
  count(agent, held, 1);
  count(agent, `${held}Time`, heldFor / 1000);
};
