/** A small site, and what tests of it say again and again. */
import type { TestContext } from 'node:test';
import { AgentState, type EncodableMessage, type Message } from '../../../src/link/switches/cisco/codec/index.ts';
import { type CiscoSimulator, type CiscoSimulatorOptions, startCiscoSimulator } from '../../../src/link/switches/cisco/simulator/index.ts';
import { createManualClock, type ManualClock } from '../link/manual-clock.ts';
import { connectRaw, type RawClient, services } from './raw-client.ts';

export const PERIPHERAL = 5000;
export const CUSTOMER = '+15550100200';

export interface TestSite {
  simulator: CiscoSimulator;
  clock: ManualClock;
  /** A connection that has not opened a session. */
  connect(version?: number, side?: 'a' | 'b'): Promise<RawClient>;
  /** A session with all events and control of everything. */
  openAll(version?: number): Promise<RawClient>;
  /** An agent's own session. */
  openAgent(extension: string, fields?: { services?: number; clientId?: string; agentId?: string; version?: number }): Promise<RawClient>;
}

/** Two agents of one group and their supervisor, all logged in, the agents ready; a device where nobody is. */
export const startSite = async (context: TestContext, options: Partial<CiscoSimulatorOptions> = {}): Promise<TestSite> => {
  const clock = createManualClock();
  const simulator = await startCiscoSimulator({
    agents: [
      { id: '1001', loggedInAt: '2001', ready: true, skillGroups: [1] },
      { id: '1002', loggedInAt: '2002', ready: true, skillGroups: [1, 2] },
      { id: '1009', loggedInAt: '2009', skillGroups: [2] },
      { id: '1010', password: 'secret' },
    ],
    devices: ['2010'],
    skillGroups: [
      { number: 1, id: 101, name: 'sales', dialedNumber: '800' },
      { number: 2, id: 102, name: 'service', dialedNumber: '801', ringMs: 5_000 },
    ],
    teams: [{ id: 7, name: 'north', supervisors: ['1009'], members: ['1001', '1002'] }],
    outside: { '5550111': { does: 'ring' }, '5550122': { does: 'fail', cause: 'busy' } },
    seed: 1,
    clock,
    ...options,
  });
  const clients: RawClient[] = [];
  context.after(async () => {
    for (const client of clients) client.close();
    await simulator.stop();
  });
  const connect: TestSite['connect'] = async (version, side = 'a') => {
    const client = await connectRaw((side === 'a' ? simulator.ports.a : simulator.ports.b) ?? 0, version);
    clients.push(client);
    return client;
  };
  return {
    simulator,
    clock,
    connect,
    async openAll(version) {
      const client = await connect(version);
      await expectOpen(client.open());
      await client.event('SYSTEM_EVENT');
      return client;
    },
    async openAgent(
      extension,
      { services: asked = services('CLIENT_EVENTS', 'CLIENT_CONTROL', 'CALL_DATA_UPDATE'), clientId = `desk ${extension}`, agentId, version } = {},
    ) {
      const client = await connect(version);
      const who = agentId === undefined ? { agentInstrument: extension } : { agentId };
      await expectOpen(client.open({ servicesRequested: asked, peripheralId: PERIPHERAL, clientId, ...who }));
      return client;
    },
  };
};

const expectOpen = async (answer: Promise<Message>): Promise<void> => {
  const message = await answer;
  if (message.name !== 'OPEN_CONF') throw new Error(`the session was refused: ${JSON.stringify(message)}`);
};

/** The fields that most control requests have and no test cares about. */
const callSetup = {
  callPlacementType: 0,
  callMannerType: 0,
  alertRings: 0,
  callOption: 0,
  facilityType: 0,
  answeringMachine: 0,
  priority: false,
  postRoute: false,
};

const at = (deviceId: string) => ({ connectionDeviceIdType: 0, connectionDeviceId: deviceId });

/** Two connections of one device. */
const pair = (extension: string, active: number, held: number | null) => ({
  peripheralId: PERIPHERAL,
  activeConnectionCallId: active,
  heldConnectionCallId: held,
  activeConnectionDeviceIdType: 0,
  heldConnectionDeviceIdType: held === null ? null : 0,
  activeConnectionDeviceId: extension,
  ...(held !== null && { heldConnectionDeviceId: extension }),
  ...callSetup,
});

