/** Whatever the server sends: the session is up, or lost with a reason. No exception passes it, and nothing piles up. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type EncodableMessage, encodeMessage } from '../../../src/link/switches/cisco/codec/index.ts';
import { samples } from '../cisco/guide.ts';
import { connection, endCall, held, PERIPHERAL } from './messages.ts';
import { heard, openSession, reached, startServer } from './rig.ts';

const header = (length: number, type: number) => {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setUint32(0, length);
  new DataView(bytes.buffer).setUint32(4, type);
  return bytes;
};
const version = 15;
const good = encodeMessage(held(1), { version });
/** HELD with a floating field that says it is longer than the frame. */
const overlong = () => {
  const frame = good.slice();
  frame[frame.length - 6] = 0xff;
  return frame;
};
const truncated = () => Uint8Array.from([...header(10, 11), ...good.subarray(8, 18)]);

describe('bad input', () => {
  it('a length that no message has ends the connection, and a new one is made', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port]);
    for (const length of [16_385, 0x7fffffff, 0xffffffff]) {
      await session.opened();
      server.peers.at(-1)?.write(header(length, 11));
      const { error } = await reached(session, 'lost');
      assert.equal(error.code, 'BAD_FRAME');
    }
    await session.opened();
  });

  it('a damaged message is left out and told, and those around it are heard', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port]);
    await session.opened();
    const told: unknown[] = [];
    session.on('problem', ({ error }) => told.push(error.code));
    session.on('CALL_HELD_EVENT', ({ connectionCallId }) => told.push(connectionCallId));
    const last = heard(session, 'END_CALL_EVENT');
    server.peers[0]?.write(good, truncated(), good, overlong(), header(0, 11), good, encodeMessage(endCall(1), { version }));
    await last;
    assert.deepEqual(told, [1, 'BAD_FRAME', 1, 'BAD_FRAME', 'BAD_FRAME', 1]);
    assert.equal(session.status.state, 'up');
  });

  it('a damaged answer ends its request at once', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port]);
    await session.opened();
    const waiting = session.request('QUERY_DEVICE_INFO_REQ', { peripheralId: PERIPHERAL, agentInstrument: '4001' });
    const { invokeId } = await server.next('QUERY_DEVICE_INFO_REQ');
    const frame = Uint8Array.from([...header(6, 79), 0, 0, 0, 0, 0, 17]);
    new DataView(frame.buffer).setUint32(8, invokeId);
    server.peers[0]?.write(frame);
    await assert.rejects(waiting, { code: 'BAD_FRAME' });
    assert.equal(session.status.state, 'up');
  });

  it('ten damaged messages in a row are no accident', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port]);
    await session.opened();
    server.peers[0]?.write(...Array.from({ length: 10 }, truncated));
    assert.match((await reached(session, 'lost')).reason, /10 messages in a row are not of protocol version 15/);
    await session.opened();
  });

  it('unknown messages pass as they are', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port]);
    await session.opened();
    const [unknown, opaque] = [heard(session, 'UNKNOWN'), heard(session, 'SUPERVISOR_ASSIST_EVENT')];
    server.peers[0]?.write(Uint8Array.from([...header(3, 70_000), 1, 2, 3]), header(0, 120));
    assert.deepEqual([...(await unknown).body], [1, 2, 3]);
    assert.equal((await opaque).messageType, 120);
  });

  it('answers before the opening, twice, and of the wrong kind change nothing', async (test) => {
    const server = await startServer(test, {
      OPEN_REQ: (request, peer) => {
        peer.send({ messageType: 'HEARTBEAT_CONF', invokeId: 99 });
        peer.send(held(7));
        const { invokeId, servicesRequested } = request;
        const conf: EncodableMessage<'OPEN_CONF'> = {
          ...{ messageType: 'OPEN_CONF', invokeId, servicesGranted: servicesRequested, monitorId: 0, pgStatus: 0, icmCentralControllerTime: 1 },
          ...{ peripheralOnline: true, peripheralType: 17, agentState: 0 },
        };
        peer.send(conf);
        peer.send({ ...conf, servicesGranted: 0 });
        return undefined;
      },
      ANSWER_CALL_REQ: () => ({ messageType: 'ANSWER_CALL_CONF' }),
    });
    const session = openSession(test, [server.port]);
    const early = heard(session, 'CALL_HELD_EVENT');
    assert.equal((await early).connectionCallId, 7);
    await session.opened();
    await session.request('ANSWER_CALL_REQ', { peripheralId: PERIPHERAL, ...connection(1) });
  });

  it('every sample of another implementation, as it is and damaged, in any pieces', async (test) => {
    const server = await startServer(test, { CLOSE_REQ: () => ({ messageType: 'CLOSE_CONF' }) });
    const session = openSession(test, [server.port]);
    let count = 0;
    session.on('message', () => {
      count += 1;
    });
    session.on('problem', ({ error }) => assert.equal(error.name, 'CtiError'));
    // What ends a session by its meaning is not the matter here.
    const frames = samples.map(({ frame }) => frame).filter((frame) => frame[7] !== 2);
    const damaged = fc.tuple(fc.constantFrom(...frames), fc.nat(), fc.nat(255)).map(([frame, at, value]) => {
      const copy = frame.slice();
      copy[8 + (at % Math.max(1, copy.length - 8))] = value;
      return copy.length > 8 ? copy : frame;
    });
    for (let round = 0; round < 40; round += 1) {
      await session.opened();
      const peer = server.peers.at(-1);
      const stream = Buffer.concat(fc.sample(fc.oneof(fc.constantFrom(...frames), damaged), { numRuns: 100, seed: round }));
      for (let at = 0; at < stream.length; at += 997) peer?.write(stream.subarray(at, at + 997));
      const settled = Promise.race([reached(session, 'lost'), heard(session, 'END_CALL_EVENT', ({ connectionCallId }) => connectionCallId === 0xdead)]);
      peer?.send(endCall(0xdead));
      await settled;
    }
    assert.ok(count > 2_000, `${count}`);
    await session.opened();
  });

  it('a flood is taken, and leaves nothing behind', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port]);
    await session.opened();
    const block = Buffer.concat(Array.from({ length: 1_000 }, () => good));
    const flood = async (blocks: number) => {
      const last = heard(session, 'END_CALL_EVENT');
      for (let count = 0; count < blocks; count += 1) server.peers[0]?.write(block);
      server.peers[0]?.send(endCall(1));
      await last;
    };
    await flood(20);
    const before = process.memoryUsage().heapUsed;
    await flood(100);
    const grown = process.memoryUsage().heapUsed - before;
    assert.ok(grown < 32_000_000, `${grown} bytes`);
  });
});
