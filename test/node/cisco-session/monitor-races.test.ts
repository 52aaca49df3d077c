/** Monitors whose beginning and end meet a loss, a deadline or each other: none is made twice, none is left at the server, none hears another's events. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { StatusCode, SystemEvent } from '../../../src/link/switches/cisco/codec/index.ts';
import { clientMonitor, peripheralMonitor, supervisor } from '../../../src/link/switches/cisco/services/index.ts';
import { connection, endCall, held, PERIPHERAL, retrieved, sessionOpened, systemEvent } from './messages.ts';
import { heard, openSession, reached, startServer } from './rig.ts';
import { type Answers, openConf } from './scripted-server.ts';

const monitored = { services: ['peripheralMonitor'], peripheralId: PERIPHERAL } as const;
const stops: Answers = {
  MONITOR_STOP_REQ: () => ({ messageType: 'MONITOR_STOP_CONF' }),
  CHANGE_MONITOR_MASK_REQ: () => ({ messageType: 'CHANGE_MONITOR_MASK_CONF' }),
};
/** Numbers monitors by the device. */
const byDevice = (offset = 0): Answers => ({
  ...stops,
  MONITOR_START_REQ: ({ monitoredDeviceId }) => ({ messageType: 'MONITOR_START_CONF', monitorId: Number(monitoredDeviceId) + offset }),
});

