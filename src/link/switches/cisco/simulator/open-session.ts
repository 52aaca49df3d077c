/** OPEN_REQ: what is checked, in which order, and what a session is granted. */
import { AgentState, AgentStateMask, ConfigMessageMask, type EncodableMessage, type Message, NEWEST_VERSION, OLDEST_VERSION, Service } from '../codec/index.ts';
import { identityAt } from './call-messages.ts';
import type { Client } from './client.ts';
import { ALL_CALL_EVENTS } from './client-sessions.ts';
import type { Feed } from './feeds.ts';
import type { Agent, Device } from './model.ts';
import type { CiscoSimulatorOptions, ServiceName } from './options.ts';
import { refused } from './refusal.ts';
import type { Server } from './server.ts';
import { systemEvent } from './system-events.ts';

/** What the simulator can grant at all. */
const offered: readonly ServiceName[] = [
  'CLIENT_EVENTS',
  'CALL_DATA_UPDATE',
  'CLIENT_CONTROL',
  'CONNECTION_MONITOR',
  'ALL_EVENTS',
  'PERIPHERAL_MONITOR',
  'CLIENT_MONITOR',
  'SUPERVISOR',
  'SERVER',
  'AGENT_REPORTING',
];

const maskOf = (values: readonly number[]): number => values.reduce((mask, bit) => mask | bit, 0);
const allServices = maskOf(Object.values(Service));
const allAgentStates = maskOf(Object.values(AgentStateMask));
const allConfig = maskOf(Object.values(ConfigMessageMask));
const FIRST_PERIPHERALS_VERSION = 14;
const FIRST_CONFIG_VERSION = 19;
const FIRST_SESSION_TYPE_VERSION = 24;
const ACTIVE_SESSION = 1;
const NO_TIMEOUT = null;

export interface Opening {
  open(client: Client, request: Message<'OPEN_REQ'>): void;
  /** The version that a first message asks for, if it is one that is served. */
  requireVersion(version: number): number;
}

export interface OpeningParts {
  server: Server;
  options: CiscoSimulatorOptions;
  /** @throws Refusal where the side does not serve */
  requireServing(side: 'a' | 'b', version: number): void;
  /** Ends a session that a new one takes the place of. */
  replace(client: Client): void;
}

