/** Opening a session: what is asked for, what is granted, what is refused and how a person learns what to do. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Service, StatusCode } from '../../../src/link/switches/cisco/codec/index.ts';
import { connectCisco } from '../../../src/link/switches/cisco/session/index.ts';
import { statusMeaning } from '../../../src/link/switches/cisco/tables/index.ts';
import { eager, host, openSession, reached, startServer } from './rig.ts';
import { deadPort, openConf } from './scripted-server.ts';

describe('opening a session', () => {
  it('asks for its services, and tells what was granted and what was not', async (test) => {
    const server = await startServer(test, { OPEN_REQ: (request) => openConf(request, { servicesGranted: Service.ALL_EVENTS, monitorId: 0 }) });
    const session = openSession(test, [server.port], { services: ['allEvents', 'clientControl'], password: 'secret', heartbeatMs: 5_000 });
    const grant = await session.opened();
    assert.deepEqual([grant.granted, grant.refused, grant.version, grant.side], [['allEvents', 'miscellaneous'], ['clientControl'], 15, 'A']);
    const { status } = session;
    assert.ok(status.state === 'up');
    assert.deepEqual([status.granted, status.refused, status.partial], [grant.granted, grant.refused, undefined]);
    const request = await server.next('OPEN_REQ');
    assert.equal(request.servicesRequested, Service.ALL_EVENTS + Service.CLIENT_CONTROL);
    assert.equal(request.idleTimeout, 20);
    assert.equal(request.peripheralId, null);
    assert.equal(Buffer.from(request.clientPassword ?? []).toString(), 'secret');
  });

  it('names the agent whose events are wanted, and only then a peripheral', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port], { services: ['clientEvents'], peripheralId: 5_000, agentId: '1001', agentInstrument: '4001' });
    await session.opened();
    const { peripheralId, agentId, agentInstrument, agentExtension } = await server.next('OPEN_REQ');
    assert.deepEqual([peripheralId, agentId, agentInstrument, agentExtension], [5_000, '1001', '4001', undefined]);
  });

  it('goes down from the newest version until the server speaks one, and stays with it', async (test) => {
    const server = await startServer(test, {
      OPEN_REQ: (request) => (request.versionNumber > 17 ? { messageType: 'FAILURE_CONF', status: StatusCode.E_CTI_INVALID_VERSION } : openConf(request)),
    });
    const session = openSession(test, [server.port], { protocolVersions: { newest: 25 } });
    assert.equal((await session.opened()).version, 17);
    assert.deepEqual(
      server.requests('OPEN_REQ').map(({ versionNumber }) => versionNumber),
      [25, 24, 23, 22, 21, 20, 19, 18, 17],
    );
    server.peers.at(-1)?.destroy();
    await reached(session, 'lost');
    await session.opened();
    assert.equal(server.requests('OPEN_REQ').at(-1)?.versionNumber, 17);
    assert.equal(server.requests('OPEN_REQ').length, 10);
  });

  it('fails when no version is common', async (test) => {
    const server = await startServer(test, { OPEN_REQ: () => ({ messageType: 'FAILURE_CONF', status: StatusCode.E_CTI_INVALID_VERSION }) });
    const session = openSession(test, [server.port]);
    await assert.rejects(session.opened(), { code: 'PROTOCOL_MISMATCH' });
    assert.equal(server.peers.length, 3);
  });

  it('understands both widths', async (test) => {
    for (const version of [13, 15, 19, 20, 23, 24, 25]) {
      const server = await startServer(test);
      const session = openSession(test, [server.port], { protocolVersions: { oldest: version, newest: version } });
      assert.equal((await session.opened()).version, version);
    }
  });

  for (const [name, status] of Object.entries(StatusCode)) {
    const { passes, code, advice } = statusMeaning(status);
    it(`refused with ${name} ${passes ? 'tries again' : 'fails'} and says what to do`, async (test) => {
      let refusals = 1;
      const server = await startServer(test, {
        OPEN_REQ: (request) => (refusals-- > 0 ? { messageType: 'FAILURE_CONF', status } : openConf(request)),
      });
      const session = openSession(test, [server.port], { protocolVersions: { oldest: 15, newest: 15 } });
      const refused = passes ? (await reached(session, 'lost')).error : (await reached(session, 'failed')).error;
      assert.deepEqual([refused.code, refused.details], [code, { status, statusName: name }]);
      assert.ok(advice.length > 20 && refused.message.includes(advice), refused.message);
      // Those that pass have passed; for the others somebody has changed something, and says so.
      session.connect();
      await session.opened();
      assert.equal(server.peers.length, 2);
    });
  }

  it('reads the long form of a refusal too', async (test) => {
    const server = await startServer(test, {
      OPEN_REQ: () => ({ messageType: 'FAILURE_CONF', failureCode: StatusCode.E_CTI_INVALID_PASSWORD, peripheralErrorCode: 0 }),
    });
    const session = openSession(test, [server.port], { protocolVersions: { oldest: 24, newest: 24 } });
    await assert.rejects(session.opened(), { code: 'UNAUTHORIZED', details: { status: 36, statusName: 'E_CTI_INVALID_PASSWORD' } });
  });

  it('takes a status that no guide has for one that may pass', async (test) => {
    const server = await startServer(test, { OPEN_REQ: () => ({ messageType: 'FAILURE_CONF', status: 4_711 }) });
    const { error } = await reached(openSession(test, [server.port], { reconnect: ({ attempt }) => ({ side: 0, waitMs: attempt > 1 ? 60_000 : 0 }) }), 'lost');
    assert.deepEqual([error.code, error.details], ['REFUSED', { status: 4_711, statusName: 'UNKNOWN' }]);
  });

  it('does not fight a newer session of the same client', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port]);
    await session.opened();
    server.peers[0]?.send({ messageType: 'FAILURE_EVENT', status: StatusCode.E_CTI_NEW_SESSION_OPENED });
    const { error } = await reached(session, 'failed');
    assert.equal(error.details?.statusName, 'E_CTI_NEW_SESSION_OPENED');
    assert.equal(server.peers.length, 1);
  });

  it('retries what was granted once, even when it is refused like a mistake', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port]);
    await session.opened();
    let refusals = 2;
    server.answer({
      OPEN_REQ: (request) => (refusals-- > 0 ? { messageType: 'FAILURE_CONF', status: StatusCode.E_CTI_INVALID_PERIPHERAL_ID } : openConf(request)),
    });
    server.peers[0]?.destroy();
    await reached(session, 'lost');
    await session.opened();
    assert.equal(server.peers.length, 4);
  });

  it('gives up waiting by its signal, and by close', async (test) => {
    const session = openSession(test, [await deadPort()]);
    const controller = new AbortController();
    const waiting = session.opened({ signal: controller.signal });
    controller.abort();
    await assert.rejects(waiting, { code: 'ABORTED' });
    await assert.rejects(session.opened({ signal: controller.signal }), { code: 'ABORTED' });
    const other = session.opened();
    await session.close();
    await assert.rejects(other, { code: 'NOT_CONNECTED' });
    assert.deepEqual(session.status, { state: 'stopped' });
  });

  it('refuses options that are wrong, all at once, and repeats no value', () => {
    const wrong = {
      ...{ sides: [{ host: '', port: 0 }], clientId: 'x'.repeat(64), services: ['everything', 'clientEvents'], heartbeatMs: 1.5, password: 'sécret☎' },
      ...{ protocolVersions: { oldest: 20, newest: 15 }, peripheralId: -1, clients: 0, reconnect: eager },
    };
    assert.throws(
      () => connectCisco(wrong as never),
      (error: { code?: string; message: string; details?: { problems?: string[] } }) => {
        assert.equal(error.code, 'INVALID_ARGUMENT');
        assert.equal(error.details?.problems?.length, 10);
        assert.ok(!error.message.includes('cret'));
        return true;
      },
    );
    for (const options of [
      undefined,
      null,
      7,
      {},
      { sides: [], clientId: 'x', services: [] },
      { sides: [{ host, port: 1 }], clientId: 'x' },
      { sides: [{ host, port: 1 }], clientId: '', services: [] },
    ])
      assert.throws(() => connectCisco(options as never), { code: 'INVALID_ARGUMENT' });
  });
});
