/** Peripheral Monitor and Client Monitor: monitors come and go at run time, and outlive the session. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { StatusCode } from '../../../src/link/switches/cisco/codec/index.ts';
import { clientMonitor, type Monitor, peripheralMonitor } from '../../../src/link/switches/cisco/services/index.ts';
import { connection, endCall, held, PERIPHERAL, retrieved, sessionOpened } from './messages.ts';
import { heard, openSession, reached, startServer } from './rig.ts';
import type { Answers } from './scripted-server.ts';

const monitored = { services: ['peripheralMonitor'], peripheralId: PERIPHERAL } as const;
/** Numbers monitors from a hundred on. */
const numbering = (): Answers => {
  let last = 100;
  const start = () => {
    last += 1;
    return last;
  };
  return {
    MONITOR_START_REQ: () => ({ messageType: 'MONITOR_START_CONF', monitorId: start() }),
    MONITOR_STOP_REQ: () => ({ messageType: 'MONITOR_STOP_CONF' }),
    CHANGE_MONITOR_MASK_REQ: () => ({ messageType: 'CHANGE_MONITOR_MASK_CONF' }),
    SESSION_MONITOR_START_REQ: () => ({ messageType: 'SESSION_MONITOR_START_CONF', monitorId: start() }),
    SESSION_MONITOR_STOP_REQ: () => ({ messageType: 'SESSION_MONITOR_STOP_CONF' }),
  };
};
const ended = (monitor: Monitor) => new Promise<string | undefined>((resolve) => monitor.on('ended', ({ error }) => resolve(error?.code)));