export const createOpening = ({ server, options, requireServing, replace }: OpeningParts): Opening => {
  const { world, sessions, pg } = server;
  const { site, feeds, telephony, turns } = world;
  const { services: configured = offered, clients, versions = {} } = options;
  const granted = maskOf(configured.map((name) => Service[name]));
  const { oldest = OLDEST_VERSION, newest = NEWEST_VERSION } = versions;

  const requireWho = ({ clientId, clientPassword }: Message<'OPEN_REQ'>): string => {
    if (!clientId || !clientPassword) throw refused('E_CTI_REQUIRED_DATA_MISSING');
    const wanted = clients === undefined ? undefined : Object.hasOwn(clients, clientId) ? clients[clientId] : null;
    const given = Buffer.from(clientPassword).toString('latin1').replace(/\0.*$/s, '');
    if (wanted === null || (wanted !== undefined && wanted !== given)) throw refused('E_CTI_INVALID_PASSWORD');
    return clientId;
  };

  const requireMasks = (request: Message<'OPEN_REQ'>): void => {
    const { servicesRequested, callMsgMask, agentStateMask, configMsgMask, versionNumber } = request;
    if (request.reserved1 || request.reserved2 || request.reserved3) throw refused('E_CTI_INVALID_RESERVED_FIELD');
    if (request.idleTimeout === 0) throw refused('E_CTI_INVALID_TIMEOUT');
    if (servicesRequested & ~allServices) throw refused('E_CTI_INVALID_SERVICE_MASK');
    if (servicesRequested & Service.CLIENT_EVENTS && servicesRequested & Service.ALL_EVENTS) throw refused('E_CTI_INVALID_SERVICE_MASK');
    if (callMsgMask & ~ALL_CALL_EVENTS) throw refused('E_CTI_INVALID_CALL_MSG_MASK');
    if (agentStateMask & ~allAgentStates) throw refused('E_CTI_INVALID_AGENT_STATE_MASK');
    if (versionNumber >= FIRST_CONFIG_VERSION && configMsgMask & ~allConfig) throw refused('E_INVALID_CONFIG_MSG_MASK');
  };

  /** AGENT_STATE_CONTROL_ONLY is granted in place of CLIENT_CONTROL where a site has only that. */
  const grant = (asked: number): number => {
    const inPlace = asked & Service.CLIENT_CONTROL && !(granted & Service.CLIENT_CONTROL) ? Service.AGENT_STATE_CONTROL_ONLY : 0;
    const services = ((asked | inPlace) & granted) >>> 0;
    if (asked !== 0 && services === 0) throw refused('E_CTI_FUNCTION_NOT_AVAILABLE');
    return services;
  };

  /** Whose session it is: the fields have to fit each other. */
  const requireBinding = ({
    agentExtension,
    agentId,
    agentInstrument,
    peripheralId,
  }: Message<'OPEN_REQ'>): { device?: Device | undefined; agent?: Agent | undefined } => {
    if (peripheralId !== site.peripheralId) throw refused('E_CTI_INVALID_PERIPHERAL_ID');
    if (!agentExtension && !agentId && !agentInstrument) throw refused('E_CTI_REQUIRED_DATA_MISSING');
    if (agentInstrument && agentExtension && agentInstrument !== agentExtension) throw refused('E_CTI_INCONSISTENT_AGENT_DATA');
    const named = agentInstrument || agentExtension;
    const given = named ? site.devices.get(named) : undefined;
    if (named && !given) throw refused(agentInstrument ? 'E_CTI_INVALID_DEVICE' : 'E_CTI_INVALID_AGENT_DATA');
    const agent = agentId ? site.agents.get(agentId) : undefined;
    if (agentId && !agent) throw refused('E_CTI_INVALID_AGENT_DATA');
    const isElsewhere = agent?.device && given && agent.device !== given;
    const isAnother = agent && given?.agent && given.agent !== agent;
    if (isElsewhere || isAnother) throw refused('E_CTI_INCONSISTENT_AGENT_DATA');
    return { device: given, agent };
  };

  /** One client has a device at a time; the same client may come again, from wherever it now is. */
  const requireFree = (device: Device | undefined, agent: Agent | undefined, clientId: string): Client | undefined => {
    for (const other of sessions.open.values()) {
      const isSame = (agent && other.agent === agent) || (device && (other.device ?? other.agent?.device) === device);
      if (!isSame || !(other.services & Service.CLIENT_EVENTS)) continue;
      if (other.clientId !== clientId) throw refused('E_CTI_DEVICE_IN_USE');
      return other;
    }
    return undefined;
  };

  const bind = (client: Client, device: Device | undefined, agent: Agent | undefined): number => {
    if (client.services & Service.ALL_EVENTS) {
      const feed: Feed = { listener: client, monitorId: 0, callMask: client.callMask, agentMask: client.agentMask };
      feeds.all.add(feed);
      client.unbind = () => void feeds.all.delete(feed);
      return 0;
    }
    if (!(client.services & Service.CLIENT_EVENTS)) return 0;
    const feed: Feed = { listener: client, monitorId: server.nextMonitorId(), callMask: client.callMask, agentMask: client.agentMask };
    client.device = device;
    client.agent = agent;
    // Bound by name only: the session follows its agent to whichever device.
    if (device) device.feeds.add(feed);
    else {
      agent?.feeds.add(feed);
      agent?.device?.feeds.add(feed);
    }
    client.unbind = () => {
      device?.feeds.delete(feed);
      agent?.feeds.delete(feed);
      if (!device) agent?.device?.feeds.delete(feed);
    };
    const at = device ?? agent?.device;
    for (const { call } of at?.connections ?? []) feeds.tellOne(feed, telephony.messages.began(call, at ? identityAt(at) : call.identity));
    return feed.monitorId;
  };

  return {
    requireVersion(version) {
      if (version < oldest || version > newest) throw refused('E_CTI_INVALID_VERSION');
      return version;
    },
    open(client, request) {
      const { versionNumber, servicesRequested, callMsgMask, agentStateMask, idleTimeout, invokeId } = request;
      requireServing(client.side, versionNumber);
      const clientId = requireWho(request);
      requireMasks(request);
      const services = grant(servicesRequested);
      if (request.peripheralId !== null && request.peripheralId !== site.peripheralId) throw refused('E_CTI_INVALID_PERIPHERAL_ID');
      const isAgentsOwn = (servicesRequested & Service.CLIENT_EVENTS) !== 0;
      const { device, agent } = isAgentsOwn ? requireBinding(request) : {};
      const who = agent ?? device?.agent;
      if (services & Service.SUPERVISOR) {
        const isSupervisor = who && [...site.teams.values()].some(({ supervisors }) => supervisors.includes(who));
        if (!isAgentsOwn || !isSupervisor) throw refused('E_CTI_FUNCTION_NOT_AVAILABLE');
      }
      const former = isAgentsOwn ? requireFree(device, agent, clientId) : undefined;
      if (former) replace(former);

      client.id = sessions.nextId();
      client.clientId = clientId;
      client.signature = request.clientSignature ?? '';
      client.services = services;
      client.callMask = callMsgMask;
      client.agentMask = agentStateMask;
      client.idleTimeoutMs = idleTimeout === NO_TIMEOUT ? undefined : idleTimeout * 1000;
      const confirmAt = client.queued;
      const monitorId = bind(client, device, agent);
      const state = who?.told.state ?? (isAgentsOwn ? AgentState.AGENT_STATE_LOGOUT : AgentState.AGENT_STATE_UNKNOWN);
      const at = device ?? agent?.device;
      const confirmation: EncodableMessage<'OPEN_CONF'> = {
        messageType: 'OPEN_CONF',
        invokeId,
        servicesGranted: services,
        monitorId,
        pgStatus: pg.status,
        icmCentralControllerTime: Math.floor(turns.now() / 1000),
        peripheralOnline: pg.isPeripheralOnline,
        peripheralType: site.peripheralType,
        agentState: state,
        departmentId: null,
        ...(versionNumber >= FIRST_SESSION_TYPE_VERSION && { sessionType: ACTIVE_SESSION }),
        ...(at && { agentExtension: at.id, agentInstrument: at.id }),
        ...(who && { agentId: who.options.id }),
        ...(versionNumber >= FIRST_PERIPHERALS_VERSION && {
          numPeripherals: 1,
          peripherals: [{ fltPeripheralId: site.peripheralId, multilineAgentControl: 1 }],
        }),
      };
      client.send(confirmation, confirmAt);
      if (services & Service.ALL_EVENTS)
        client.send(systemEvent(server, pg.isPeripheralOnline ? 'SYS_PERIPHERAL_ONLINE' : 'SYS_PERIPHERAL_OFFLINE', site.peripheralId));
      if (services & Service.CLIENT_MONITOR) for (const other of sessions.open.values()) client.send(sessions.opened(other));
      sessions.add(client);
    },
  };
};
