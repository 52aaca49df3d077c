/** Client Control for agents: logging in and out, states, and what the server knows of an agent. */
import type { AgentState, SettableAgentState, WorkMode } from '../../../../protocol/agent.ts';
import { AgentWorkMode, ForcedFlag, type Message, AgentState as RawState } from '../codec/index.ts';
import type { CiscoSession } from '../session/index.ts';
import { agentStateOf, rawAgentState, rawWorkMode } from '../tables/agent-state.ts';
import type { Translated } from '../tables/translated.ts';
import { agentFields, type CiscoAgent, type CommandOptions, given, peripheralOf } from './connection.ts';

/** A skill group to log in to. At most 20. */
export interface SkillGroupChoice {
  skillGroupNumber: number;
  skillGroupPriority: number;
}

export interface CiscoLogIn {
  /** The phone: its extension, or the peripheral's own name of the device. */
  agentInstrument: string;
  agentId: string;
  password?: string | undefined;
  workMode?: WorkMode | undefined;
  positionId?: string | undefined;
  supervisorId?: string | undefined;
  /** Where the agent chooses; otherwise the configuration does. */
  skillGroups?: readonly SkillGroupChoice[] | undefined;
  /** The agent is logged in elsewhere, and shall not be. */
  forced?: boolean | undefined;
  peripheralId?: number | undefined;
}

export interface CiscoLogOut {
  agentInstrument: string;
  agentId: string;
  /** One of the site's own, 0 to 65,535. */
  reasonCode?: number | undefined;
  forced?: boolean | undefined;
  peripheralId?: number | undefined;
}

export interface CiscoAgentStateChange extends Omit<CiscoLogOut, 'forced' | 'agentId'> {
  agentId?: string | undefined;
  state: SettableAgentState;
  workMode?: WorkMode | undefined;
}

/** What the server knows of an agent. */
export interface CiscoAgentSnapshot {
  state: Translated<AgentState>;
  confirmation: Message<'QUERY_AGENT_STATE_CONF'>;
}

export interface AgentControl {
  logIn(request: CiscoLogIn, options?: CommandOptions): Promise<void>;
  logOut(request: CiscoLogOut, options?: CommandOptions): Promise<void>;
  setState(request: CiscoAgentStateChange, options?: CommandOptions): Promise<void>;
  queryAgentState(agent: CiscoAgent, options?: CommandOptions): Promise<CiscoAgentSnapshot>;
  agentStatistics(agent: CiscoAgent, options?: CommandOptions): Promise<Message<'QUERY_AGENT_STATISTICS_CONF'>>;
  skillGroupStatistics(
    group: { skillGroupNumber: number; peripheralId?: number | undefined },
    options?: CommandOptions,
  ): Promise<Message<'QUERY_SKILL_GROUP_STATISTICS_CONF'>>;
  deskSettings(agent: Pick<CiscoAgent, 'agentId' | 'peripheralId'>, options?: CommandOptions): Promise<Message<'AGENT_DESK_SETTINGS_CONF'>>;
}

/** Reason codes are for logging out and for not ready; elsewhere the field is there all the same. */
const NO_REASON = 0;

export const agentControl = (session: CiscoSession): AgentControl => {
  const set = async (
    agentState: number,
    {
      agentInstrument,
      agentId,
      reasonCode = NO_REASON,
      forced = false,
      peripheralId,
      workMode,
    }: Omit<CiscoLogOut, 'agentId'> & { agentId?: string | undefined; workMode?: WorkMode | undefined },
    more: Partial<Pick<Message<'SET_AGENT_STATE_REQ'>, 'agentPassword' | 'positionId' | 'supervisorId' | 'skillGroups'>>,
    options: CommandOptions | undefined,
  ): Promise<void> => {
    await session.request(
      'SET_AGENT_STATE_REQ',
      {
        ...peripheralOf(session, { peripheralId }),
        agentState,
        agentWorkMode: workMode === undefined ? AgentWorkMode.AWM_UNSPECIFIED : rawWorkMode[workMode],
        eventReasonCode: reasonCode,
        forcedFlag: forced ? ForcedFlag.YES : ForcedFlag.NO,
        agentServiceReq: 0,
        ...agentFields({ agentInstrument, agentId }),
        ...more,
      },
      options,
    );
  };

  return {
    logIn: ({ password, positionId, supervisorId, skillGroups, ...rest }, options) =>
      set(RawState.AGENT_STATE_LOGIN, rest, given({ agentPassword: password, positionId, supervisorId, skillGroups }), options),
    logOut: (request, options) => set(RawState.AGENT_STATE_LOGOUT, request, {}, options),
    setState: ({ state, ...rest }, options) => set(rawAgentState[state], rest, {}, options),
    async queryAgentState(agent, options) {
      const fields = { ...peripheralOf(session, agent), mrdId: null, icmAgentId: null, ...agentFields(agent) };
      const confirmation = await session.request('QUERY_AGENT_STATE_REQ', fields, options);
      return { state: agentStateOf(confirmation.agentState), confirmation };
    },
    agentStatistics: (agent, options) => session.request('QUERY_AGENT_STATISTICS_REQ', { ...peripheralOf(session, agent), ...agentFields(agent) }, options),
    skillGroupStatistics: ({ skillGroupNumber, ...rest }, options) =>
      session.request('QUERY_SKILL_GROUP_STATISTICS_REQ', { ...peripheralOf(session, rest), skillGroupNumber, skillGroupId: null }, options),
    deskSettings: (agent, options) =>
      session.request('AGENT_DESK_SETTINGS_REQ', { ...peripheralOf(session, agent), ...given({ agentId: agent.agentId }) }, options),
  };
};
