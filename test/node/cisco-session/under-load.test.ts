/** A session with much to do: what keeps it alive has the way free, and its own numbers never meet. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DecodedMessage, EncodableMessage } from '../../../src/link/switches/cisco/codec/index.ts';
import { createPendingRequests } from '../../../src/link/switches/cisco/session/pending-requests.ts';
import { agentState, connection, PERIPHERAL } from './messages.ts';
import { heard, openSession, reached, startServer } from './rig.ts';

const answer = { peripheralId: PERIPHERAL, ...connection(9) };
const codeOf = (error: { code: string }) => error.code;

describe('a session with as many requests under way as there may be', () => {
  it('still sends its heartbeats, and says good-bye', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port], { heartbeatMs: 20 });
    await session.opened();
    const waiting = Array.from({ length: 5_000 }, () => session.request('ANSWER_CALL_REQ', answer).catch(codeOf));
    for (let count = 0; count < 3; count += 1) await heard(session, 'HEARTBEAT_CONF');
    assert.equal(session.status.state, 'up');
    await session.close();
    assert.equal((await Promise.all(waiting)).filter((code) => code === 'RATE_LIMITED').length, 5_000 - 4_096);
    assert.equal(server.requests('CLOSE_REQ').length, 1);
    assert.equal(server.peers.length, 1);
  });

  it('is alive while a snapshot of thousands of events comes in', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port], { heartbeatMs: 20 });
    await session.opened();
    const [peer] = server.peers;
    const block = Buffer.concat(Array.from({ length: 2_000 }, () => peer?.frame(agentState('1001', 3)) ?? Buffer.of()));
    let events = 0;
    session.on('AGENT_STATE_EVENT', () => {
      events += 1;
    });
    for (let count = 0; count < 20; count += 1) {
      peer?.write(block);
      await heard(session, 'HEARTBEAT_CONF');
    }
    assert.equal(events, 40_000);
    assert.equal(server.peers.length, 1);
  });

  it('takes a server that does not read for gone, and not for one that refuses', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port], { services: ['callDataUpdate'], heartbeatMs: 40 });
    await session.opened();
    server.peers[0]?.pauseReading();
    const namedVariables = Array.from({ length: 9 }, (_, index) => ({ name: `n${index}`, value: 'v'.repeat(200) }));
    const set = { ...answer, callType: null, calledPartyDisposition: 0, campaignId: null, queryRuleId: null, namedVariables };
    const waiting: Promise<unknown>[] = [];
    for (let count = 0; count < 4_000; count += 1) waiting.push(session.request('SET_CALL_DATA_REQ', set).catch(codeOf));
    assert.match((await reached(session, 'lost')).reason, /3 heartbeats in a row were not answered/);
    // More than the connection holds.
    assert.ok((await Promise.all(waiting)).includes('RATE_LIMITED'));
  });
});

describe('numbers of requests', () => {
  const confirm = (invokeId: number) => ({ messageType: 43, name: 'ANSWER_CALL_CONF', invokeId }) as unknown as DecodedMessage;

  it('begin anew after the last, and pass by those that still wait', async () => {
    const sent: number[] = [];
    const most = 4;
    const pending = createPendingRequests((message) => void sent.push((message as EncodableMessage<'ANSWER_CALL_REQ'>).invokeId), 10_000, most);
    const ask = () => pending.ask('ANSWER_CALL_REQ', answer).then(({ invokeId }) => invokeId);
    const [first, second, third, fourth] = [ask(), ask(), ask(), ask()];
    for (const invokeId of [1, 3]) pending.take(confirm(invokeId));
    const [fifth, sixth] = [ask(), ask()];
    assert.deepEqual(sent, [1, 2, 3, 4, 1, 3]);
    for (const invokeId of [3, 1, 4, 2]) pending.take(confirm(invokeId));
    assert.deepEqual(await Promise.all([first, second, third, fourth, fifth, sixth]), sent);
    // A second answer is nobody's.
    assert.equal(pending.take(confirm(1)), false);
    assert.equal(pending.size, 0);
  });

  it('must have a deadline that a timer can keep', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port]);
    await session.opened();
    for (const timeoutMs of [Number.POSITIVE_INFINITY, Number.NaN, -1, 2 ** 31])
      await assert.rejects(session.request('ANSWER_CALL_REQ', answer, { timeoutMs }), { code: 'INVALID_ARGUMENT', message: /timeoutMs/ });
    assert.equal(server.requests('ANSWER_CALL_REQ').length, 0);
  });
});
