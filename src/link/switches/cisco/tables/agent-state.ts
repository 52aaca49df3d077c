/** Agent states both ways: 15 of the guide's, 6 of ECMA-269's. */
import type { AgentState as AgentStateWord, SettableAgentState, WorkMode } from '../../../../protocol/agent.ts';
import { AgentState, AgentWorkMode } from '../codec/index.ts';
import { type Translated, translation } from './translated.ts';

const words = {
  // A login is told as an event of its own; what follows is not ready, or what the agent asks for.
  AGENT_STATE_LOGIN: 'notReady',
  AGENT_STATE_LOGOUT: 'loggedOut',
  AGENT_STATE_NOT_READY: 'notReady',
  AGENT_STATE_AVAILABLE: 'ready',
  AGENT_STATE_TALKING: 'busy',
  AGENT_STATE_WORK_NOT_READY: 'workingAfterCall',
  AGENT_STATE_WORK_READY: 'workingAfterCall',
  // Busy with calls of another skill group.
  AGENT_STATE_BUSY_OTHER: 'busy',
  AGENT_STATE_RESERVED: 'reserved',
  AGENT_STATE_UNKNOWN: 'notReady',
  AGENT_STATE_HOLD: 'busy',
  AGENT_STATE_ACTIVE: 'busy',
  AGENT_STATE_PAUSED: 'busy',
  AGENT_STATE_INTERRUPTED: 'busy',
  AGENT_STATE_NOT_ACTIVE: 'notReady',
} as const satisfies Record<keyof typeof AgentState, AgentStateWord>;

/**
 * `agentState` of an event or a query. What a table does not have counts as not ready: such an agent gets no calls.
 * @example agentStateOf(event.agentState) // { value: 'busy', raw: 4, rawName: 'AGENT_STATE_TALKING' }
 */
export const agentStateOf: (raw: number | null | undefined) => Translated<AgentStateWord> = translation<typeof AgentState, AgentStateWord>(
  AgentState,
  words,
  'notReady',
);

/** What SET_AGENT_STATE_REQ calls the states an agent can ask for. */
export const rawAgentState: Readonly<Record<SettableAgentState, number>> = {
  ready: AgentState.AGENT_STATE_AVAILABLE,
  notReady: AgentState.AGENT_STATE_NOT_READY,
  // Work after which the agent says when to go on. WORK_READY would be followed by available by itself.
  workingAfterCall: AgentState.AGENT_STATE_WORK_NOT_READY,
};

export const rawWorkMode: Readonly<Record<WorkMode, number>> = { autoIn: AgentWorkMode.AWM_AUTO_IN, manualIn: AgentWorkMode.AWM_MANUAL_IN };
