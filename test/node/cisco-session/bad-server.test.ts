/** Servers that are silent, late, half gone or confused: what the session makes of each, seen from outside. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type EncodableMessage, encodeMessage, type Message, StatusCode } from '../../../src/link/switches/cisco/codec/index.ts';
import { statusMeaning } from '../../../src/link/switches/cisco/tables/index.ts';
import { startCarelessServer } from './careless-server.ts';
import { connection, endCall, held, PERIPHERAL, retrieved } from './messages.ts';
import { heard, openSession, reached, startServer } from './rig.ts';
import { openConf } from './scripted-server.ts';

const answer = { peripheralId: PERIPHERAL, ...connection(9) };
const IN_FLIGHT = 4_096;
const codeOf = (error: { code: string }) => error.code;

describe('a server that answers late', () => {
  it('leaves no request behind: as many as may be under way time out, are answered too late, and as many again find their answers', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port], { requestTimeoutMs: 30_000 });
    await session.opened();
    const ask = (timeoutMs: number) =>
      Array.from({ length: IN_FLIGHT }, () => session.request('ANSWER_CALL_REQ', answer, { timeoutMs }).then(() => 'answered', codeOf));
    const given = await Promise.all(ask(1));
    assert.deepEqual(new Set(given), new Set(['TIMEOUT']));
    const last = heard(session, 'END_CALL_EVENT');
    for (let count = 0; count < IN_FLIGHT; count += 1)
      server.peers[0]?.send({ messageType: 'ANSWER_CALL_CONF', invokeId: (await server.next('ANSWER_CALL_REQ')).invokeId });
    server.peers[0]?.send(endCall(1));
    await last;
    server.answer({ ANSWER_CALL_REQ: () => ({ messageType: 'ANSWER_CALL_CONF' }) });
    assert.deepEqual(new Set(await Promise.all(ask(30_000))), new Set(['answered']));
  });

  it('has no heartbeat answered by another’s number', async (test) => {
    const server = await startServer(test, { HEARTBEAT_REQ: ({ invokeId }) => ({ messageType: 'HEARTBEAT_CONF', invokeId: invokeId + 1_000 }) });
    const session = openSession(test, [server.port], { heartbeatMs: 20 });
    await session.opened();
    assert.match((await reached(session, 'lost')).reason, /3 heartbeats in a row were not answered/);
  });
});

describe('a server that refuses services', () => {
  it('all of them leaves a session that can do what every session can', async (test) => {
    const server = await startServer(test, {
      OPEN_REQ: (request) => openConf(request, { servicesGranted: 0 }),
      CLIENT_EVENT_REPORT_REQ: () => ({ messageType: 'CLIENT_EVENT_REPORT_CONF' }),
    });
    const session = openSession(test, [server.port]);
    const { granted, refused } = await session.opened();
    assert.deepEqual([granted, refused], [['miscellaneous'], ['allEvents', 'clientControl']]);
    await assert.rejects(session.request('ANSWER_CALL_REQ', answer), { code: 'NOT_SUPPORTED', message: /clientControl/ });
    await session.request('CLIENT_EVENT_REPORT_REQ', { state: 0, text: 'here' });
  });
});

describe('a connection that is half gone', () => {
  const ways: readonly (readonly [string, 'end' | 'reset', RegExp])[] = [
    ['the server has closed its half, and says nothing more', 'end', /the server has closed it/],
    ['the server has reset it', 'reset', /ECONNRESET|closed/],
  ];
  for (const [title, way, reason] of ways)
    it(`because ${title}: requests end at once, nothing stays open, and a new one is made`, async (test) => {
      const server = await startCarelessServer(test, 15);
      const session = openSession(test, [server.port]);
      await session.opened();
      const waiting = session.request('ANSWER_CALL_REQ', answer);
      const lost = reached(session, 'lost');
      server.write(encodeMessage(held(1), { version: 15 }).subarray(0, 20));
      server[way]();
      await assert.rejects(waiting, { code: 'NOT_CONNECTED', message: /Whether it was carried out is unknown/ });
      assert.match((await lost).reason, reason);
      await session.opened();
      assert.equal(await server.openConnections(), 1);
      await session.close();
    });

  it('because its host is: requests end when it is known, and the other side is found', async (test) => {
    const [silent, server] = [await startServer(test, { HEARTBEAT_REQ: () => undefined }), await startServer(test)];
    const session = openSession(test, [silent.port, server.port], { heartbeatMs: 60, reconnect: ({ attempt }) => ({ side: attempt % 2, waitMs: 1 }) });
    // The order here begins with the side that was not good: B is asked first, refuses, and is there when A has gone.
    server.answer({ OPEN_REQ: () => ({ messageType: 'FAILURE_CONF', status: StatusCode.E_CTI_SERVER_NOT_MASTER }) });
    assert.equal((await session.opened()).side, 'A');
    server.answer({ OPEN_REQ: (request) => openConf(request), ANSWER_CALL_REQ: () => ({ messageType: 'ANSWER_CALL_CONF' }) });
    await assert.rejects(session.request('ANSWER_CALL_REQ', answer), { code: 'NOT_CONNECTED' });
    assert.equal((await session.opened()).side, 'B');
    await session.request('ANSWER_CALL_REQ', answer);
  });
});

describe('messages out of order, and twice', () => {
  it('events are told as they come, each and in their order', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port]);
    await session.opened();
    const told: string[] = [];
    session.on('message', (message) => {
      if ('connectionCallId' in message) told.push(`${message.name} ${message.connectionCallId}`);
    });
    const story = [1, 2, 3].flatMap((callId) => [held(callId), retrieved(callId), held(callId), endCall(callId)]);
    const any = fc.tuple(fc.shuffledSubarray(story, { minLength: 1 }), fc.array(fc.constantFrom(...story)));
    await fc.assert(
      fc.asyncProperty(any, async ([some, again]) => {
        told.length = 0;
        const events: EncodableMessage[] = [...some, ...again, endCall(0xdead)];
        const last = heard(session, 'END_CALL_EVENT', ({ connectionCallId }) => connectionCallId === 0xdead);
        for (const event of events) server.peers[0]?.send(event);
        await last;
        assert.deepEqual(
          told,
          (events as { messageType: string; connectionCallId: number }[]).map((event) => `${event.messageType} ${event.connectionCallId}`),
        );
      }),
      { numRuns: 50 },
    );
    assert.deepEqual([session.status.state, server.peers.length], ['up', 1]);
  });

  it('answers find their requests, whatever else has a number', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port]);
    await session.opened();
    const numbers = fc.array(fc.nat(2 ** 32 - 1), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), fc.array(fc.nat(11), { maxLength: 6 }), numbers, async (order, twice, unknown) => {
        const asked = order.map((_, index) => session.request('QUERY_DEVICE_INFO_REQ', { peripheralId: index, agentInstrument: '4001' }));
        const requests: Message<'QUERY_DEVICE_INFO_REQ'>[] = [];
        for (const _ of order) requests.push(await server.next('QUERY_DEVICE_INFO_REQ'));
        const info = ({ invokeId, peripheralId }: Message<'QUERY_DEVICE_INFO_REQ'>): EncodableMessage<'QUERY_DEVICE_INFO_CONF'> => ({
          ...{ messageType: 'QUERY_DEVICE_INFO_CONF', invokeId, peripheralType: 17, typeOfDevice: peripheralId ?? 0, classOfDevice: 0, maxActiveCalls: 1 },
          ...{ maxHeldCalls: 1, maxDevicesInConference: 1, makeCallSetup: 0, transferConferenceSetup: 0, callEventsSupported: 0 },
          ...{ callControlSupported: 0, otherFeaturesSupported: 0 },
        });
        const mixed = [...requests.keys(), ...twice].sort((one, other) => (order[one % 12] ?? 0) - (order[other % 12] ?? 0));
        const known = new Set(requests.map(({ invokeId }) => invokeId));
        for (const invokeId of unknown)
          if (!known.has(invokeId)) for (const messageType of ['HOLD_CALL_CONF', 'ANSWER_CALL_CONF'] as const) server.peers[0]?.send({ messageType, invokeId });
        for (const index of mixed) server.peers[0]?.send(info(requests[index] as Message<'QUERY_DEVICE_INFO_REQ'>));
        assert.deepEqual(
          (await Promise.all(asked)).map(({ typeOfDevice }) => typeOfDevice),
          order.map((_, index) => index),
        );
      }),
      { numRuns: 25 },
    );
    assert.deepEqual([session.status.state, server.peers.length], ['up', 1]);
  });
});

/** What tells a person what to do. */
const DIRECTION =
  /\b(compare|try again|ask for|log in|end it|close|choose|use|correct|shorten|leave|name (fewer|only|one)|start|stop|wait|look|take|begin|send|configure|report|check|must|needs|says which|it is (opened|tried) again)\b/i;

