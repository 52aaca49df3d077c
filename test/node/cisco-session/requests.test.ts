/** Requests and their answers: each finds its own, in time or not at all, and says no in words. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ControlFailureCode, type EncodableMessage, encodeMessage, StatusCode } from '../../../src/link/switches/cisco/codec/index.ts';
import { controlFailureMeaning, statusMeaning } from '../../../src/link/switches/cisco/tables/index.ts';
import { agentIs, connection, held, PERIPHERAL } from './messages.ts';
import { heard, openSession, startServer } from './rig.ts';
import { openConf } from './scripted-server.ts';

const answer = { peripheralId: PERIPHERAL, ...connection(9) };
const query = (agentId: string) => ({ peripheralId: PERIPHERAL, mrdId: null, icmAgentId: null, agentId });
const state = (agentId: string, invokeId: number): EncodableMessage<'QUERY_AGENT_STATE_CONF'> => ({ ...agentIs(agentId, 3), invokeId });

describe('requests', () => {
  it('find their answers in any order', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port]);
    await session.opened();
    const agents = Array.from({ length: 50 }, (_, index) => `${1_000 + index}`);
    const asked = Promise.all(agents.map((agentId) => session.request('QUERY_AGENT_STATE_REQ', query(agentId))));
    const requests = [];
    for (const _ of agents) requests.push(await server.next('QUERY_AGENT_STATE_REQ'));
    for (const { agentId = '', invokeId } of requests.reverse()) server.peers[0]?.send(state(agentId, invokeId));
    assert.deepEqual(
      (await asked).map(({ agentId }) => agentId),
      agents,
    );
  });

  it('have numbers of their own, and answers that nobody waits for change nothing', async (test) => {
    const server = await startServer(test, { ANSWER_CALL_REQ: () => [{ messageType: 'ANSWER_CALL_CONF' }, { messageType: 'ANSWER_CALL_CONF' }] });
    const session = openSession(test, [server.port]);
    await session.opened();
    server.peers[0]?.send({ messageType: 'ANSWER_CALL_CONF', invokeId: 4_711 });
    server.peers[0]?.send({ messageType: 'FAILURE_CONF', invokeId: 4_712, status: 13 });
    await session.request('ANSWER_CALL_REQ', answer);
    await session.request('ANSWER_CALL_REQ', answer);
    const numbers = server.requests('ANSWER_CALL_REQ').map(({ invokeId }) => invokeId);
    assert.equal(new Set(numbers).size, 2);
    assert.equal(session.status.state, 'up');
  });

  it('are given up after their deadline, and a late answer is not another’s', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port], { requestTimeoutMs: 30 });
    await session.opened();
    await assert.rejects(session.request('ANSWER_CALL_REQ', answer), { code: 'TIMEOUT' });
    const { invokeId } = await server.next('ANSWER_CALL_REQ');
    const late = heard(session, 'ANSWER_CALL_CONF');
    const waiting = session.request('ANSWER_CALL_REQ', answer, { timeoutMs: 5_000 });
    server.peers[0]?.send({ messageType: 'ANSWER_CALL_CONF', invokeId });
    assert.equal((await late).invokeId, invokeId);
    const second = await server.next('ANSWER_CALL_REQ');
    server.peers[0]?.send({ messageType: 'ANSWER_CALL_CONF', invokeId: second.invokeId });
    assert.equal((await waiting).invokeId, second.invokeId);
  });

  it('are given up by their signal', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port]);
    await session.opened();
    const controller = new AbortController();
    const waiting = session.request('ANSWER_CALL_REQ', answer, { signal: controller.signal });
    await server.next('ANSWER_CALL_REQ');
    controller.abort();
    await assert.rejects(waiting, { code: 'ABORTED' });
    await assert.rejects(session.request('ANSWER_CALL_REQ', answer, { signal: controller.signal }), { code: 'ABORTED' });
    assert.equal(server.requests('ANSWER_CALL_REQ').length, 1);
  });

  it('end with the connection, and cannot be made without one', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port]);
    await assert.rejects(session.request('ANSWER_CALL_REQ', answer), { code: 'NOT_CONNECTED' });
    await session.opened();
    const waiting = session.request('ANSWER_CALL_REQ', answer);
    await server.next('ANSWER_CALL_REQ');
    server.peers[0]?.destroy();
    await assert.rejects(waiting, { code: 'NOT_CONNECTED', message: /Whether it was carried out is unknown/ });
    await session.close();
    await assert.rejects(session.request('ANSWER_CALL_REQ', answer), { code: 'NOT_CONNECTED' });
    await assert.rejects(session.send({ messageType: 'HEARTBEAT_REQ', invokeId: 1 }), { code: 'NOT_CONNECTED' });
  });

  it('need the service they belong to', async (test) => {
    const server = await startServer(test, { OPEN_REQ: (request) => openConf(request, { servicesGranted: 0x10 }) });
    const session = openSession(test, [server.port]);
    await session.opened();
    await assert.rejects(session.request('ANSWER_CALL_REQ', answer), { code: 'NOT_SUPPORTED', message: /clientControl/ });
    assert.equal(server.requests('ANSWER_CALL_REQ').length, 0);
  });

  it('are checked before anything is sent, and the error has no value in it', async (test) => {
    const server = await startServer(test, { ANSWER_CALL_REQ: () => ({ messageType: 'ANSWER_CALL_CONF' }) });
    const session = openSession(test, [server.port]);
    await session.opened();
    await assert.rejects(
      session.request('QUERY_AGENT_STATE_REQ', query('secret-number-070')),
      (error: Error & { code?: string; details?: { field?: string } }) => {
        assert.deepEqual([error.code, error.details?.field], ['INVALID_ARGUMENT', 'agentId']);
        return !JSON.stringify([error.message, error.details]).includes('secret');
      },
    );
    await session.request('ANSWER_CALL_REQ', answer);
    assert.equal(server.requests('QUERY_AGENT_STATE_REQ').length, 0);
  });

  it('refused with any status or failure say its name and what to do', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port]);
    await session.opened();
    for (const [statusName, status] of Object.entries(StatusCode)) {
      server.answer({ ANSWER_CALL_REQ: () => ({ messageType: 'FAILURE_CONF', status }) });
      const { code, advice } = statusMeaning(status);
      await assert.rejects(session.request('ANSWER_CALL_REQ', answer), {
        code,
        details: { status, statusName },
        message: `ANSWER_CALL_REQ: ${statusName} (${status}). ${advice}`,
      });
    }
    for (const [failureName, failureCode] of [...Object.entries(ControlFailureCode), ['UNKNOWN', 4_711] as const]) {
      const { code, advice } = controlFailureMeaning(failureCode);
      for (const messageType of ['CONTROL_FAILURE_CONF', 'FAILURE_CONF'] as const) {
        server.answer({ ANSWER_CALL_REQ: () => ({ messageType, failureCode, peripheralErrorCode: 70_001 }) });
        await assert.rejects(session.request('ANSWER_CALL_REQ', answer), (error: Error & { code?: string; details?: unknown }) => {
          assert.deepEqual([error.code, error.details], [code, { failureCode, failureName, peripheralErrorCode: 70_001 }]);
          return error.message.includes(advice);
        });
      }
    }
  });

  it('answered by the wrong confirmation are refused, not taken', async (test) => {
    const server = await startServer(test, { ANSWER_CALL_REQ: () => ({ messageType: 'HOLD_CALL_CONF' }) });
    const session = openSession(test, [server.port]);
    await session.opened();
    await assert.rejects(session.request('ANSWER_CALL_REQ', answer), { code: 'INVALID_RESULT' });
  });

  it('show their answer at its place in the stream, before what comes behind it', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port]);
    await session.opened();
    const order: string[] = [];
    session.on('CALL_HELD_EVENT', ({ connectionCallId }) => order.push(`event ${connectionCallId}`));
    const asked = session.request('ANSWER_CALL_REQ', answer, { answered: () => order.push('answered') });
    const { invokeId } = await server.next('ANSWER_CALL_REQ');
    const [peer] = server.peers;
    // One segment: the promise can only settle after all three were read.
    peer?.write(peer.frame(held(1)), encodeMessage({ messageType: 'ANSWER_CALL_CONF', invokeId }, { version: 15 }), peer.frame(held(2)));
    await asked;
    order.push('promise');
    assert.deepEqual(order, ['event 1', 'answered', 'event 2', 'promise']);
  });

  it('are bounded, for a server that never answers', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port]);
    await session.opened();
    const waiting = Array.from({ length: 5_000 }, () => session.request('ANSWER_CALL_REQ', answer).catch((error: { code: string }) => error.code));
    await server.next('ANSWER_CALL_REQ');
    const close = session.close();
    const codes = await Promise.all(waiting);
    await close;
    assert.ok(codes.filter((code) => code === 'RATE_LIMITED').length >= 5_000 - 4_096);
    assert.ok(codes.every((code) => code === 'RATE_LIMITED' || code === 'NOT_CONNECTED'));
  });

  it('are refused when the server does not read', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port], { services: ['allEvents', 'callDataUpdate'] });
    await session.opened();
    server.peers[0]?.pauseReading();
    const value = 'v'.repeat(200);
    const data = Array.from({ length: 9 }, (_, index) => ({ name: `n${index}`, value }));
    const set = { ...answer, callType: null, calledPartyDisposition: 0, campaignId: null, queryRuleId: null, namedVariables: data };
    const waiting = Array.from({ length: 4_000 }, () =>
      session.request('SET_CALL_DATA_REQ', set, { timeoutMs: 2_000 }).catch((error: { code: string }) => error.code),
    );
    server.peers[0]?.destroy();
    assert.ok((await Promise.all(waiting)).includes('RATE_LIMITED'));
  });
});
