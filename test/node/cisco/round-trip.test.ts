/** Every message, in both widths: frames that were built from the guide decode to what was put in, and encode to the same bytes. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decodeMessage, encodeMessage } from '../../../src/link/switches/cisco/codec/index.ts';
import { builtFrames, frameOf } from './build-frame.ts';
import { guide, isInVersion } from './guide.ts';

const VERSIONS = [13, 15, 19, 20, 24, 25];
const RUNS = 4;
/** Named variables of one message, and the message, may be larger here than may be sent. */
const fits = (frame: Uint8Array, version: number) => frame.length <= (version < 20 ? 4_329 : 12_500);
const namedBytes = ({ namedVariables = [], namedArrays = [] }: Record<string, unknown>) =>
  [...(namedVariables as { name: string; value: string }[]), ...(namedArrays as { name: string; value: string }[])].reduce(
    (bytes, { name, value }) => bytes + name.length + value.length + 3,
    0,
  );

describe('round trip of GED-188', () => {
  for (const version of VERSIONS)
    it(`holds for every message of version ${version}`, () => {
      const messages = guide.filter((message) => isInVersion(message, version));
      assert.ok(messages.length > 120);
      for (const message of messages)
        fc.assert(
          fc.property(builtFrames(message, version), (built) => {
            fc.pre(fits(built.frame, version) && namedBytes(built.message) <= 2_000);
            const decoded = decodeMessage(built.frame, { version });
            assert.deepEqual(decoded, built.message);
            assert.deepEqual(encodeMessage(decoded, { version }), built.frame);
          }),
          { numRuns: RUNS },
        );
    });

  it('holds for frames that are views into something larger, and for Buffers', () => {
    const frame = Buffer.from(frameOf(6, [1, 2, 3, 4]));
    const larger = Buffer.concat([Buffer.from([9, 9, 9]), frame, Buffer.from([9])]);
    const decoded = decodeMessage(larger.subarray(3, 15), { version: 15 });
    assert.deepEqual(decoded, { messageType: 6, name: 'HEARTBEAT_CONF', invokeId: 0x01020304 });
  });

  it('keeps bytes of its own: the frame may be overwritten', () => {
    const frame = frameOf(9999, [1, 2, 3]);
    const decoded = decodeMessage(frame, { version: 15 });
    frame.fill(0);
    assert.deepEqual(decoded, { messageType: 9999, name: 'UNKNOWN', body: Uint8Array.of(1, 2, 3) });
  });

  it('reads FAILURE_CONF in both forms, by its length', () => {
    for (const version of [15, 25]) {
      const short = frameOf(1, [0, 0, 0, 7, 0, 0, 0, 36]);
      const long = frameOf(1, [0, 0, 0, 7, 1, 2, 0, 0, 3, 4]);
      assert.deepEqual(decodeMessage(short, { version }), { messageType: 1, name: 'FAILURE_CONF', invokeId: 7, status: 36 });
      assert.deepEqual(decodeMessage(long, { version }), {
        ...{ messageType: 1, name: 'FAILURE_CONF', invokeId: 7, failureCode: 258, peripheralErrorCode: 772 },
      });
      for (const frame of [short, long]) assert.deepEqual(encodeMessage(decodeMessage(frame, { version }), { version }), frame);
    }
  });
});
