/** The application services that Cisco has and the other systems have not, from the CTI Server to whoever they are for. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { WebSocket } from 'ws';
import {
  type CiscoOptions,
  type CiscoSession,
  type CiscoSimulator,
  clientEvents,
  clientMonitor,
  connectCisco,
  connectionMonitor,
  createCiscoSwitch,
  type MonitoredMessage,
  peripheralMonitor,
  serverService,
  startCiscoSimulator,
} from '../../../src/link/switches/cisco/index.ts';
import { type LinkPhone, linkPhone } from '../../../src/phone/link/index.ts';
import { type ApiRig, startApiLink } from '../link-api/api-rig.ts';
import { readEvents } from '../link-api/event-reader.ts';
import { signToken } from '../link-gateway/tokens.ts';
import { until } from '../link-gateway/until.ts';
import { CUSTOMER, phoneOf } from './site.ts';

const agents = ['1001', '1002', '1003'];

interface CallCentre {
  simulator: CiscoSimulator;
  api: ApiRig;
  sitDown(agentId: string): Promise<LinkPhone>;
  /** Another client of the same server, with the services it asks for. */
  connect(services: CiscoOptions['services'], more?: Partial<CiscoOptions>): CiscoSession;
}

/** A site, the link over it with its gateway and its API. */
const open = async (test: TestContext): Promise<CallCentre> => {
  const simulator = await startCiscoSimulator({
    agents: agents.map((id) => ({ id, loggedInAt: phoneOf(id), ready: true })),
    devices: ['2010'],
    ports: { b: false },
  });
  const server = { sides: [{ host: simulator.host, port: simulator.ports.a }], peripheralId: 5_000, reconnect: () => ({ side: 0, waitMs: 5 }) };
  const phoneSystem = createCiscoSwitch({
    ...server,
    clientId: 'ringframe',
    agents: agents.map((id) => ({ id })),
    vendorRequests: ['START_RECORDING_REQ', 'STOP_RECORDING_REQ'],
  });
  const api = await startApiLink({ link: { switch: phoneSystem, log: { level: 'silent' } } });
  const closers: (() => Promise<unknown>)[] = [];
  test.after(async () => {
    for (const close of closers) await close();
    await api.stop();
    await simulator.stop();
  });
  await until('the phone system', () => phoneSystem.status.state === 'up');
  return {
    ...{ simulator, api },
    async sitDown(agentId) {
      const phone = linkPhone({ url: `ws://127.0.0.1:${api.port}/softphone`, token: () => signToken(agentId), transport: 'websocket', WebSocket });
      closers.push(() => phone.dispose());
      await phone.connect();
      return phone;
    },
    connect(services, more = {}) {
      const session = connectCisco({ ...server, clientId: 'another', services, ...more });
      closers.push(() => session.close());
      return session;
    },
  };
};