describe('peripheral monitor', () => {
  it('starts and stops monitors of devices, and changes what they tell', async (test) => {
    const server = await startServer(test, numbering());
    const session = openSession(test, [server.port], monitored);
    await session.opened();
    const monitors = peripheralMonitor(session);
    const monitor = await monitors.monitorDevice({ deviceId: '4001', callMsgMask: 0x4, agentStateMask: 0 });
    const start = await server.next('MONITOR_START_REQ');
    assert.deepEqual(
      [
        start.peripheralId,
        start.connectionCallId,
        start.connectionDeviceId,
        start.monitoredDeviceType,
        start.monitoredDeviceId,
        start.callMsgMask,
        start.agentStateMask,
      ],
      [PERIPHERAL, 0, '', 0, '4001', 4, 0],
    );
    await monitor.setMasks({ callMsgMask: 0xc });
    const change = await server.next('CHANGE_MONITOR_MASK_REQ');
    assert.deepEqual([change.monitorId, change.callMsgMask, change.agentStateMask], [101, 0xc, 0]);
    const end = ended(monitor);
    await monitor.stop();
    await monitor.stop();
    assert.equal(await end, undefined);
    assert.deepEqual(
      server.requests('MONITOR_STOP_REQ').map(({ monitorId }) => monitorId),
      [101],
    );
    assert.equal(monitor.monitorId, undefined);
  });

  it('gives each monitor its own events, also those that come before its confirmation', async (test) => {
    const server = await startServer(test, {
      ...numbering(),
      MONITOR_START_REQ: ({ invokeId, monitoredDeviceId }, peer) => {
        const monitorId = Number(monitoredDeviceId);
        peer.write(
          peer.frame(held(1, monitoredDeviceId, monitorId)),
          peer.frame({ messageType: 'MONITOR_START_CONF', invokeId, monitorId }),
          peer.frame(retrieved(1, monitoredDeviceId, monitorId)),
        );
        return undefined;
      },
    });
    const session = openSession(test, [server.port], monitored);
    await session.opened();
    const monitors = peripheralMonitor(session);
    const all: string[] = [];
    monitors.on('event', ({ name, monitorId }) => all.push(`${name} ${monitorId}`));
    const [one, two] = await Promise.all([monitors.monitorDevice({ deviceId: '4001' }), monitors.monitorDevice({ deviceId: '4002' })]);
    const ones: string[] = [];
    one.on('event', ({ name }) => ones.push(name));
    const last = heard(session, 'END_CALL_EVENT');
    server.peers[0]?.send(held(2, '4001', 4_001));
    server.peers[0]?.send(held(2, '4002', 4_002));
    server.peers[0]?.send(held(2, '4003', 4_003));
    server.peers[0]?.send(endCall(2, '4002', 4_002));
    await last;
    assert.deepEqual([one.monitorId, two.monitorId], [4_001, 4_002]);
    assert.deepEqual(ones, ['CALL_HELD_EVENT', 'CALL_RETRIEVED_EVENT', 'CALL_HELD_EVENT']);
    assert.deepEqual(
      all.filter((word) => word.endsWith('4002')),
      ['CALL_HELD_EVENT 4002', 'CALL_RETRIEVED_EVENT 4002', 'CALL_HELD_EVENT 4002', 'END_CALL_EVENT 4002'],
    );
    assert.equal(all.filter((word) => word.endsWith('4003')).length, 0);
  });

  it('tells once what several monitors tell, and twice what happens twice', async (test) => {
    const server = await startServer(test, numbering());
    const session = openSession(test, [server.port], monitored);
    await session.opened();
    const monitors = peripheralMonitor(session);
    const all: string[] = [];
    monitors.on('event', ({ name }) => all.push(name));
    await monitors.monitorDevice({ deviceId: '4001' });
    await monitors.monitorDevice({ deviceId: '4002' });
    await monitors.monitorCall(connection(9));
    const last = heard(session, 'END_CALL_EVENT', ({ monitorId }) => monitorId === 102);
    for (const event of [held, retrieved, held, endCall]) for (const monitorId of [101, 103, 102]) server.peers[0]?.send(event(9, '4001', monitorId));
    server.peers[0]?.send(endCall(8, '4001', 102));
    await last;
    assert.deepEqual(all.slice(0, 4), ['CALL_HELD_EVENT', 'CALL_RETRIEVED_EVENT', 'CALL_HELD_EVENT', 'END_CALL_EVENT']);
  });

  it('monitors a call until it ends', async (test) => {
    const server = await startServer(test, numbering());
    const session = openSession(test, [server.port], monitored);
    await session.opened();
    const monitor = await peripheralMonitor(session).monitorCall({ ...connection(9), peripheralId: 5_001 });
    const start = await server.next('MONITOR_START_REQ');
    assert.deepEqual(
      [start.peripheralId, start.connectionCallId, start.connectionDeviceId, start.monitoredDeviceType, start.monitoredDeviceId],
      [5_001, 9, '4001', null, ''],
    );
    const end = ended(monitor);
    server.peers[0]?.send(endCall(9, '4001', 101));
    assert.equal(await end, undefined);
    server.peers[0]?.destroy();
    await reached(session, 'lost');
    await session.opened();
    assert.equal(server.requests('MONITOR_START_REQ').length, 1);
  });

  it('makes its monitors again after every loss, before the session is up', async (test) => {
    const server = await startServer(test, numbering());
    const session = openSession(test, [server.port], monitored);
    await session.opened();
    const monitors = peripheralMonitor(session);
    const kept = await monitors.monitorDevice({ deviceId: '4001', callMsgMask: 1 });
    const stopped = await monitors.monitorDevice({ deviceId: '4002' });
    const call = await monitors.monitorCall(connection(9));
    await kept.setMasks({ callMsgMask: 3 });
    await stopped.stop();
    server.answer({
      MONITOR_START_REQ: ({ monitoredDeviceId }) =>
        monitoredDeviceId === ''
          ? { messageType: 'FAILURE_CONF', status: StatusCode.E_CTI_INVALID_CALLID }
          : { messageType: 'MONITOR_START_CONF', monitorId: 201 },
    });
    const end = ended(call);
    server.peers[0]?.destroy();
    await reached(session, 'lost');
    assert.equal(kept.monitorId, undefined);
    await session.opened();
    // The call was over meanwhile.
    assert.equal(await end, 'NO_SUCH_CALL');
    assert.equal(kept.monitorId, 201);
    const starts = server.requests('MONITOR_START_REQ').slice(3);
    assert.deepEqual(starts.map(({ monitoredDeviceId, callMsgMask }) => `${monitoredDeviceId} ${monitoredDeviceId && callMsgMask}`).sort(), [' ', '4001 3']);
    const told = new Promise<string>((resolve) => kept.on('event', ({ name }) => resolve(name)));
    server.peers.at(-1)?.send(held(1, '4001', 201));
    assert.equal(await told, 'CALL_HELD_EVENT');
  });

  it('keeps monitors of a session that is lost again while they are made', async (test) => {
    const server = await startServer(test, numbering());
    const session = openSession(test, [server.port], monitored);
    await session.opened();
    const monitor = await peripheralMonitor(session).monitorDevice({ deviceId: '4001' });
    let losses = 2;
    server.answer({
      MONITOR_START_REQ: (_, peer) => {
        if (losses-- > 0) return void peer.destroy();
        return { messageType: 'MONITOR_START_CONF', monitorId: 301 };
      },
    });
    server.peers[0]?.destroy();
    await reached(session, 'lost');
    await session.opened();
    assert.equal(monitor.monitorId, 301);
  });

  it('says why a monitor is refused, and keeps nothing of it', async (test) => {
    const server = await startServer(test, { MONITOR_START_REQ: () => ({ messageType: 'FAILURE_CONF', status: StatusCode.E_CTI_MONITOR_ALREADY_EXISTS }) });
    const session = openSession(test, [server.port], monitored);
    await session.opened();
    await assert.rejects(peripheralMonitor(session).monitorDevice({ deviceId: '4001' }), {
      code: 'INVALID_STATE',
      details: { status: 89, statusName: 'E_CTI_MONITOR_ALREADY_EXISTS' },
    });
    server.peers[0]?.destroy();
    await reached(session, 'lost');
    await session.opened();
    assert.equal(server.requests('MONITOR_START_REQ').length, 1);
  });
});

