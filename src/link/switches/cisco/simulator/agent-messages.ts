/** What is told of agents, as messages. */
import { AgentAvailabilityStatus, AgentState, CallDirection, CallType, type EncodableMessage } from '../codec/index.ts';
import { VOICE } from './call-messages.ts';
import type { Agent } from './model.ts';
import type { Peripheral } from './site.ts';

/** AgentMode: the guides disagree about what 0 and 1 are; by the newest, 1 is routable. */
const ROUTABLE = 1;
const MAX_GROUPS = 99;

/** The bit of AgentStateMask by which clients ask for a state: UNKNOWN has none, so that from HOLD on they are one less. */
export const bitOfState = (state: number): number => (state < AgentState.AGENT_STATE_UNKNOWN ? 1 << state : 1 << (state - 1));

const directions: Readonly<Record<number, number>> = {
  [CallType.CALLTYPE_ACD_IN]: CallDirection.IN,
  [CallType.CALLTYPE_PREROUTE_ACD_IN]: CallDirection.IN,
  [CallType.CALLTYPE_TRANSFER_IN]: CallDirection.IN,
  [CallType.CALLTYPE_OTHER_IN]: CallDirection.OTHER_IN,
  [CallType.CALLTYPE_OUT]: CallDirection.OUT,
  [CallType.CALLTYPE_AGENT_OUT]: CallDirection.OUT,
  [CallType.CALLTYPE_AGENT_INSIDE]: CallDirection.OTHER_OUT,
};

const directionOf = ({ device }: Agent): number => {
  const [first] = device?.connections ?? [];
  return first ? (directions[first.call.type] ?? CallDirection.NONE) : CallDirection.NONE;
};

const groupOf = ({ device, groups }: Agent) => [...(device?.connections ?? [])].find(({ call }) => call.group)?.call.group ?? groups[0];

const whereFields = ({ options, device }: Agent) => ({
  agentId: options.id,
  ...(device && { agentExtension: device.id, agentInstrument: device.id }),
});

const stateFields = (agent: Agent, state: number) => ({
  mrdId: VOICE,
  numTasks: agent.device?.connections.size ?? 0,
  agentMode: ROUTABLE,
  maxTaskLimit: 1,
  icmAgentId: agent.icmAgentId,
  agentAvailabilityStatus: state === AgentState.AGENT_STATE_AVAILABLE ? AgentAvailabilityStatus.ICM_AVAILABLE : AgentAvailabilityStatus.NOT_AVAILABLE,
  departmentId: null,
});

/** `instrument`: where the agent was, in the event of having logged out. */
export const agentStateEvent = (
  site: Peripheral,
  agent: Agent,
  told: Agent['told'],
  now: number,
  instrument = agent.device?.id,
): EncodableMessage<'AGENT_STATE_EVENT'> => {
  const { state, reason, since, next } = told;
  const group = groupOf(agent);
  return {
    messageType: 'AGENT_STATE_EVENT',
    monitorId: 0,
    peripheralId: site.peripheralId,
    sessionId: 0,
    peripheralType: site.peripheralType,
    skillGroupState: state,
    stateDuration: Math.max(0, Math.floor((now - since) / 1000)),
    skillGroupNumber: group?.number ?? null,
    skillGroupId: group?.id ?? null,
    skillGroupPriority: 0,
    agentState: state,
    eventReasonCode: reason,
    ...stateFields(agent, state),
    agentId: agent.options.id,
    ...(instrument !== undefined && { agentExtension: instrument, agentInstrument: instrument }),
    ...(next !== undefined && { nextAgentState: next }),
    direction: directionOf(agent),
    fltSkillGroups: agent.groups.slice(0, MAX_GROUPS).map(({ number, id }) => ({
      fltSkillGroupNumber: number,
      fltSkillGroupId: id,
      fltSkillGroupPriority: 0,
      fltSkillGroupState: state,
    })),
  };
};

export const agentStateAnswer = (agent: Agent, invokeId: number): EncodableMessage<'QUERY_AGENT_STATE_CONF'> => {
  const { state } = agent.told;
  return {
    messageType: 'QUERY_AGENT_STATE_CONF',
    invokeId,
    agentState: state,
    ...stateFields(agent, state),
    ...whereFields(agent),
    skillGroups: agent.groups.slice(0, 20).map(({ number, id }) => ({
      skillGroupNumber: number,
      skillGroupId: id,
      skillGroupPriority: 0,
      skillGroupState: state,
    })),
  };
};
