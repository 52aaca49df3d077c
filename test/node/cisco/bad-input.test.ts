/** Whatever the peer sends: a message, opaque bytes, or a typed error. Nothing is lost, believed or held. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isCtiError } from '../../../src/index.ts';
import { type DecodedMessage, decodeMessage, encodeMessage } from '../../../src/link/switches/cisco/codec/index.ts';
import { frameOf } from './build-frame.ts';
import { guide, samples } from './guide.ts';

/** The message, or the typed error; anything else that is thrown goes on. */
const attempt = (frame: Uint8Array, version = 15): DecodedMessage | undefined => {
  try {
    return decodeMessage(frame, { version });
  } catch (error) {
    if (isCtiError(error, 'BAD_FRAME')) return undefined;
    throw error;
  }
};
const withLength = (frame: Uint8Array, length = frame.length - 8) => {
  const copy = frame.slice();
  new DataView(copy.buffer).setUint32(0, length);
  return copy;
};
const badFrame = { name: 'CtiError', code: 'BAD_FRAME' };
const ascii = (text: string) => [...text].map((character) => character.charCodeAt(0));
/** Bodies: an InvokeID; the fixed parts of END_CALL_EVENT and QUERY_AGENT_STATE_REQ. */
const invokeId = [0, 0, 0, 1];
const endCall = [...[0, 0, 0, 1], ...[0, 0, 0x13, 0x88], ...[0, 17], ...[0, 0], ...[0, 0, 0, 9]];
const agentStateRequest = [...[0, 0, 0, 1], ...[0, 0, 0x13, 0x88], ...[0, 0, 0, 1], ...[0, 0, 0, 2]];

