/** A session that is kept: heartbeats, sides, the order of coming back, and saying good-bye. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { StatusCode } from '../../../src/link/switches/cisco/codec/index.ts';
import { type CiscoStatus, guideReconnect } from '../../../src/link/switches/cisco/session/index.ts';
import { connection, PERIPHERAL } from './messages.ts';
import { heard, openSession, reached, startServer } from './rig.ts';
import { deadPort, openConf } from './scripted-server.ts';

describe('the order of reconnecting', () => {
  it('is the guide’s', () => {
    const steps = Array.from({ length: 14 }, (_, index) => guideReconnect({ attempt: index + 1, sides: 2, clients: 300, random: 0.5 }));
    assert.deepEqual(
      steps.map(({ side }) => side),
      [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1],
    );
    assert.deepEqual(
      steps.map(({ waitMs }) => waitMs),
      [0, 0, 15_000, 0, 15_000, 0, 30_000, 0, 60_000, 0, 120_000, 0, 120_000, 0],
    );
    const alone = Array.from({ length: 7 }, (_, index) => guideReconnect({ attempt: index + 1, sides: 1, clients: 10, random: 0.25 }));
    assert.deepEqual(
      alone.map(({ waitMs }) => waitMs),
      [0, 250, 15_000, 30_000, 60_000, 120_000, 120_000],
    );
  });

  it('begins with the side that was good last', async (test) => {
    const [a, b] = [await startServer(test), await startServer(test)];
    const session = openSession(test, [a.port, b.port]);
    assert.equal((await session.opened()).side, 'A');
    a.answer({ OPEN_REQ: () => ({ messageType: 'FAILURE_CONF', status: StatusCode.E_CTI_CTI_SERVER_OFFLINE }) });
    a.peers[0]?.destroy();
    await reached(session, 'lost');
    assert.equal((await session.opened()).side, 'B');
    assert.equal(a.peers.length, 2);
    // B was good last: A is not asked again.
    b.peers[0]?.destroy();
    await reached(session, 'lost');
    assert.equal((await session.opened()).side, 'B');
    assert.equal(a.peers.length, 2);
  });

  it('finds the other side when the first is dead, and says what it does', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [await deadPort(), server.port]);
    const told: CiscoStatus[] = [];
    session.on('status', (status) => told.push(status));
    assert.equal((await session.opened()).side, 'B');
    assert.deepEqual(
      told.map((status) => (status.state === 'connecting' ? `${status.state} ${status.side} ${status.attempt}` : status.state)),
      ['connecting A 1', 'lost', 'connecting B 2', 'up'],
    );
    const lost = told[1];
    assert.ok(lost?.state === 'lost' && lost.error.code === 'UNREACHABLE' && lost.error.details?.code === 'ECONNREFUSED');
  });

  it('does not begin anew with a server that lets in and throws out', async (test) => {
    const attempts: number[] = [];
    const server = await startServer(test, {
      OPEN_REQ: (request, peer) => {
        setImmediate(() => peer.destroy());
        return openConf(request);
      },
    });
    const session = openSession(test, [server.port], {
      reconnect: ({ attempt }) => {
        attempts.push(attempt);
        return { side: 0, waitMs: attempt > 5 ? 60_000 : 1 };
      },
    });
    while (attempts.at(-1) !== 6) await reached(session, 'lost').then(() => new Promise(setImmediate));
    assert.deepEqual(attempts, [1, 1, 2, 3, 4, 5, 6]);
  });

  it('that is the site’s own and fails ends the session with that', async (test) => {
    const session = openSession(test, [await deadPort()], {
      reconnect: ({ attempt }) => {
        if (attempt > 1) throw new Error('broken');
        return { side: 0, waitMs: 0 };
      },
    });
    await assert.rejects(session.opened(), { code: 'HANDLER_FAILED' });
  });
});

describe('heartbeats', () => {
  it('are sent at the interval, and matched', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port], { heartbeatMs: 20 });
    await session.opened();
    for (let count = 0; count < 5; count += 1) await heard(session, 'HEARTBEAT_CONF');
    assert.equal(session.status.state, 'up');
    assert.equal(server.peers.length, 1);
  });

  it('three in a row without an answer mean that the server is gone', async (test) => {
    const server = await startServer(test, { HEARTBEAT_REQ: () => undefined });
    const session = openSession(test, [server.port], { heartbeatMs: 20 });
    await session.opened();
    const { error } = await reached(session, 'lost');
    assert.match(error.message, /3 heartbeats in a row were not answered/);
    assert.equal(server.requests('HEARTBEAT_REQ').length, 3);
    await session.opened();
    assert.equal(server.peers.length, 2);
  });

  it('two that are lost do not, and a late answer counts', async (test) => {
    let count = 0;
    const server = await startServer(test, {
      HEARTBEAT_REQ: () => {
        count += 1;
        return count % 3 === 0 ? { messageType: 'HEARTBEAT_CONF' } : undefined;
      },
    });
    const session = openSession(test, [server.port], { heartbeatMs: 20 });
    await session.opened();
    for (let answers = 0; answers < 4; answers += 1) await heard(session, 'HEARTBEAT_CONF');
    assert.ok(count >= 12);
    assert.equal(server.peers.length, 1);
  });

  it('one that is refused means that the server is off-line', async (test) => {
    const server = await startServer(test, { HEARTBEAT_REQ: () => ({ messageType: 'FAILURE_CONF', status: StatusCode.E_CTI_CTI_SERVER_OFFLINE }) });
    const session = openSession(test, [server.port], { heartbeatMs: 20 });
    await session.opened();
    assert.match((await reached(session, 'lost')).reason, /off-line/);
  });
});

describe('a server', () => {
  it('that accepts and stays silent is left after its time', async (test) => {
    const silent = await startServer(test, { OPEN_REQ: () => undefined });
    const server = await startServer(test);
    const session = openSession(test, [silent.port, server.port], { openTimeoutMs: 40 });
    const { error } = await reached(session, 'lost');
    assert.equal(error.code, 'TIMEOUT');
    assert.equal((await session.opened()).side, 'B');
    await silent.peers[0]?.closed;
  });

  it('that answers the opening late is not half open', async (test) => {
    let late: (() => void) | undefined;
    const server = await startServer(test, {
      OPEN_REQ: (request, peer) => {
        if (late) return openConf(request);
        late = () => peer.send({ invokeId: request.invokeId, ...openConf(request) } as never);
        return undefined;
      },
    });
    const session = openSession(test, [server.port], { openTimeoutMs: 40 });
    await reached(session, 'lost');
    late?.();
    await session.opened();
    assert.equal(server.peers.length, 2);
    assert.deepEqual(
      await Promise.race([server.peers[0]?.closed.then(() => 'closed'), new Promise((resolve) => setTimeout(resolve, 2_000, 'open'))]),
      'closed',
    );
  });

  it('that closes its half is left, and found again', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port]);
    await session.opened();
    server.peers[0]?.end();
    assert.match((await reached(session, 'lost')).reason, /the server has closed it/);
    await session.opened();
    await server.peers[0]?.closed;
  });

  for (const status of [StatusCode.E_CTI_CTI_SERVER_OFFLINE, StatusCode.E_CTI_SERVER_NOT_MASTER, StatusCode.E_CTI_SERVER_IN_MAINTENANCE_MODE])
    it(`that says that it serves no more (${status}) is left for the other side`, async (test) => {
      const [a, b] = [await startServer(test), await startServer(test)];
      const session = openSession(test, [a.port, b.port], { reconnect: ({ attempt }) => ({ side: attempt % 2, waitMs: 1 }) });
      await session.opened();
      const [peer] = [...a.peers, ...b.peers];
      peer?.send({ messageType: 'FAILURE_EVENT', status });
      const { error } = await reached(session, 'lost');
      assert.equal(error.details?.status, status);
      await session.opened();
      assert.deepEqual([a.peers.length, b.peers.length], [1, 1]);
    });

  it('that only complains is not left', async (test) => {
    const server = await startServer(test, { ANSWER_CALL_REQ: () => ({ messageType: 'ANSWER_CALL_CONF' }) });
    const session = openSession(test, [server.port]);
    await session.opened();
    const told = heard(session, 'FAILURE_EVENT');
    server.peers[0]?.send({ messageType: 'FAILURE_EVENT', status: StatusCode.E_CTI_INVALID_MESSAGE_LENGTH });
    await told;
    await session.request('ANSWER_CALL_REQ', { peripheralId: PERIPHERAL, ...connection(1) });
  });
});

describe('closing', () => {
  it('says good-bye, waits for the answer, and comes back when asked', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port]);
    await session.opened();
    await Promise.all([session.close(), session.close()]);
    assert.deepEqual(session.status, { state: 'stopped' });
    assert.deepEqual(
      server.requests('CLOSE_REQ').map(({ status }) => status),
      [0],
    );
    await server.peers[0]?.closed;
    session.connect();
    await session.opened();
    assert.equal(server.peers.length, 2);
  });

  it('and connecting at once makes one session, and connecting and closing none', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port]);
    await session.opened();
    const closing = session.close();
    session.connect();
    session.connect();
    await closing;
    await session.opened();
    assert.equal(server.peers.length, 2);
    const again = session.close();
    session.connect();
    const last = session.close();
    await Promise.all([again, last]);
    await new Promise(setImmediate);
    assert.equal(session.status.state, 'stopped');
    assert.equal(server.peers.length, 2);
  });

  it('while a pause runs ends it', async (test) => {
    const session = openSession(test, [await deadPort()], { reconnect: ({ attempt }) => ({ side: 0, waitMs: attempt > 1 ? 60_000 : 0 }) });
    await reached(session, 'lost');
    await session.close();
    assert.deepEqual(session.status, { state: 'stopped' });
  });

  it('from within a listener is obeyed', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port]);
    await session.opened();
    const closed = new Promise<void>((resolve) => {
      session.on('status', ({ state }) => {
        if (state === 'lost') void session.close().then(resolve);
      });
    });
    server.peers[0]?.destroy();
    await closed;
    assert.equal(session.status.state, 'stopped');
    assert.equal(server.peers.length, 1);
  });
});
