/** Whatever the peer sends: a message, opaque bytes, or a typed error. Nothing is lost, believed or held. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isCtiError } from '../../../src/index.ts';
import { type DecodedMessage, decodeMessage, encodeMessage } from '../../../src/link/switches/cisco/codec/index.ts';
import { frameOf } from './build-frame.ts';
import { samples } from './guide.ts';

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

  it('what is kept between records stays between them', () => {
    const record = (type: number) => [0, 183, 0, 2, 0, type];
    const kept = (byte: number) => [3, 200, 0, 1, byte];
    const skill = [0, 62, 0, 4, 0, 0, 0, 5];
    for (const [fields, data] of [
      [
        [...record(0), ...kept(1), ...record(1), ...kept(2)],
        [1, 2],
      ],
      [[...kept(1), ...record(0), ...record(1)], [1]],
      [
        [...record(0), ...skill, ...kept(1), ...skill, ...record(1), ...skill, ...kept(2), ...record(2), ...skill],
        [1, 2],
      ],
    ] as const) {
      const frame = frameOf(237, [0, 3, ...fields]);
      const message = decodeMessage(frame, { version: 20 });
      assert.ok(message.name === 'CONFIG_AGENT_EVENT');
      assert.deepEqual(
        message.unknownFields,
        data.map((byte) => ({ tag: 968, data: Uint8Array.of(byte) })),
      );
      assert.deepEqual(encodeMessage(message, { version: 20 }), frame);
    }
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

  it('an entry without its first field is of its own message, and of its own record', () => {
    const calls = frameOf(85, [0, 0, 0, 1, 0, 1, 56, 4, 0, 0, 0, 5]);
    const lacking = frameOf(85, [0, 0, 0, 2, 0, 1, 75, 2, 0, 3]);
    const [before, message] = [calls, lacking].map((frame) => decodeMessage(frame, { version: 15 }));
    assert.ok(before?.name === 'SNAPSHOT_DEVICE_CONF' && message?.name === 'SNAPSHOT_DEVICE_CONF');
    assert.deepEqual([before.calls, message.calls], [[{ callConnectionCallId: 5 }], [{ callState: 3 }]]);
    const [record, number, priority] = [
      [0, 183, 0, 2, 0, 0],
      [0, 62, 0, 4, 0, 0, 0, 5],
      [0, 64, 0, 2, 0, 7],
    ] as const;
    const agents = frameOf(237, [0, 2, ...record, ...number, ...record, ...priority]);
    const configuration = decodeMessage(agents, { version: 20 });
    assert.ok(configuration.name === 'CONFIG_AGENT_EVENT');
    assert.deepEqual(configuration.records, [
      { recordType: 0, skills: [{ fltSkillGroupNumber: 5 }] },
      { recordType: 0, skills: [{ fltSkillGroupPriority: 7 }] },
    ]);
    assert.deepEqual(encodeMessage(configuration, { version: 20 }), agents);
    // A message that cannot be read leaves nothing behind for the next either.
    assert.throws(() => decodeMessage(frameOf(85, [0, 0, 0, 1, 0, 1, 56, 4, 0, 0, 0, 9, 57, 200]), { version: 15 }), badFrame);
    assert.deepEqual(decodeMessage(lacking, { version: 15 }), message);
  });

  it('the work grows with the frame, whatever is in it', () => {
    /** Counts what is read of the frame; a method of it may read it all. */
    const read = (frame: Uint8Array, version: number) => {
      let bytes = 0;
      const counted = new Proxy(frame, {
        get(target, key) {
          const value = Reflect.get(target, key, target) as unknown;
          bytes += typeof value === 'function' ? target.length : 1;
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
      const message = decodeMessage(counted, { version });
      return { message, bytes };
    };
    const filled = (type: number, fixed: readonly number[], field: readonly number[]) =>
      frameOf(type, [...fixed, ...Array.from({ length: Math.floor((16_384 - 8 - fixed.length) / field.length) }, () => field).flat()]);
    const registration = [0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
    for (const [frame, version] of [
      [filled(6, invokeId, [200, 0]), 15],
      [filled(6, invokeId, [200, 0, 0, 0]), 20],
      [filled(110, registration, [82, 1, 65]), 15],
      [filled(110, registration, [83, 2, 1, 65]), 15],
      [filled(110, registration, [82, 3, 65, 0, 0]), 15],
      [filled(36, agentStateRequest, [5, 1, 65, 4, 1, 65]), 15],
      [filled(85, [0, 0, 0, 1, 0, 0], [75, 2, 0, 1]), 15],
      [
        filled(
          83,
          Array.from({ length: 16 }, () => 0),
          [23, 1, 65, 75, 2, 0, 1],
        ),
        15,
      ],
      [filled(237, [0, 0], [0, 183, 0, 2, 0, 1, 0, 62, 0, 4, 0, 0, 0, 1, 3, 200, 0, 0]), 20],
    ] as const) {
      const { message, bytes } = read(frame, version);
      assert.ok(!('body' in message) && bytes < 12 * frame.length, `${message.name}: ${bytes} for ${frame.length}`);
      const kept = message.unknownFields?.length ?? 0;
      assert.ok(kept + Object.keys(message).length > 4);
    }
  });

  it('names that every object has are no fields', () => {
    for (const name of ['constructor', '__proto__', 'toString'])
      assert.throws(() => encodeMessage({ messageType: name, invokeId: 1 } as never, { version: 15 }), { name: 'CtiError', code: 'INVALID_ARGUMENT' });
  });
});