describe('an opening that does not come about', () => {
  it('says what a person can do, for every status there is', () => {
    for (const [name, status] of [...Object.entries(StatusCode), ['UNKNOWN', 4_711] as const]) {
      const { advice } = statusMeaning(status);
      assert.match(advice, DIRECTION, name);
      assert.ok(advice.length > 25 && /^[A-Z].*\.$/.test(advice), name);
    }
  });

  it('is not taken for one: another confirmation, half of one, one of another number', async (test) => {
    for (const [reply, code] of [
      [() => ({ messageType: 'CLOSE_CONF' as const }), 'INVALID_RESULT'],
      [({ invokeId }: { invokeId: number }) => ({ ...openConf({ servicesRequested: 0x14 } as never), invokeId: invokeId + 1 }), 'TIMEOUT'],
    ] as const) {
      const server = await startServer(test, { OPEN_REQ: reply });
      const session = openSession(test, [server.port], { openTimeoutMs: 40, reconnect: ({ attempt }) => ({ side: 0, waitMs: attempt > 1 ? 60_000 : 0 }) });
      assert.equal((await reached(session, 'lost')).error.code, code);
      assert.equal(session.grant, undefined);
      await server.peers[0]?.closed;
    }
    const server = await startServer(test, {
      OPEN_REQ: (request, peer) => {
        const whole = peer.frame({ ...openConf(request), invokeId: request.invokeId } as never);
        const half = whole.slice(0, 20);
        new DataView(half.buffer).setUint32(0, 12);
        peer.write(half);
        return undefined;
      },
    });
    const session = openSession(test, [server.port], { reconnect: ({ attempt }) => ({ side: 0, waitMs: attempt > 1 ? 60_000 : 0 }) });
    assert.equal((await reached(session, 'lost')).error.code, 'BAD_FRAME');
  });

  it('because something else listens there says so', async (test) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.write('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    test.after(() => server.close());
    const { port } = server.address() as AddressInfo;
    const { error } = await reached(openSession(test, [port]), 'lost');
    assert.equal(error.code, 'BAD_FRAME');
    assert.match(error.message, /The peer is no CTI Server.*check host and port/);
  });

  it('because nobody answers says where to look', async (test) => {
    const server = await startServer(test, { OPEN_REQ: () => undefined });
    const { error } = await reached(openSession(test, [server.port], { openTimeoutMs: 30 }), 'lost');
    assert.equal(error.code, 'TIMEOUT');
    assert.match(error.message, /OPEN_REQ was not answered: check that this port is the CTI Server’s/);
  });
});