describe('bad input', () => {
  it('every sample, truncated at every byte, is refused or is shorter', () => {
    for (const { frame, name } of samples)
      for (let length = 0; length < frame.length; length += 1) {
        assert.throws(() => decodeMessage(frame.slice(0, length), { version: 15 }), badFrame, `${name} cut at ${length}`);
        if (length < 8) continue;
        const message = attempt(withLength(frame.slice(0, length)));
        if (message && message.messageType > 8) assert.ok('body' in message || Object.keys(message).length > 1);
      }
  });

  it('says where a frame ends too early', () => {
    assert.throws(() => decodeMessage(frameOf(36, [0, 0]), { version: 15 }), { ...badFrame, details: { messageType: 36, offset: 10 } });
    assert.throws(() => decodeMessage(frameOf(36, [...agentStateRequest, 5]), { version: 15 }), { ...badFrame, details: { messageType: 36, offset: 24 } });
    assert.throws(() => decodeMessage(frameOf(36, [...agentStateRequest, 5, 9, 1, 2]), { version: 15 }), {
      ...badFrame,
      details: { messageType: 36, offset: 24 },
    });
    assert.throws(() => decodeMessage(frameOf(36, [...agentStateRequest, 0, 5, 0]), { version: 20 }), {
      ...badFrame,
      details: { messageType: 36, offset: 24 },
    });
  });

  it('a length that is not the frame’s is refused', () => {
    for (const { frame } of samples)
      for (const length of [0, frame.length - 9, frame.length - 7, frame.length, 0xffffffff])
        if (length !== frame.length - 8) assert.throws(() => decodeMessage(withLength(frame, length), { version: 15 }), badFrame);
  });

  it('what is no frame, or too large a one, is refused', () => {
    assert.throws(() => decodeMessage('00000000' as unknown as Uint8Array, { version: 15 }), { name: 'CtiError', code: 'INVALID_ARGUMENT' });
    assert.throws(() => decodeMessage(new Uint8Array(20_000), { version: 15 }), badFrame);
  });

  it('a version that is not known is refused', () => {
    for (const version of [12, 26, 15.5, Number.NaN, '15', undefined, '__proto__'])
      assert.throws(() => decodeMessage(frameOf(5, invokeId), { version: version as number }), { name: 'CtiError', code: 'NOT_SUPPORTED' });
  });

  it('unknown tags are kept, and written back', () => {
    const frame = frameOf(6, [...invokeId, 200, 2, 7, 8, 99, 0]);
    const message = decodeMessage(frame, { version: 15 });
    assert.deepEqual(message, {
      ...{ messageType: 6, name: 'HEARTBEAT_CONF', invokeId: 1 },
      unknownFields: [
        { tag: 200, data: Uint8Array.of(7, 8) },
        { tag: 99, data: new Uint8Array() },
      ],
    });
    assert.deepEqual(encodeMessage(message, { version: 15 }), frame);
  });

  it('numbers of the wrong width are kept as they came', () => {
    for (const data of [[], [1], [1, 2, 3], [1, 2, 3, 4, 5]]) {
      const frame = frameOf(9, [...Array.from({ length: 54 }, () => 0), 121, data.length, ...data]);
      const message = decodeMessage(frame, { version: 15 });
      assert.ok(message.name === 'CALL_DELIVERED_EVENT');
      assert.equal(message.trunkNumber, undefined);
      assert.deepEqual(message.unknownFields, [{ tag: 121, data: Uint8Array.from(data) }]);
      assert.deepEqual(encodeMessage(message, { version: 15 }), frame);
    }
  });

  it('texts are read with their NUL, without it, and up to it', () => {
    for (const [data, text] of [
      [[...ascii('ctmonitor')], 'ctmonitor'],
      [[...ascii('ctmonitor'), 0], 'ctmonitor'],
      [[...ascii('4001'), 0, 0, 0, 65], '4001'],
      [[], ''],
      [[0], ''],
      [[0xe5, 0], 'å'],
    ] as const) {
      const message = decodeMessage(frameOf(24, [...endCall, 25, data.length, ...data]), { version: 15 });
      assert.ok(message.name === 'END_CALL_EVENT');
      assert.equal(message.connectionDeviceId, text);
    }
  });

  it('named variables that are none are kept as they came', () => {
    for (const data of [[], [0], [65, 66], [0, 65, 0]]) {
      const message = decodeMessage(frameOf(110, [0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 82, data.length, ...data]), { version: 15 });
      assert.ok(message.name === 'REGISTER_VARIABLES_REQ');
      assert.equal(message.namedVariables, undefined);
      assert.deepEqual(message.unknownFields, [{ tag: 82, data: Uint8Array.from(data) }]);
    }
  });

  it('a field that comes twice counts once, and is not lost', () => {
    const frame = frameOf(36, [...agentStateRequest, 5, 2, 65, 0, 5, 2, 66, 0]);
    const message = decodeMessage(frame, { version: 15 });
    assert.ok(message.name === 'QUERY_AGENT_STATE_REQ');
    assert.equal(message.agentId, 'A');
    assert.deepEqual(message.unknownFields, [{ tag: 5, data: Uint8Array.of(66, 0) }]);
    assert.deepEqual(encodeMessage(message, { version: 15 }), frame);
    const apart = frameOf(36, [...agentStateRequest, 6, 2, 65, 0, 4, 2, 66, 0, 6, 2, 67, 0]);
    assert.deepEqual(encodeMessage(decodeMessage(apart, { version: 15 }), { version: 15 }), apart);
  });

  it('fields in any order are read, and written back in theirs', () => {
    const frame = frameOf(36, [...agentStateRequest, 6, 2, 67, 0, 77, 1, 9, 4, 2, 65, 0, 5, 2, 66, 0]);
    const message = decodeMessage(frame, { version: 15 });
    assert.ok(message.name === 'QUERY_AGENT_STATE_REQ');
    assert.deepEqual([message.agentInstrument, message.agentExtension, message.agentId], ['C', 'A', 'B']);
    assert.deepEqual(message.tagOrder, [6, -1, 4, 5]);
    assert.deepEqual(encodeMessage(message, { version: 15 }), frame);
  });

  it('a count that lies makes no entries', () => {
    const frame = frameOf(85, [0, 0, 0, 1, 0xff, 0xff, 56, 4, 0, 0, 0, 5, 57, 2, 0, 0, 56, 4, 0, 0, 0, 6]);
    const message = decodeMessage(frame, { version: 15 });
    assert.ok(message.name === 'SNAPSHOT_DEVICE_CONF');
    assert.equal(message.numCalls, 65_535);
    assert.deepEqual(message.calls, [{ callConnectionCallId: 5, callConnectionDeviceIdType: 0 }, { callConnectionCallId: 6 }]);
    assert.deepEqual(encodeMessage(message, { version: 15 }), frame);
  });

  it('messages that a version does not have, or that have no public body, pass as bytes', () => {
    for (const [version, messageType, name] of [
      [13, 248, 'UNKNOWN'],
      [15, 120, 'SUPERVISOR_ASSIST_EVENT'],
      [15, 237, 'TEAM_CONFIG_EVENT'],
      [15, 243, 'UNKNOWN'],
      [20, 243, 'TEAM_CONFIG_EVENT'],
      [25, 66, 'UNKNOWN'],
      [25, 0xffffffff, 'UNKNOWN'],
    ] as const) {
      const frame = frameOf(messageType, [1, 2, 3]);
      const message = decodeMessage(frame, { version });
      assert.deepEqual(message, { messageType, name, body: Uint8Array.of(1, 2, 3) });
      assert.deepEqual(encodeMessage(message, { version }), frame);
    }
  });

  it('names that every object has are no fields', () => {
    for (const name of ['constructor', '__proto__', 'toString'])
      assert.throws(() => encodeMessage({ messageType: name, invokeId: 1 } as never, { version: 15 }), { name: 'CtiError', code: 'INVALID_ARGUMENT' });
  });
});

