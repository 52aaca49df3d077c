/** Requests about agents: their state, their desk settings, their greeting. */
import { AgentGreetingAction, AgentState, AgentWorkMode, DeskSettingsMask, ForcedFlag } from '../codec/index.ts';
import { agentStateAnswer } from './agent-messages.ts';
import type { Client } from './client.ts';
import type { Handlers } from './handlers.ts';
import type { Agent, Device } from './model.ts';
import type { WrapUpMode } from './options.ts';
import { failed, refused } from './refusal.ts';
import { isSupervisorOf, requireDevice, requireMayControl, serves } from './request-rules.ts';
import type { Server } from './server.ts';
import type { Site } from './site.ts';

const wrapUpModes: Readonly<Record<WrapUpMode, number>> = { required: 0, optional: 1, none: 2, requiredWithData: 3 };

interface AgentFields {
  agentExtension?: string;
  agentId?: string;
  agentInstrument?: string;
}

/** The agent that the fields mean, which have to mean the same. */
export const requireAgent = ({ agents, devices }: Site, { agentExtension, agentId, agentInstrument }: AgentFields): Agent => {
  const extension = agentInstrument || agentExtension;
  if (!agentId && !extension) throw refused('E_CTI_REQUIRED_DATA_MISSING');
  const byId = agentId ? agents.get(agentId) : undefined;
  if (agentId && !byId) throw refused('E_CTI_INVALID_AGENT_DATA');
  const device = extension ? devices.get(extension) : undefined;
  if (extension && !device) throw refused('E_CTI_INVALID_DEVICE');
  if (byId && device && byId.device !== device) throw refused('E_CTI_INCONSISTENT_AGENT_DATA');
  const agent = byId ?? device?.agent;
  if (!agent) throw refused('E_CTI_AGENT_NOT_LOGGED_ON');
  return agent;
};