describe('client monitor', () => {
  const monitoring = { services: ['clientMonitor'] } as const;

  it('tells who is connected, from the start', async (test) => {
    const server = await startServer(test, numbering());
    const session = openSession(test, [server.port], monitoring);
    const clients = clientMonitor(session);
    const told: string[] = [];
    clients.on('opened', ({ sessionId, event, granted }) => told.push(`${event.clientId} opens ${sessionId} for ${granted}`));
    clients.on('closed', ({ session: closed, event }) => told.push(`${closed?.event.clientId} closes ${event.sessionId} with ${event.status}`));
    clients.on('reset', () => told.push('reset'));
    await session.opened();
    const last = heard(session, 'CLIENT_SESSION_CLOSED_EVENT');
    const [peer] = server.peers;
    peer?.send(sessionOpened(1, 'wallboard'));
    peer?.send(sessionOpened(2, 'recorder'));
    peer?.send({
      messageType: 'CLIENT_SESSION_CLOSED_EVENT',
      sessionId: 1,
      peripheralId: null,
      status: 37,
      clientPort: 50_001,
      clientAddress: '127.0.0.1',
      clientId: 'wallboard',
    });
    await last;
    assert.deepEqual(
      clients.sessions.map(({ sessionId }) => sessionId),
      [2],
    );
    peer?.destroy();
    await reached(session, 'lost');
    assert.deepEqual(clients.sessions, []);
    assert.deepEqual(told, [
      'wallboard opens 1 for clientEvents,allEvents,miscellaneous',
      'recorder opens 2 for clientEvents,allEvents,miscellaneous',
      'wallboard closes 1 with 37',
      'reset',
    ]);
  });

  it('follows a client to its next session, whatever number that has', async (test) => {
    const server = await startServer(test, numbering());
    const session = openSession(test, [server.port], monitoring);
    const clients = clientMonitor(session);
    await session.opened();
    const opened = new Promise<Parameters<typeof clients.monitorSession>[0]>((resolve) => clients.on('opened', resolve));
    server.peers[0]?.send(sessionOpened(7, 'wallboard'));
    const monitor = await clients.monitorSession(await opened);
    assert.equal((await server.next('SESSION_MONITOR_START_REQ')).sessionId, 7);
    server.peers[0]?.destroy();
    await reached(session, 'lost');
    await session.opened();
    assert.equal(monitor.monitorId, undefined);
    // Number 7 is somebody else now.
    const [peer] = server.peers.slice(-1);
    peer?.send(sessionOpened(7, 'recorder'));
    peer?.send(sessionOpened(8, 'wallboard'));
    peer?.send(sessionOpened(9, 'wallboard'));
    assert.equal((await server.next('SESSION_MONITOR_START_REQ')).sessionId, 8);
    const told = new Promise<string>((resolve) => monitor.on('event', ({ name }) => resolve(name)));
    peer?.send(held(1, '4001', 102));
    assert.equal(await told, 'CALL_HELD_EVENT');
    await monitor.stop();
    assert.equal((await server.next('SESSION_MONITOR_STOP_REQ')).monitorId, 102);
    assert.equal(server.requests('SESSION_MONITOR_START_REQ').length, 2);
  });
});