describe('a monitor', () => {
  it('that is stopped while it is made again is stopped at the server, and tells nothing more', async (test) => {
    const server = await startServer(test, byDevice());
    const session = openSession(test, [server.port], monitored);
    await session.opened();
    const monitor = await peripheralMonitor(session).monitorDevice({ deviceId: '4001' });
    await server.next('MONITOR_START_REQ');
    const told: string[] = [];
    monitor.on('event', ({ name }) => told.push(name));
    server.answer({ MONITOR_START_REQ: () => undefined });
    server.peers[0]?.destroy();
    const { invokeId } = await server.next('MONITOR_START_REQ');
    const stopped = monitor.stop();
    const [, peer] = server.peers;
    peer?.write(peer.frame({ messageType: 'MONITOR_START_CONF', invokeId, monitorId: 77 }), peer.frame(held(1, '4001', 77)));
    assert.equal((await server.next('MONITOR_STOP_REQ')).monitorId, 77);
    await stopped;
    await session.opened();
    assert.deepEqual([told, monitor.monitorId], [[], undefined]);
  });

  for (const [what, more, code] of [
    ['given up', () => ({ signal: AbortSignal.timeout(20) }), 'ABORTED'],
    ['too late', () => ({ timeoutMs: 20 }), 'TIMEOUT'],
  ] as const)
    it(`that is ${what} before the server has confirmed it is stopped when it does`, async (test) => {
      const server = await startServer(test, { ...stops, MONITOR_START_REQ: () => undefined });
      const session = openSession(test, [server.port], monitored);
      await session.opened();
      const all: string[] = [];
      const monitors = peripheralMonitor(session);
      monitors.on('event', ({ name }) => all.push(name));
      await assert.rejects(monitors.monitorDevice({ deviceId: '4001' }, more()), { code });
      const { invokeId } = await server.next('MONITOR_START_REQ');
      const [peer] = server.peers;
      peer?.write(peer.frame({ messageType: 'MONITOR_START_CONF', invokeId, monitorId: 77 }), peer.frame(held(1, '4001', 77)));
      assert.equal((await server.next('MONITOR_STOP_REQ')).monitorId, 77);
      assert.deepEqual(all, []);
    });

  it('that is started by who comes first at an opening is made once', async (test) => {
    const server = await startServer(test, byDevice());
    const session = openSession(test, [server.port], monitored);
    let start: (() => Promise<unknown>) | undefined;
    session.synchronize(async () => void (await start?.()));
    const monitors = peripheralMonitor(session);
    start = () => monitors.monitorDevice({ deviceId: '4001' });
    await session.opened();
    assert.equal(server.requests('MONITOR_START_REQ').length, 1);
  });

  it('keeps the masks that are set while it is made again, and not those that are refused', async (test) => {
    const server = await startServer(test, byDevice());
    const session = openSession(test, [server.port], monitored);
    await session.opened();
    const monitor = await peripheralMonitor(session).monitorDevice({ deviceId: '4001', callMsgMask: 1, agentStateMask: 0 });
    await server.next('MONITOR_START_REQ');
    server.answer({ MONITOR_START_REQ: () => undefined });
    server.peers[0]?.destroy();
    const again = await server.next('MONITOR_START_REQ');
    assert.equal(again.callMsgMask, 1);
    await monitor.setMasks({ callMsgMask: 3 });
    server.peers[1]?.send({ messageType: 'MONITOR_START_CONF', invokeId: again.invokeId, monitorId: 4_001 });
    assert.equal((await server.next('CHANGE_MONITOR_MASK_REQ')).callMsgMask, 3);
    await session.opened();

    server.answer({
      CHANGE_MONITOR_MASK_REQ: () => ({ messageType: 'FAILURE_CONF', status: StatusCode.E_CTI_INVALID_CALL_MSG_MASK }),
      MONITOR_START_REQ: () => ({ messageType: 'MONITOR_START_CONF', monitorId: 4_001 }),
    });
    await assert.rejects(monitor.setMasks({ callMsgMask: 0x4000_0000 }), { details: { status: 20, statusName: 'E_CTI_INVALID_CALL_MSG_MASK' } });
    server.peers[1]?.destroy();
    assert.equal((await server.next('MONITOR_START_REQ')).callMsgMask, 3);
  });

  it('of a call goes on under the number that the call has been given', async (test) => {
    let last = 100;
    const server = await startServer(test, { ...stops, MONITOR_START_REQ: () => ({ messageType: 'MONITOR_START_CONF', monitorId: ++last }) });
    const session = openSession(test, [server.port], monitored);
    await session.opened();
    const monitor = await peripheralMonitor(session).monitorCall(connection(9));
    const updated = heard(session, 'CALL_DATA_UPDATE_EVENT');
    server.peers[0]?.send({
      ...{ messageType: 'CALL_DATA_UPDATE_EVENT', monitorId: 101, peripheralId: PERIPHERAL, peripheralType: 17, callType: 1, ...connection(9) },
      ...{ newConnectionDeviceIdType: 0, newConnectionCallId: 12, newConnectionDeviceId: '4002', calledPartyDisposition: 0, campaignId: null },
      queryRuleId: null,
    });
    await updated;
    server.peers[0]?.destroy();
    await reached(session, 'lost');
    await session.opened();
    const { connectionCallId, connectionDeviceId } = server.requests('MONITOR_START_REQ')[1] ?? {};
    assert.deepEqual([connectionCallId, connectionDeviceId, monitor.monitorId], [12, '4002', 102]);
    const over = new Promise<unknown>((resolve) => monitor.on('ended', resolve));
    server.peers.at(-1)?.send(endCall(12, '4002', 102));
    assert.deepEqual(await over, { error: undefined });
  });

  it('hears its own events when the numbers have changed places', async (test) => {
    const server = await startServer(test, byDevice());
    const session = openSession(test, [server.port], monitored);
    await session.opened();
    const monitors = peripheralMonitor(session);
    const [one, two] = [await monitors.monitorDevice({ deviceId: '4001' }), await monitors.monitorDevice({ deviceId: '4002' })];
    const told: string[] = [];
    one.on('event', ({ name }) => told.push(`one ${name}`));
    two.on('event', ({ name }) => told.push(`two ${name}`));
    server.answer({
      MONITOR_START_REQ: ({ monitoredDeviceId }) => ({ messageType: 'MONITOR_START_CONF', monitorId: monitoredDeviceId === '4001' ? 4_002 : 4_001 }),
    });
    server.peers[0]?.destroy();
    await reached(session, 'lost');
    await session.opened();
    const last = heard(session, 'END_CALL_EVENT');
    for (const event of [held(1, '4001', 4_002), retrieved(1, '4002', 4_001), endCall(1, '4001', 4_002)]) server.peers.at(-1)?.send(event);
    await last;
    assert.deepEqual(told, ['one CALL_HELD_EVENT', 'two CALL_RETRIEVED_EVENT', 'one END_CALL_EVENT']);
  });

  it('tells all over again what happens again: with another number, or when who told it before is gone', async (test) => {
    let last = 100;
    const server = await startServer(test, { ...stops, MONITOR_START_REQ: () => ({ messageType: 'MONITOR_START_CONF', monitorId: ++last }) });
    const session = openSession(test, [server.port], monitored);
    await session.opened();
    const monitors = peripheralMonitor(session);
    const [one] = [await monitors.monitorDevice({ deviceId: '4001' }), await monitors.monitorDevice({ deviceId: '4002' })];
    const told: string[] = [];
    monitors.on('event', ({ name, monitorId }) => told.push(`${name} of ${monitorId}`));
    const say = async (...events: ReturnType<typeof held>[]) => {
      const heardLast = heard(session, 'END_CALL_EVENT');
      for (const event of [...events, endCall(99)]) server.peers.at(-1)?.send(event);
      await heardLast;
    };
    await say(held(1, '4001', 101));
    await one.stop();
    await say(held(1, '4001', 102));
    server.peers[0]?.destroy();
    await reached(session, 'lost');
    await session.opened();
    await say(held(1, '4001', 103));
    assert.deepEqual(told, ['CALL_HELD_EVENT of 101', 'CALL_HELD_EVENT of 102', 'CALL_HELD_EVENT of 103']);
  });

  it('has room for its early events beside the flood of all events', async (test) => {
    const server = await startServer(test, {
      ...stops,
      MONITOR_START_REQ: ({ invokeId }, peer) => {
        const flood = Array.from({ length: 500 }, () => peer.frame(held(2, '4009', 0)));
        peer.write(...flood, peer.frame(held(1, '4001', 101)), peer.frame({ messageType: 'MONITOR_START_CONF', invokeId, monitorId: 101 }));
        return undefined;
      },
    });
    const session = openSession(test, [server.port], { ...monitored, services: ['allEvents', 'peripheralMonitor'] });
    await session.opened();
    const monitor = await peripheralMonitor(session).monitorDevice({ deviceId: '4001' });
    const told: string[] = [];
    monitor.on('event', ({ name }) => told.push(name));
    assert.deepEqual(told, ['CALL_HELD_EVENT']);
  });

  it('that the server is slow to make again is there as soon as it is, and so is one that was not granted for a while', async (test) => {
    const server = await startServer(test, byDevice());
    const session = openSession(test, [server.port], { ...monitored, requestTimeoutMs: 300 });
    await session.opened();
    const monitor = await peripheralMonitor(session).monitorDevice({ deviceId: '4001' });
    await server.next('MONITOR_START_REQ');
    let over: unknown;
    monitor.on('ended', (how) => {
      over = how;
    });
    const problems: string[] = [];
    session.on('problem', ({ error }) => problems.push(error.code));

    server.answer({ MONITOR_START_REQ: () => undefined });
    server.peers[0]?.destroy();
    await reached(session, 'lost');
    await session.opened();
    const { invokeId } = await server.next('MONITOR_START_REQ');
    const late = heard(session, 'MONITOR_START_CONF');
    server.peers[1]?.send({ messageType: 'MONITOR_START_CONF', invokeId, monitorId: 77 });
    await late;
    assert.equal(monitor.monitorId, 77);

    server.answer({ ...byDevice(), OPEN_REQ: (request) => openConf(request, { servicesGranted: 0 }) });
    server.peers[1]?.destroy();
    await reached(session, 'lost');
    assert.deepEqual((await session.opened()).refused, ['peripheralMonitor']);
    assert.equal(monitor.monitorId, undefined);
    server.answer({ OPEN_REQ: (request) => openConf(request) });
    server.peers[2]?.destroy();
    await reached(session, 'lost');
    await session.opened();
    assert.equal(monitor.monitorId, 4_001);
    assert.deepEqual([over, problems], [undefined, ['TIMEOUT', 'NOT_SUPPORTED']]);
  });

  it('that could not be made again is tried when a part of the phone system is back', async (test) => {
    const server = await startServer(test, byDevice());
    const session = openSession(test, [server.port], monitored);
    await session.opened();
    const monitor = await peripheralMonitor(session).monitorDevice({ deviceId: '4001' });
    server.answer({ MONITOR_START_REQ: () => ({ messageType: 'FAILURE_CONF', status: StatusCode.E_CTI_TIMEOUT }) });
    server.peers[0]?.destroy();
    await reached(session, 'lost');
    await session.opened();
    assert.equal(monitor.monitorId, undefined);
    server.answer(byDevice());
    server.peers[1]?.send(systemEvent(SystemEvent.SYS_PERIPHERAL_OFFLINE, PERIPHERAL));
    server.peers[1]?.send(systemEvent(SystemEvent.SYS_PERIPHERAL_ONLINE, PERIPHERAL));
    await heard(session, 'status', (status) => status.state === 'up' && status.partial === undefined && monitor.monitorId !== undefined);
    assert.equal(monitor.monitorId, 4_001);
  });
});