export const agentRequests = (server: Server): Handlers => {
  const { world } = server;
  const { site, agents, desk } = world;

  const logIn = (client: Client, device: Device, request: { agentId?: string; agentPassword?: string; agentWorkMode: number; forcedFlag: number }): void => {
    const agent = site.agents.get(request.agentId ?? '');
    if (!request.agentId) throw refused('E_CTI_REQUIRED_DATA_MISSING');
    if (!agent) throw failed('CF_INVALID_AGENT_ID_SPECIFIED');
    if (client.agent && client.agent !== agent) throw failed('CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE');
    const isForced = request.forcedFlag === ForcedFlag.YES;
    agents.logIn(agent, { device, password: request.agentPassword ?? '', workMode: request.agentWorkMode, isForced });
  };

  return {
    SET_AGENT_STATE_REQ: {
      services: ['CLIENT_CONTROL', 'AGENT_STATE_CONTROL_ONLY'],
      run(client, request) {
        const { agentState, eventReasonCode, forcedFlag, agentWorkMode, skillGroups = [], agentId, invokeId } = request;
        const device = site.devices.get(request.agentInstrument ?? '');
        if (!request.agentInstrument) throw refused('E_CTI_REQUIRED_DATA_MISSING');
        if (!device) throw failed('CF_INVALID_LOGON_DEVICE_SPECIFIED');
        if (agentWorkMode > AgentWorkMode.RA_NAILED_CONNECTION) throw failed('CF_INVALID_AGENT_WORKMODE');
        for (const { skillGroupNumber } of skillGroups) if (!site.groups.has(skillGroupNumber ?? -1)) throw failed('CF_INVALID_SKILL_GROUP_SPECIFIED');
        const isLogIn = agentState === AgentState.AGENT_STATE_LOGIN;
        // A session that is bound to an agent only has no device before: the agent may log in wherever nobody is.
        const mayLogIn = isLogIn && client.agent && !client.agent.device && !client.device && !device.agent;
        if (!mayLogIn) requireMayControl(client, device);
        const confirmation = { messageType: 'SET_AGENT_STATE_CONF', invokeId } as const;
        if (isLogIn) {
          logIn(client, device, request);
          return confirmation;
        }
        const { agent } = device;
        if (!agent || (agentId && agentId !== agent.options.id)) throw failed('CF_INVALID_AGENT_ID_SPECIFIED');
        if (agentState === AgentState.AGENT_STATE_LOGOUT) agents.logOut(agent, eventReasonCode, forcedFlag === ForcedFlag.YES);
        else agents.setState(agent, agentState, eventReasonCode);
        return confirmation;
      },
    },
    QUERY_AGENT_STATE_REQ: {
      services: ['CLIENT_CONTROL', 'AGENT_STATE_CONTROL_ONLY', 'ALL_EVENTS', 'PERIPHERAL_MONITOR', 'CLIENT_EVENTS', 'SUPERVISOR'],
      isQuery: true,
      run(_client, request) {
        return agentStateAnswer(requireAgent(site, request), request.invokeId);
      },
    },
    AGENT_DESK_SETTINGS_REQ: {
      services: [],
      run(client, request) {
        const agent = request.agentId ? site.agents.get(request.agentId) : (client.agent ?? client.device?.agent);
        if (!agent) throw refused(request.agentId ? 'E_CTI_INVALID_AGENT_DATA' : 'E_CTI_REQUIRED_DATA_MISSING');
        return {
          messageType: 'AGENT_DESK_SETTINGS_CONF',
          invokeId: request.invokeId,
          peripheralId: site.peripheralId,
          deskSettingsMask:
            DeskSettingsMask.AVAILABLE_AFTER_INCOMING |
            DeskSettingsMask.AVAILABLE_AFTER_OUTGOING |
            (desk.autoAnswer ? DeskSettingsMask.AUTO_ANSWER : 0) |
            (desk.notReadyReasonRequired ? DeskSettingsMask.IDLE_REASON_REQUIRED : 0) |
            (desk.logOutReasonRequired ? DeskSettingsMask.LOGOUT_REASON_REQUIRED : 0) |
            DeskSettingsMask.SUPERVISOR_CALLS |
            DeskSettingsMask.AGENT_TO_AGENT |
            DeskSettingsMask.PUBLIC_NET |
            DeskSettingsMask.NON_ACD_CALLS,
          wrapupDataIncomingMode: wrapUpModes[desk.wrapUpIncoming ?? 'optional'],
          wrapupDataOutgoingMode: wrapUpModes[desk.wrapUpOutgoing ?? 'optional'],
          logoutNonActivityTime: 0,
          qualityRecordingRate: 0,
          ringNoAnswerTime: Math.round((agent.groups[0]?.options.ringMs ?? 0) / 1000),
          silentMonitorWarningMessage: 0,
          silentMonitorAudibleIndication: 0,
          supervisorAssistCallMethod: 0,
          emergencyCallMethod: 0,
          autoRecordOnEmergency: 0,
          recordingMode: 0,
          workModeTimer: Math.round((desk.workMs ?? 0) / 1000),
          ringNoAnswerDn: 0,
        };
      },
    },
    AGENT_GREETING_CONTROL_REQ: {
      services: ['CLIENT_CONTROL'],
      run(client, request) {
        const agent = requireAgent(site, request);
        requireMayControl(client, requireDevice(world, agent.device?.id));
        if (request.agentAction > AgentGreetingAction.ENABLE) throw failed('CF_VALUE_OUT_OF_RANGE');
        if (!server.greets) throw failed('CF_AGENT_GREETING_CONTROL_OPERATION_FAILURE');
        return { messageType: 'AGENT_GREETING_CONTROL_CONF', invokeId: request.invokeId };
      },
    },
  };
};

/** The agent that a session of a supervisor stands for. @throws Refusal unless there is one who may see `agent` */
export const requireSupervisor = (client: Client, agent: Agent): Agent => {
  const supervisor = client.device?.agent ?? client.agent;
  if (!serves(client, 'SUPERVISOR') || !supervisor || !isSupervisorOf(agent, supervisor)) throw failed('CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE');
  return supervisor;
};
