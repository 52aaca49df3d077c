/** The stream is cut into the same frames however it is split, and given up where a length cannot be. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isCtiError } from '../../../src/index.ts';
import { createFramer, MAX_RECEIVED_BYTES } from '../../../src/link/switches/cisco/codec/index.ts';
import { frameOf } from './build-frame.ts';
import { samples } from './guide.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const concat = (parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

const watched = () => {
  const frames: string[] = [];
  const resets: unknown[] = [];
  const framer = createFramer({ frame: (bytes) => frames.push(hex(bytes)), reset: (reason) => resets.push(reason) });
  return { framer, frames, resets };
};
const stream = [samples[1], samples[5], samples[9]].map((sample) => sample?.frame ?? new Uint8Array());
/** Among them one without a body: a header is a frame. */
const frames = [frameOf(5, []), ...stream, frameOf(700, [])];
const bytes = concat(frames);
const expected = frames.map(hex);

describe('the framer', () => {
  it('cuts one chunk into its frames', () => {
    const { framer, frames: cut } = watched();
    framer.push(bytes);
    assert.deepEqual(cut, expected);
    assert.equal(framer.pendingBytes, 0);
  });

  it('does so byte by byte, giving each frame with its last byte', () => {
    const { framer, frames: cut } = watched();
    let ends = 0;
    let due = 0;
    for (const [index, byte] of bytes.entries()) {
      framer.push(Uint8Array.of(byte));
      if (index + 1 === ends + (frames[due]?.length ?? 0)) {
        ends = index + 1;
        due += 1;
      }
      assert.equal(cut.length, due, `after byte ${index}`);
    }
    assert.deepEqual(cut, expected);
  });

  it('does so for every split in two', () => {
    for (let at = 0; at <= bytes.length; at += 1) {
      const { framer, frames: cut } = watched();
      framer.push(bytes.subarray(0, at));
      framer.push(bytes.subarray(at));
      assert.deepEqual(cut, expected, `split at ${at}`);
    }
  });

  it('does so for any split', () =>
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 20 }), (cuts) => {
        const { framer, frames: cut } = watched();
        const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        for (const [index, place] of places.entries()) framer.push(bytes.subarray(place, places[index + 1] ?? place));
        assert.deepEqual(cut, expected);
      }),
      { numRuns: 200 },
    ));

  it('does not keep chunks: a reused buffer does no harm to a frame that is pending', () => {
    const { framer, frames: cut } = watched();
    const chunk = frames[3]?.slice(0, 20) ?? new Uint8Array();
    framer.push(chunk);
    chunk.fill(0xff);
    framer.push(frames[3]?.slice(20) ?? new Uint8Array());
    assert.deepEqual(cut, [expected[3]]);
  });

  it('takes a frame of the most bytes, and resets at one more', () => {
    const largest = frameOf(
      1,
      Array.from({ length: MAX_RECEIVED_BYTES - 8 }, () => 0),
    );
    const { framer, frames: cut, resets } = watched();
    framer.push(largest);
    assert.equal(cut.length, 1);
    framer.push(
      frameOf(
        1,
        Array.from({ length: MAX_RECEIVED_BYTES - 7 }, () => 0),
      ).subarray(0, 8),
    );
    assert.equal(resets.length, 1);
  });

  it('resets once, with a reason, for a length that cannot be; frames before it still come, nothing after it', () => {
    for (const length of [MAX_RECEIVED_BYTES - 7, 0x48545450, 0x7fffffff, 0xffffffff]) {
      const header = frameOf(3, []);
      new DataView(header.buffer).setUint32(0, length);
      const hostile = concat([frames[1] ?? header, header, bytes]);
      for (const splitAt of [0, (frames[1]?.length ?? 0) + 3, hostile.length]) {
        const { framer, frames: cut, resets } = watched();
        framer.push(hostile.subarray(0, splitAt));
        framer.push(hostile.subarray(splitAt));
        framer.push(bytes);
        assert.deepEqual(cut, [expected[1]]);
        assert.equal(resets.length, 1);
        assert.ok(isCtiError(resets[0], 'BAD_FRAME'));
        assert.equal(framer.pendingBytes, 0);
      }
    }
  });

  it('allocates no more than one frame for a peer that sends headers and falls silent', () => {
    const header = frameOf(3, []);
    new DataView(header.buffer).setUint32(0, MAX_RECEIVED_BYTES - 8);
    const framers = Array.from({ length: 100 }, () => watched().framer);
    const before = process.memoryUsage().arrayBuffers;
    for (const framer of framers) framer.push(header);
    assert.ok(process.memoryUsage().arrayBuffers - before < 100 * (MAX_RECEIVED_BYTES + 1_024));
  });
});