/** What an agent at a device asks for, as requests. */
export const desk = (client: RawClient, extension: string) => ({
  setState: (
    agentState: number,
    more: { eventReasonCode?: number; agentId?: string; agentPassword?: string; agentWorkMode?: number; forcedFlag?: number } = {},
  ) =>
    client.request({
      messageType: 'SET_AGENT_STATE_REQ',
      peripheralId: PERIPHERAL,
      agentState,
      agentWorkMode: 0,
      eventReasonCode: 0,
      forcedFlag: 0,
      agentServiceReq: 0,
      agentInstrument: extension,
      ...more,
    }),
  answer: (callId: number) => client.request({ messageType: 'ANSWER_CALL_REQ', peripheralId: PERIPHERAL, connectionCallId: callId, ...at(extension) }),
  hold: (callId: number) =>
    client.request({ messageType: 'HOLD_CALL_REQ', peripheralId: PERIPHERAL, connectionCallId: callId, reservation: false, ...at(extension) }),
  retrieve: (callId: number) =>
    client.request({
      messageType: 'RETRIEVE_CALL_REQ',
      peripheralId: PERIPHERAL,
      heldConnectionCallId: callId,
      heldConnectionDeviceIdType: 0,
      heldConnectionDeviceId: extension,
    }),
  clear: (callId: number, deviceId = extension, type: number | null = null) =>
    client.request({
      messageType: 'CLEAR_CONNECTION_REQ',
      peripheralId: PERIPHERAL,
      connectionCallId: callId,
      connectionDeviceIdType: type,
      connectionDeviceId: deviceId,
      agentInstrument: extension,
    }),
  clearCall: (callId: number) => client.request({ messageType: 'CLEAR_CALL_REQ', peripheralId: PERIPHERAL, connectionCallId: callId, ...at(extension) }),
  deflect: (callId: number, to: string) =>
    client.request({
      messageType: 'DEFLECT_CALL_REQ',
      peripheralId: PERIPHERAL,
      connectionCallId: callId,
      calledDeviceType: 0,
      calledDeviceId: to,
      ...at(extension),
    }),
  dtmf: (callId: number, dtmfString: string) =>
    client.request({
      messageType: 'SEND_DTMF_SIGNAL_REQ',
      peripheralId: PERIPHERAL,
      connectionCallId: callId,
      toneDuration: 0,
      pauseDuration: 0,
      dtmfString,
      ...at(extension),
    }),
  make: (dialedNumber: string, more: Partial<Omit<EncodableMessage<'MAKE_CALL_REQ'>, 'messageType' | 'name'>> = {}) =>
    client.request({
      messageType: 'MAKE_CALL_REQ',
      peripheralId: PERIPHERAL,
      ...callSetup,
      skillGroupNumber: null,
      agentInstrument: extension,
      dialedNumber,
      ...more,
    }),
  consult: (callId: number, dialedNumber: string) =>
    client.request({
      messageType: 'CONSULTATION_CALL_REQ',
      peripheralId: PERIPHERAL,
      activeConnectionCallId: callId,
      activeConnectionDeviceIdType: 0,
      activeConnectionDeviceId: extension,
      consultType: 0,
      ...callSetup,
      dialedNumber,
    }),
  transfer: (active: number, held: number | null, dialedNumber?: string) =>
    client.request({ messageType: 'TRANSFER_CALL_REQ', ...pair(extension, active, held), ...(dialedNumber && { dialedNumber }) }),
  conference: (active: number, held: number) => client.request({ messageType: 'CONFERENCE_CALL_REQ', ...pair(extension, active, held) }),
  reconnect: (active: number, held: number) =>
    client.request({
      messageType: 'RECONNECT_CALL_REQ',
      peripheralId: PERIPHERAL,
      activeConnectionCallId: active,
      heldConnectionCallId: held,
      activeConnectionDeviceIdType: 0,
      heldConnectionDeviceIdType: 0,
      activeConnectionDeviceId: extension,
      heldConnectionDeviceId: extension,
    }),
  alternate: (active: number, other: number) =>
    client.request({
      messageType: 'ALTERNATE_CALL_REQ',
      peripheralId: PERIPHERAL,
      activeConnectionCallId: active,
      otherConnectionCallId: other,
      activeConnectionDeviceIdType: 0,
      otherConnectionDeviceIdType: 0,
      activeConnectionDeviceId: extension,
      otherConnectionDeviceId: extension,
    }),
});

export const { AGENT_STATE_LOGIN, AGENT_STATE_LOGOUT, AGENT_STATE_NOT_READY, AGENT_STATE_AVAILABLE } = AgentState;
