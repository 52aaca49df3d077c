/** Supervisors and their teams; agents who ask for help. */
import { CallType, type EncodableMessage, SupervisoryAction } from '../codec/index.ts';
import type { Client } from './client.ts';
import type { Feed } from './feeds.ts';
import type { Handlers } from './handlers.ts';
import { TEAMS_PER_SEGMENT } from './limits.ts';
import type { Agent, Connection, Device, Team } from './model.ts';
import { failed, refused } from './refusal.ts';
import { requireConnection, requireDevice, requireMayControl, serves } from './request-rules.ts';
import { requireAgent, requireSupervisor } from './requests-of-agents.ts';
import { addMonitor, stopMonitor } from './requests-of-monitors.ts';
import type { Server } from './server.ts';
import type { Supervision } from './supervision.ts';
import { teamConfigEvents } from './team-events.ts';

const ALL_AGENT_EVENTS = 0xffffffff;

interface HelpRequest {
  connectionCallId: number | null;
  connectionDeviceIdType: number | null;
  connectionDeviceId?: string;
  agentExtension?: string;
  agentId?: string;
  agentInstrument?: string;
}

export const supervisorRequests = (server: Server, supervision: Supervision): Handlers => {
  const { world, sessions } = server;
  const { site, agents, feeds } = world;

  const requireTeam = (client: Client, teamId: number | null): Team => {
    const team = site.teams.get(teamId ?? -1);
    if (!team) throw refused('E_CTI_TEAM_NOT_FOUND');
    const supervisor = client.agent ?? client.device?.agent;
    if (!supervisor || !team.supervisors.includes(supervisor)) throw refused('E_CTI_FUNCTION_NOT_AVAILABLE');
    return team;
  };

  /** The supervisor's phone to call, and the call that the help is about, if there is one. */
  const help = (client: Client, request: HelpRequest): { device: Device; agent: Agent; about: Connection | undefined } => {
    const agent = request.agentId || request.agentExtension || request.agentInstrument ? requireAgent(site, request) : (client.agent ?? client.device?.agent);
    if (!agent?.device) throw refused('E_CTI_AGENT_NOT_LOGGED_ON');
    requireMayControl(client, agent.device);
    const { connectionCallId: callId, connectionDeviceIdType: type, connectionDeviceId: deviceId } = request;
    const about = callId === null || callId === 0 ? undefined : requireConnection(world, client, { callId, type, deviceId, instrument: agent.device.id });
    if (about && about.party.device !== agent.device) throw failed('CF_AGENT_NOT_PARTY_ON_CALL');
    return { device: agent.device, agent, about };
  };

  const helpFields = ({ call, id, line }: Connection) => ({
    connectionCallId: call.id,
    connectionDeviceIdType: id.type,
    connectionDeviceId: id.device,
    lineHandle: line.handle,
    lineType: line.type,
  });

  return {
    LIST_AGENT_TEAM_REQ: {
      services: ['SUPERVISOR'],
      run(client, { invokeId }) {
        const supervisor = client.agent ?? client.device?.agent;
        const ids = [...site.teams.values()].filter(({ supervisors }) => supervisor && supervisors.includes(supervisor)).map(({ id }) => ({ teamId: id }));
        const segments = Math.max(1, Math.ceil(ids.length / TEAMS_PER_SEGMENT));
        const segment = (number: number): EncodableMessage<'LIST_AGENT_TEAM_CONF'> => {
          const agentTeams = ids.slice(number * TEAMS_PER_SEGMENT, (number + 1) * TEAMS_PER_SEGMENT);
          return { messageType: 'LIST_AGENT_TEAM_CONF', invokeId, segmentNumber: number, more: number < segments - 1 ? 1 : 0, agentTeams };
        };
        for (let number = 0; number < segments - 1; number++) client.send(segment(number));
        const last = segment(segments - 1);
        if (segments === 1) return last;
        client.send(last);
        return undefined;
      },
    },
    MONITOR_AGENT_TEAM_START_REQ: {
      services: ['SUPERVISOR'],
      run(client, { invokeId, teamId }) {
        const team = requireTeam(client, teamId);
        const feed: Feed = { listener: client, monitorId: server.nextMonitorId(), callMask: 0, agentMask: ALL_AGENT_EVENTS };
        const stop = (): void => void team.feeds.delete(feed);
        addMonitor(client, { id: feed.monitorId, subject: team, feed, kind: 'team', stop }, 'E_CTI_AGENT_TEAM_MONITOR_ALREADY_EXISTS');
        team.feeds.add(feed);
        for (const event of teamConfigEvents(site, team, world.turns.now())) client.send(event);
        for (const agent of team.members) agents.tellAgain(agent, feed);
        return { messageType: 'MONITOR_AGENT_TEAM_START_CONF', invokeId, monitorId: feed.monitorId };
      },
    },
    MONITOR_AGENT_TEAM_STOP_REQ: {
      services: ['SUPERVISOR'],
      run(client, { invokeId, monitorId }) {
        stopMonitor(client, monitorId, 'team');
        return { messageType: 'MONITOR_AGENT_TEAM_STOP_CONF', invokeId };
      },
    },
    SUPERVISE_CALL_REQ: {
      services: ['SUPERVISOR'],
      run(client, request) {
        if (request.supervisoryAction > SupervisoryAction.INTERCEPT) throw refused('E_CTI_INVALID_SUPERVISORY_ACTION');
        const target = requireConnection(world, client, {
          callId: request.agentConnectionCallId,
          type: request.agentConnectionDeviceIdType,
          deviceId: request.agentConnectionDeviceId,
          instrument: request.agentInstrument ?? request.agentExtension,
        });
        const agent = target.party.device?.agent;
        if (!agent) throw failed('CF_AGENT_NOT_PARTY_ON_CALL');
        const supervisor = requireSupervisor(client, agent);
        const device = request.supervisorInstrument ? requireDevice(world, request.supervisorInstrument) : supervisor.device;
        if (!device || device.agent !== supervisor) throw failed('CF_INVALID_CALLING_DEVICE');
        const connection = supervision.supervise(supervisor, device, target, request.supervisoryAction);
        return {
          messageType: 'SUPERVISE_CALL_CONF',
          invokeId: request.invokeId,
          connectionCallId: connection.call.id,
          connectionDeviceIdType: connection.id.type,
          connectionDeviceId: connection.id.device,
        };
      },
    },
    SUPERVISOR_ASSIST_REQ: {
      services: ['CLIENT_CONTROL', 'SUPERVISOR', 'CLIENT_EVENTS'],
      run(client, request) {
        const { agent, device, about } = help(client, request);
        const connection = supervision.callSupervisor(agent, device, about, CallType.CALLTYPE_ASSIST);
        return { messageType: 'SUPERVISOR_ASSIST_CONF', invokeId: request.invokeId, ...helpFields(connection) };
      },
    },
    EMERGENCY_CALL_REQ: {
      services: ['CLIENT_CONTROL', 'SUPERVISOR', 'CLIENT_EVENTS'],
      run(client, request) {
        const { agent, device, about } = help(client, request);
        const connection = supervision.callSupervisor(agent, device, about, CallType.CALLTYPE_EMERGENCY);
        const { connectionCallId, connectionDeviceIdType, connectionDeviceId } = helpFields(connection);
        const event: EncodableMessage<'EMERGENCY_CALL_EVENT'> = {
          messageType: 'EMERGENCY_CALL_EVENT',
          peripheralId: site.peripheralId,
          connectionCallId,
          connectionDeviceIdType,
          connectionDeviceId,
          sessionId: client.id,
          clientId: client.clientId,
          clientAddress: client.address,
          agentExtension: device.id,
          agentId: agent.options.id,
          agentInstrument: device.id,
        };
        for (const other of sessions.open.values()) {
          const supervisor = other.agent ?? other.device?.agent;
          const isTeams =
            serves(other, 'SUPERVISOR') && supervisor !== undefined && [...agent.teams].some(({ supervisors }) => supervisors.includes(supervisor));
          if (isTeams || (serves(other, 'ALL_EVENTS') && !feeds.silent)) other.send(event);
        }
        return { messageType: 'EMERGENCY_CALL_CONF', invokeId: request.invokeId, ...helpFields(connection) };
      },
    },
  };
};
