/** What a session leaves behind: no timer, no socket, no memory; and whose faults are not its own. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type EncodableMessage, encodeMessage, StatusCode } from '../../../src/link/switches/cisco/codec/index.ts';
import { allEvents } from '../../../src/link/switches/cisco/services/index.ts';
import { connectCisco } from '../../../src/link/switches/cisco/session/index.ts';
import { agentIs, callsAre, connection, held, PERIPHERAL } from './messages.ts';
import { eager, heard, host, openSession, reached, startServer } from './rig.ts';
import { deadPort, openConf } from './scripted-server.ts';

const answer = { peripheralId: PERIPHERAL, ...connection(9) };

/** Runs the client in a process of its own until it ends by itself. */
const runAlone = async (test: TestContext, ports: readonly number[]): Promise<Record<string, unknown>> => {
  const script = fileURLToPath(new URL('lone-client.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...ports.map(String)], { stdio: ['ignore', 'pipe', 'inherit'] });
  test.after(() => child.kill());
  let output = '';
  child.stdout.on('data', (bytes) => {
    output += bytes;
  });
  await once(child, 'close');
  assert.equal(child.exitCode, 0);
  return JSON.parse(output) as Record<string, unknown>;
};

describe('closed sessions', () => {
  it('let their process end, whatever they waited for; a listener that throws disturbs none of it', { timeout: 30_000 }, async (test) => {
    const good = await startServer(test, { QUERY_AGENT_STATE_REQ: () => agentIs('1001', 3) });
    const silent = await startServer(test, { OPEN_REQ: () => undefined });
    const { uncaught, ...seen } = await runAlone(test, [good.port, await deadPort(), silent.port]);
    assert.deepEqual(seen, { version: 15, code: 'NOT_CONNECTED', told: 3, states: ['stopped', 'stopped', 'stopped'] });
    // What a listener throws goes where a program's uncaught errors go.
    assert.deepEqual([...new Set(uncaught as string[])].sort(), ['thrown at OPEN_CONF', 'thrown at message', 'thrown at status']);
  });

  it('leave no memory behind after two thousand reconnections', async (test) => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    let visits = 0;
    // One that remembers nothing.
    const server = createServer((socket: Socket) => {
      visits += 1;
      socket.on('error', () => undefined);
      socket.on('data', (bytes) => {
        const invokeId = bytes.readUInt32BE(8);
        const reply = (message: object) => socket.write(encodeMessage({ invokeId, ...message } as EncodableMessage, { version: 15 }));
        if (bytes[7] === 3) reply(openConf({ servicesRequested: 0x14 } as never));
        else if (bytes[7] === 36) reply(agentIs('1001', 3));
        else if (bytes[7] === 84) reply(callsAre());
        else socket.destroy();
      });
    });
    server.listen(0, host);
    await once(server, 'listening');
    test.after(() => server.close());
    const { port } = server.address() as { port: number };
    const session = connectCisco({
      ...{ sides: [{ host, port }], clientId: 'ringframe', services: ['allEvents', 'clientControl'] },
      ...{ protocolVersions: { oldest: 15, newest: 15 }, reconnect: () => ({ side: 0, waitMs: 0 }) },
    });
    test.after(() => session.close());
    allEvents(session, { lines: [{ agentId: '1001' }] });
    const comeBack = async (times: number) => {
      for (let count = 0; count < times; count += 1) {
        await session.opened();
        // The server breaks off at what it does not know.
        await session.request('ANSWER_CALL_REQ', answer).catch(() => undefined);
      }
      // Sockets are let go of in the turns after their end.
      for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
      collect();
      return process.memoryUsage().heapUsed;
    };
    const before = await comeBack(500);
    const after = await comeBack(2_000);
    assert.ok(visits >= 2_500, `${visits}`);
    // A socket alone has more.
    const grownBy = (after - before) / 2_000;
    assert.ok(grownBy < 1_000, `${grownBy} bytes each`);
  });
});

describe('a pause', () => {
  it('whose length or side makes no sense ends the session with that, and throws at nobody', async (test) => {
    const port = await deadPort();
    const wrong = [
      { side: -1, waitMs: 5 },
      { side: 0.5, waitMs: 0 },
      { side: Number.NaN, waitMs: 5 },
      { side: 0, waitMs: Number.NaN },
      { side: 0, waitMs: -1 },
      { side: 0, waitMs: Number.POSITIVE_INFINITY },
      undefined,
    ];
    for (const step of wrong) {
      const session = openSession(test, [port], { reconnect: ({ attempt }) => (attempt === 1 ? { side: 0, waitMs: 0 } : (step as never)) });
      await assert.rejects(session.opened(), { code: 'INVALID_ARGUMENT', message: /option reconnect/ }, JSON.stringify(step));
      assert.equal(session.status.state, 'failed');
    }
  });

  it('is not begun when whoever plans it closes the session', async (test) => {
    const port = await deadPort();
    const session = openSession(test, [port], {
      reconnect: ({ attempt }) => {
        if (attempt > 1) void session.close();
        return { side: 0, waitMs: 0 };
      },
    });
    const states: string[] = [];
    session.on('status', ({ state }) => states.push(state));
    await reached(session, 'stopped');
    await new Promise(setImmediate);
    assert.deepEqual(states, ['connecting', 'stopped']);
  });
});

describe('a name that is nobody’s', () => {
  it('is told with what to look at, and the other side is tried', async (test) => {
    const server = await startServer(test);
    const session = connectCisco({
      sides: [
        { host: 'cti.invalid', port: 42_027 },
        { host, port: server.port },
      ],
      ...{ clientId: 'ringframe', services: [], reconnect: eager, connectTimeoutMs: 5_000 },
    });
    test.after(() => session.close());
    const { error } = await reached(session, 'lost');
    assert.equal(error.code, 'UNREACHABLE');
    assert.match(String(error.details?.code), /^(ENOTFOUND|EAI_AGAIN|ETIMEDOUT)$/);
    assert.match(error.message, /check host and port of this side/);
    assert.equal((await session.opened()).side, 'B');
  });
});

describe('a server', () => {
  it('that breaks off between the connection and the opening is lost, and found again', async (test) => {
    let breaks = 3;
    const server = await startServer(test, {
      OPEN_REQ: (request, peer) => (breaks-- > 0 ? void peer.destroy() : openConf(request)),
    });
    const session = openSession(test, [server.port]);
    const reasons: string[] = [];
    session.on('status', (status) => void (status.state === 'lost' && reasons.push(status.error.code)));
    await session.opened();
    assert.deepEqual(reasons, ['UNREACHABLE', 'UNREACHABLE', 'UNREACHABLE']);
    assert.equal(server.peers.length, 4);
  });

  it('whose damaged event begins with the number of a request does not end that request', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port]);
    await session.opened();
    const waiting = session.request('ANSWER_CALL_REQ', answer);
    const { invokeId } = await server.next('ANSWER_CALL_REQ');
    const [peer] = server.peers;
    // MonitorID stands where answers have their InvokeID.
    const event = peer?.frame(held(9, '4001', invokeId)) ?? Buffer.of();
    const damaged = Uint8Array.from(event.subarray(0, 20));
    new DataView(damaged.buffer).setUint32(0, damaged.length - 8);
    const problem = heard(session, 'problem');
    peer?.write(damaged, peer.frame({ messageType: 'ANSWER_CALL_CONF', invokeId }));
    assert.equal((await problem).error.code, 'BAD_FRAME');
    assert.equal((await waiting).invokeId, invokeId);
  });

  it('that stumbles over the form of a newer version is asked in older ones', async (test) => {
    const stumbles = [StatusCode.E_CTI_INVALID_FIELD_TAG, StatusCode.E_CTI_REQUIRED_DATA_MISSING, StatusCode.E_CTI_BAD_MESSAGE_FORMAT];
    for (const status of stumbles) {
      const server = await startServer(test, {
        OPEN_REQ: (request) => (request.versionNumber >= 20 ? { messageType: 'FAILURE_CONF', status } : openConf(request)),
      });
      const session = openSession(test, [server.port], { protocolVersions: { oldest: 13, newest: 22 } });
      assert.equal((await session.opened()).version, 19);
      assert.deepEqual(
        server.requests('OPEN_REQ').map(({ versionNumber }) => versionNumber),
        [22, 21, 20, 19],
      );
    }
  });

  it('that speaks less than the other side is asked in older versions, also by who knows a good one', async (test) => {
    const newer = await startServer(test);
    const older = await startServer(test, {
      OPEN_REQ: (request) => (request.versionNumber >= 20 ? { messageType: 'FAILURE_CONF', status: StatusCode.E_CTI_INVALID_FIELD_TAG } : openConf(request)),
    });
    const session = openSession(test, [newer.port, older.port], { protocolVersions: { oldest: 15, newest: 21 } });
    assert.equal((await session.opened()).version, 21);
    await newer.close();
    await reached(session, 'lost');
    const { side, version } = await session.opened();
    assert.deepEqual([side, version], ['B', 19]);
  });

  it('that refuses every version for another reason says that reason', async (test) => {
    const server = await startServer(test, {
      OPEN_REQ: ({ versionNumber }) => ({
        messageType: 'FAILURE_CONF',
        status: versionNumber >= 20 ? StatusCode.E_CTI_INVALID_VERSION : StatusCode.E_CTI_REQUIRED_DATA_MISSING,
      }),
    });
    const session = openSession(test, [server.port], { protocolVersions: { oldest: 13, newest: 22 } });
    await assert.rejects(session.opened(), { details: { status: 6, statusName: 'E_CTI_REQUIRED_DATA_MISSING' } });
  });
});