describe('a service that is disposed', () => {
  it('leaves no monitors at the server', async (test) => {
    const server = await startServer(test, {
      ...byDevice(),
      MONITOR_AGENT_TEAM_START_REQ: () => ({ messageType: 'MONITOR_AGENT_TEAM_START_CONF', monitorId: 300 }),
      MONITOR_AGENT_TEAM_STOP_REQ: () => ({ messageType: 'MONITOR_AGENT_TEAM_STOP_CONF' }),
    });
    const session = openSession(test, [server.port], { ...monitored, services: ['peripheralMonitor', 'supervisor'] });
    await session.opened();
    const [monitors, teams] = [peripheralMonitor(session), supervisor(session)];
    await monitors.monitorDevice({ deviceId: '4001' });
    const team = await teams.monitorTeam(7);
    let tellings = 0;
    team.on('team', () => {
      tellings += 1;
    });
    const stopped = await monitors.monitorDevice({ deviceId: '4002' });
    await stopped.stop();
    await server.next('MONITOR_STOP_REQ');
    monitors.dispose();
    teams.dispose();
    monitors.dispose();
    assert.equal((await server.next('MONITOR_STOP_REQ')).monitorId, 4_001);
    assert.equal((await server.next('MONITOR_AGENT_TEAM_STOP_REQ')).monitorId, 300);
    const last = heard(session, 'AGENT_TEAM_CONFIG_EVENT');
    server.peers[0]?.send({
      ...{ messageType: 'AGENT_TEAM_CONFIG_EVENT', peripheralId: PERIPHERAL, teamId: 7, configOperation: 0, departmentId: null },
      agents: [{ atcAgentId: '1001', agentFlags: 0, atcAgentState: 3, atcStateDuration: 0 }],
    });
    await last;
    assert.equal(tellings, 0);
    await assert.rejects(monitors.monitorDevice({ deviceId: '4003' }), { code: 'DISPOSED' });
    server.peers[0]?.destroy();
    await reached(session, 'lost');
    await session.opened();
    assert.equal(server.requests('MONITOR_START_REQ').length, 2);
    assert.equal(server.requests('MONITOR_STOP_REQ').length, 2);
  });
});