const MUTATED_FRAMES = 40_000;

describe('fuzz', () => {
  it('random bytes of every message, in both widths, give a message or a typed error', () => {
    const types = guide.map(({ type }) => type);
    fc.assert(
      fc.property(fc.constantFrom(...types, 66, 9_999), fc.constantFrom(13, 15, 19, 20, 25), fc.uint8Array({ maxLength: 200 }), (type, version, body) => {
        const message = attempt(frameOf(type, [...body]), version);
        if (message) assert.ok(message.messageType === type);
      }),
      { numRuns: 5_000 },
    );
  });

  it(`${MUTATED_FRAMES} mutated samples: typed errors only, no byte lost, memory flat`, () => {
    // A generator of its own, so that the frames are made faster than they are read.
    let state = 0x2545f491;
    const random = (below: number) => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return (state >>> 0) % below;
    };
    const outcomes = { decoded: 0, refused: 0, opaque: 0 };
    let heapBytes = 0;
    for (let round = 0; round < MUTATED_FRAMES; round += 1) {
      const sample = samples[random(samples.length)]?.frame ?? new Uint8Array(8);
      const frame = withLength(random(3) ? sample : sample.slice(0, 8 + random(sample.length - 7)));
      for (let change = random(4); change >= 0; change -= 1) if (frame.length > 8) frame[8 + random(frame.length - 8)] = random(256);
      const version = 13 + random(13);
      const message = attempt(frame, version);
      if (!message) outcomes.refused += 1;
      else if ('body' in message) outcomes.opaque += 1;
      else {
        outcomes.decoded += 1;
        try {
          const again = decodeMessage(encodeMessage(message, { version }), { version });
          assert.deepEqual(again, message);
        } catch (error) {
          // What may be read is more than what may be sent: longer texts, named variables beyond their limits.
          if (!isCtiError(error, 'INVALID_ARGUMENT') && !isCtiError(error, 'TOO_LARGE')) throw error;
        }
      }
      if (round === MUTATED_FRAMES / 4) heapBytes = process.memoryUsage().heapUsed;
    }
    assert.ok(outcomes.decoded > MUTATED_FRAMES / 10 && outcomes.refused > MUTATED_FRAMES / 10, JSON.stringify(outcomes));
    assert.ok(process.memoryUsage().heapUsed - heapBytes < 64_000_000);
  });
});
