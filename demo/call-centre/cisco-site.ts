/** The demo's call centre as a site of Cisco's: a simulated CTI Server with two sides, and the link's switch over it. */
import type { DrivenSwitch } from '../../src/link/api/routes/driven-switch.ts';
import { type CiscoReconnectPolicy, type CiscoSession, connectCisco, createCiscoSwitch, startCiscoSimulator } from '../../src/link/switches/cisco/index.ts';
import type { AgentReasons } from '../../src/protocol/agent.ts';
import { callCentreAgents } from './agents.ts';
import { followedPhones, ownDesk, siteVariables } from './cisco-phones.ts';
import { driveCisco } from './drive-cisco.ts';
import type { CtiServer } from './programs/program.ts';

export interface CiscoSite {
  phoneSystem: DrivenSwitch;
  /** For other clients of GED-188. */
  server: CtiServer;
  close(): Promise<void>;
}

export interface CiscoSiteOptions {
  queue: { number: string; name: string };
  /** GED-188 has no route points for clients: where calls go is the site's own routing script, which here is the queue. */
  routePoint: string;
  reasons: AgentReasons;
}

const PERIPHERAL_ID = 5_000;
const TEAM_ID = 1;
/** The guide's pauses are made for a thousand clients of a machine far away. */
const atOnce: CiscoReconnectPolicy = ({ attempt, sides }) => ({ side: (attempt - 1) % sides, waitMs: attempt === 1 ? 0 : 500 });

/** Reasons of the protocol are numbers: the site's list says what each means. */
const numbered = (reasons: readonly { label: string }[]) => reasons.map(({ label }, index) => ({ code: index + 1, label }));

export const startCiscoSite = async ({ queue, routePoint, reasons }: CiscoSiteOptions): Promise<CiscoSite> => {
  const agents = callCentreAgents.map(({ id, name, extension }, index) => ({ id, name, extension, agentId: String(1_001 + index) }));
  const [supervisor, ...members] = agents.map(({ agentId }) => agentId);
  const queues = [
    { number: 1, dialled: queue.number, name: queue.name },
    { number: 2, dialled: routePoint, name: 'Route point' },
  ];
  const simulator = await startCiscoSimulator({
    agents: [
      ...agents.map(({ agentId, extension }) => ({ id: agentId, loggedInAt: extension, skillGroups: queues.map(({ number }) => number) })),
      { id: ownDesk.agentId, loggedInAt: ownDesk.number },
    ],
    devices: followedPhones.map(({ number }) => number),
    teams: [{ id: TEAM_ID, name: queue.name, supervisors: supervisor === undefined ? [] : [supervisor], members }],
    skillGroups: queues.map(({ number, dialled, name }) => ({ number, name, dialedNumber: dialled, ringMs: 20_000 })),
    peripheralId: PERIPHERAL_ID,
    desk: { wrapUpIncoming: 'required', wrapUpOutgoing: 'optional' },
  });
  const { host, ports } = simulator;
  const sides = [ports.a, ...(ports.b === undefined ? [] : [ports.b])].map((port) => ({ host, port }));
  const server: CtiServer = { sides, peripheralId: PERIPHERAL_ID, reconnect: atOnce };
  const desk: CiscoSession = connectCisco({ ...server, clientId: 'desks', services: ['clientControl'] });
  const phoneSystem = createCiscoSwitch({
    ...server,
    clientId: 'ringframe',
    agents: agents.map(({ id, name, agentId, extension }) => ({ id, name, agentId, instrument: extension, supervises: agentId === supervisor })),
    reasons: { notReady: numbered(reasons.notReady), logOut: numbered(reasons.logOut), wrapUp: reasons.wrapUp },
    callData: siteVariables,
    // Back to the end of the queue: somebody else is ready, or the same agent again.
    rejectTo: queue.number,
    vendorRequests: ['START_RECORDING_REQ', 'STOP_RECORDING_REQ'],
    connectionAlarms: true,
  });
  return {
    phoneSystem: Object.assign(phoneSystem, driveCisco(simulator, desk, { agents, queues: queues.slice(0, 1) })),
    server,
    async close() {
      await desk.close();
      await simulator.stop();
    },
  };
};