describe('the monitor of a session', () => {
  it('goes on when its client has gone and come back', async (test) => {
    let last = 100;
    const server = await startServer(test, { SESSION_MONITOR_START_REQ: () => ({ messageType: 'SESSION_MONITOR_START_CONF', monitorId: ++last }) });
    const session = openSession(test, [server.port], { services: ['clientMonitor'] });
    const clients = clientMonitor(session);
    await session.opened();
    const opened = new Promise<Parameters<typeof clients.monitorSession>[0]>((resolve) => clients.on('opened', resolve));
    const [peer] = server.peers;
    peer?.send(sessionOpened(7, 'wallboard'));
    const monitor = await clients.monitorSession(await opened);
    const closed = heard(session, 'CLIENT_SESSION_CLOSED_EVENT');
    peer?.send({
      messageType: 'CLIENT_SESSION_CLOSED_EVENT',
      ...{ sessionId: 7, peripheralId: null, status: 37, clientPort: 50_007, clientAddress: '127.0.0.1', clientId: 'wallboard' },
    });
    await closed;
    assert.equal(monitor.monitorId, undefined);
    await server.next('SESSION_MONITOR_START_REQ');
    peer?.send(sessionOpened(8, 'wallboard'));
    assert.equal((await server.next('SESSION_MONITOR_START_REQ')).sessionId, 8);
    const told = new Promise<string>((resolve) => monitor.on('event', ({ name }) => resolve(name)));
    peer?.send(held(1, '4001', 102));
    assert.equal(await told, 'CALL_HELD_EVENT');
  });
});