describe('services of a CTI Server', () => {
  it('row 70: one client sees the calls of all agents, and each of them their own', async (test) => {
    const { simulator, api, sitDown } = await open(test);
    const phones = await Promise.all(agents.map(sitDown));
    const stream = await readEvents(api);
    test.after(stream.close);
    for (const [index, agentId] of agents.entries()) simulator.placeCall({ from: `${CUSTOMER}${index}`, to: phoneOf(agentId) });
    for (const [index, agentId] of agents.entries()) {
      await stream.next(
        `the call of ${agentId}`,
        ({ type, data }) => type === 'call' && data.agentId === agentId && JSON.stringify(data).includes(`${CUSTOMER}${index}`),
      );
      const phone = phones[index] ?? assert.fail();
      await until('the softphone rings', () => phone.calls.length === 1);
      assert.deepEqual([phone.calls[0]?.remote.number, phone.calls[0]?.state], [`${CUSTOMER}${index}`, 'alerting']);
    }
    assert.deepEqual(
      simulator.state().sessions.map(({ clientId }) => clientId),
      ['ringframe'],
    );
  });

  it('row 71: a device is followed and left while everything runs, and its events start and stop at once', async (test) => {
    const { simulator, connect } = await open(test);
    const session = connect(['peripheralMonitor']);
    const monitors = peripheralMonitor(session);
    await session.opened();
    const told = new Set<string>();
    monitors.on('event', ({ name }: MonitoredMessage) => told.add(name));
    const call = async (): Promise<void> => {
      const callId = simulator.placeCall({ from: CUSTOMER, to: '2010' });
      simulator.hangUpOutside(callId);
      // Answered behind all that the call led to.
      await session.request('CLIENT_EVENT_REPORT_REQ', { state: 0, text: 'is anybody there' });
    };
    await call();
    assert.equal(told.size, 0);
    const monitor = await monitors.monitorDevice({ deviceId: '2010' });
    await call();
    for (const name of ['BEGIN_CALL_EVENT', 'CALL_DELIVERED_EVENT', 'CALL_CLEARED_EVENT', 'END_CALL_EVENT']) assert.ok(told.has(name), name);
    await monitor.stop();
    told.clear();
    await call();
    assert.equal(told.size, 0);
  });

  it('row 72: a client sees the sessions of others open and close, and what they are told', async (test) => {
    const { simulator, connect } = await open(test);
    const watcher = connect(['clientMonitor'], { clientId: 'watcher' });
    const clients = clientMonitor(watcher);
    await watcher.opened();
    const link = await until('the link', () => clients.sessions.find(({ event }) => event.clientId === 'ringframe'));
    assert.ok(link.granted.includes('allEvents') && link.granted.includes('clientControl'));
    const monitor = await clients.monitorSession(link);
    const heard = new Promise<void>((resolve) => monitor.on('event', ({ name }) => name === 'CALL_DELIVERED_EVENT' && resolve()));
    simulator.placeCall({ from: CUSTOMER, to: phoneOf('1001') });
    await heard;
    const closed = new Promise<string | undefined>((resolve) => clients.on('closed', ({ session }) => resolve(session?.event.clientId)));
    const again = new Promise<string | undefined>((resolve) => clients.on('opened', ({ event }) => resolve(event.clientId)));
    simulator.dropClient('ringframe');
    assert.deepEqual([await closed, await again], ['ringframe', 'ringframe']);
  });

  it('row 74: what is not asked for is not received, and what is not granted is named', async (test) => {
    const { simulator, connect } = await open(test);
    const desk = connect(['clientEvents'], { clientId: 'desk', agentId: '1001', agentInstrument: phoneOf('1001') });
    const silent = connect(['miscellaneous'], { clientId: 'silent' });
    const names: string[] = [];
    const seen = new Set<string>();
    silent.on('message', ({ name }) => names.push(name));
    clientEvents(desk).on('call', ({ event }) => seen.add(`${event.name} ${'connectionDeviceId' in event ? event.connectionDeviceId : ''}`));
    await Promise.all([desk.opened(), silent.opened()]);
    for (const agentId of agents) simulator.placeCall({ from: CUSTOMER, to: phoneOf(agentId) });
    await until('the own call', () => [...seen].some((one) => one.startsWith('CALL_DELIVERED_EVENT')));
    await assert.rejects(silent.request('MONITOR_AGENT_TEAM_START_REQ', { teamId: 7 }), { code: 'NOT_SUPPORTED' });
    // Answered behind everything that the calls have led to.
    await silent.request('CLIENT_EVENT_REPORT_REQ', { state: 0, text: 'is anybody there' });
    assert.ok(
      [...seen].every((one) => one.endsWith(` ${phoneOf('1001')}`)),
      [...seen].join(),
    );
    assert.deepEqual(
      names.filter((name) => name.startsWith('CALL') || name.startsWith('AGENT') || name.startsWith('BEGIN')),
      [],
    );
    const { status } = desk;
    assert.ok(status.state === 'up');
    assert.deepEqual([...status.granted].sort(), ['clientEvents', 'miscellaneous']);
  });

  it('row 75: a notice of the site is shown to every agent, and a part that is down to everybody', async (test) => {
    const { simulator, api, sitDown } = await open(test);
    const phones = await Promise.all(agents.map(sitDown));
    const shown = phones.map((phone) => new Promise<unknown>((resolve) => phone.on('vendorEvent', (event) => resolve(event))));
    simulator.sendText('The line to Gothenburg is slow today.');
    const notice = { name: 'SYSTEM_EVENT', data: { what: 'text', text: 'The line to Gothenburg is slow today.' } };
    assert.deepEqual(await Promise.all(shown), [notice, notice, notice]);
    const stream = await readEvents(api);
    test.after(stream.close);
    simulator.takePgDown();
    const { data } = await stream.next('the part that is down', ({ type, data: { data: told } }) => type === 'phoneSystem' && told?.partial !== undefined);
    assert.match(String(data.data?.partial), /peripheral/i);
    for (const phone of phones) await until('the softphone says so', () => phone.status.state === 'ready' && phone.status.partial !== undefined);
  });

  it('row 76: a client offers a service of its own, which an agent’s softphone reaches', async (test) => {
    const { simulator, sitDown, connect } = await open(test);
    const recorder = connect(['server'], { clientId: 'recorder' });
    await recorder.opened();
    const stopped: number[] = [];
    const service = await serverService(recorder).register(
      { name: 'recorder' },
      { start: ({ connectionCallId }) => ({ sessionId: (connectionCallId ?? 0) + 1, serverData: 7 }), stop: ({ sessionId }) => void stopped.push(sessionId) },
    );
    assert.deepEqual(
      simulator.state().registeredServices.map(({ name, clientId }) => [name, clientId]),
      [['recorder', 'recorder']],
    );
    const phone = await sitDown('1001');
    const callId = simulator.placeCall({ from: CUSTOMER, to: phoneOf('1001') });
    simulator.atPhone(phoneOf('1001')).answer();
    await until('the call', () => phone.calls[0]?.state === 'connected');
    const connection = { connectionCallId: callId, connectionDeviceIdType: 0, connectionDeviceId: phoneOf('1001') };
    const none = { clientPort: 0, bitRate: 0, packetSize: 0, direction: 0, rtpType: 0, payloadType: 0, echoCancellation: 0 };
    const started = (await phone.vendorCommand?.({ name: 'START_RECORDING_REQ', params: { ...connection, ...none } })) as Record<string, number>;
    assert.deepEqual([started.sessionId, started.serverData], [callId + 1, 7]);
    await phone.vendorCommand?.({ name: 'STOP_RECORDING_REQ', params: { ...connection, clientPort: 0, direction: 0, sessionId: callId + 1, serverData: 7 } });
    assert.deepEqual(stopped, [callId + 1]);
    await service.unregister();
    await assert.rejects(async () => phone.vendorCommand?.({ name: 'START_RECORDING_REQ', params: { ...connection, ...none } }), { code: 'NOT_SUPPORTED' });
  });

  it('row 67: that a session opens and closes is an alarm, at the server and at the client', async (test) => {
    const { simulator, connect } = await open(test);
    const alarms: string[] = [];
    simulator.on('alarm', ({ event, clientId }) => alarms.push(`server ${event} ${clientId}`));
    const session = connect(['connectionMonitor'], { clientId: 'bridge' });
    connectionMonitor(session).on('alarm', ({ what, side }) => alarms.push(`client ${what} ${side}`));
    await session.opened();
    await session.close();
    await until('both', () => alarms.length === 4);
    assert.deepEqual(alarms.sort(), ['client closed A', 'client opened A', 'server closed bridge', 'server opened bridge']);
  });
});
