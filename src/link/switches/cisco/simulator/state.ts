/** All there is at one moment, for whoever drives the simulator: a page, a test. States by the guide's names, numbers beside. */
import { AgentState, CallType, LocalConnectionState, nameOf } from '../codec/index.ts';
import type { Gateway } from './gateway.ts';
import type { Agent, Call } from './model.ts';
import type { Report, Server } from './server.ts';
import type { SideName } from './side.ts';
import type { Sides } from './sides.ts';
import type { World } from './world.ts';

export interface SimulatedCiscoAgent {
  agentId: string;
  extension: string | undefined;
  /** As `AGENT_STATE_NOT_READY`. */
  state: string;
  reasonCode: number;
  /** Milliseconds since 1970. */
  since: number;
}

export interface SimulatedCiscoCall {
  callId: number;
  /** As `CALLTYPE_ACD_IN`. */
  type: string;
  dialed: string;
  variables: Record<string, string>;
  named: Record<string, string>;
  /** Elements of named arrays by their index. */
  arrays: Record<string, Record<number, string>>;
  skillGroup: number | undefined;
  waits: boolean;
  /** `state` as `LCS_CONNECT`, `heard` the tones that have reached the party. */
  parties: { number: string; isDevice: boolean; state: string; heard: string }[];
}

export interface SimulatedCiscoSession {
  sessionId: number;
  clientId: string;
  side: SideName;
  version: number;
  services: number;
  monitors: number;
  /** When the client last sent anything, in milliseconds since 1970. */
  heardAt: number;
}

export interface CiscoSimulatorState {
  activeSide: SideName | undefined;
  sidesUp: readonly SideName[];
  pgStatus: number;
  agents: SimulatedCiscoAgent[];
  calls: SimulatedCiscoCall[];
  skillGroups: { number: number; available: number; waiting: number }[];
  sessions: SimulatedCiscoSession[];
  registeredServices: { id: number; name: string; mode: number; clientId: string }[];
  /** What clients reported, the latest last. */
  reports: readonly Report[];
  /** Faults of the simulator itself. There should be none. */
  faults: readonly unknown[];
}

const agentState = ({ options, device, told }: Agent): SimulatedCiscoAgent => ({
  agentId: options.id,
  extension: device?.id,
  state: nameOf(AgentState, told.state) ?? String(told.state),
  reasonCode: told.reason,
  since: told.since,
});

const callState = ({ id, type, dialed, data, group, waiting, connections }: Call): SimulatedCiscoCall => ({
  callId: id,
  type: nameOf(CallType, type) ?? String(type),
  dialed,
  variables: { ...data.texts },
  named: Object.fromEntries(data.named),
  arrays: Object.fromEntries([...data.arrays].map(([name, elements]) => [name, Object.fromEntries(elements)])),
  skillGroup: group?.number,
  waits: waiting !== undefined,
  parties: connections.map(({ party, state, heard }) => ({
    number: party.number,
    isDevice: party.device !== undefined,
    state: nameOf(LocalConnectionState, state) ?? String(state),
    heard,
  })),
});

export interface StateParts {
  world: World;
  server: Server;
  gateway: Gateway;
  sides: Sides;
  reports: readonly Report[];
  faults: readonly unknown[];
}

export const stateOfAll = ({ world: { site, telephony }, server, gateway, sides, reports, faults }: StateParts): CiscoSimulatorState => ({
  activeSide: sides.active,
  sidesUp: sides.up,
  pgStatus: gateway.status,
  agents: [...site.agents.values()].map(agentState),
  calls: [...telephony.calls.values()].map(callState),
  skillGroups: [...site.groups.values()].map(({ number, available, returned, waiting }) => ({
    number,
    available: available.size,
    waiting: returned.size + waiting.size,
  })),
  sessions: [...server.sessions.open.values()].map(({ id, clientId, side, version, services, monitors, heardAt }) => ({
    sessionId: id,
    clientId,
    side,
    version,
    services,
    monitors: monitors.size,
    heardAt,
  })),
  registeredServices: server.recorders.list(),
  reports: [...reports],
  faults: [...faults],
});
