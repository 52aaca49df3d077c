/**
 * Frames damaged in every way: a message, opaque bytes, or a typed error; what is read is written again without a loss; and the memory
 * stays flat. With the 100,000 that go through a session (cisco-session/bad-frames.test.ts) they are more than a million.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isCtiError } from '../../../src/index.ts';
import { createFramer, decodeMessage, encodeMessage, MAX_RECEIVED_BYTES } from '../../../src/link/switches/cisco/codec/index.ts';
import { builtFrames, frameOf } from './build-frame.ts';
import { createDamagedStream } from './damaged-stream.ts';
import { FUZZ_VERSIONS } from './frame-pool.ts';
import { guide, isInVersion } from './guide.ts';
import { damage } from './mutate.ts';
import { whatWasLost } from './nothing-lost.ts';
import { fuzzSeed, seeded, withSeed } from './seeded.ts';
import { usedBytes } from './used-bytes.ts';

const seed = fuzzSeed();
const SEEDED_FRAMES = 900_000;
const FAST_CHECK_FRAMES = 8_000;
const RANDOM_FRAMES = 5_000;

const outcomes = { decoded: 0, opaque: 0, refused: 0, unsendable: 0 };

/** Reads a frame and writes it again. Whatever is not right is thrown; typed errors are not. */
const readAndWrite = (frame: Uint8Array, version: number): void => {
  let message: ReturnType<typeof decodeMessage>;
  try {
    message = decodeMessage(frame, { version });
  } catch (error) {
    if (!isCtiError(error, 'BAD_FRAME')) throw error;
    const { offset } = error.details ?? {};
    assert.ok(typeof offset === 'number' && offset >= 0 && offset <= frame.length);
    outcomes.refused += 1;
    return;
  }
  if ('body' in message) outcomes.opaque += 1;
  else outcomes.decoded += 1;
  let again: Uint8Array;
  try {
    again = encodeMessage(message, { version });
  } catch (error) {
    // What may be read is more than what may be sent: longer texts and lists, named variables beyond their limits, the whole message.
    if (!isCtiError(error, 'INVALID_ARGUMENT') && !isCtiError(error, 'TOO_LARGE')) throw error;
    outcomes.unsendable += 1;
    return;
  }
  const lost = whatWasLost(frame, again, version);
  if (lost !== undefined) throw new Error(lost);
};

const readOrSay = (frame: Uint8Array, version: number): void => {
  try {
    readAndWrite(frame, version);
  } catch (error) {
    const why = error instanceof Error ? error.message : error;
    throw new Error(`${why}: version ${version}, frame ${Buffer.from(frame).toString('hex')}`, { cause: error });
  }
};

describe('fuzz', () => {
  it(`${SEEDED_FRAMES} damaged frames of a seeded generator, in any pieces, in ${FUZZ_VERSIONS.length} versions: typed errors only, nothing lost, memory flat`, (test) =>
    withSeed(seed, () => {
      // Most of what a refusal costs, and nobody reads half a million.
      const { stackTraceLimit } = Error;
      Error.stackTraceLimit = 0;
      test.after(() => {
        Error.stackTraceLimit = stackTraceLimit;
      });
      const random = seeded(seed);
      const stream = createDamagedStream(seed, random);
      let version: number = FUZZ_VERSIONS[0];
      let isWhole = true;
      let frames = 0;
      let next = 0;
      let resets = 0;
      const newFramer = () =>
        createFramer({
          frame(frame) {
            frames += 1;
            if (isWhole) {
              const from = next === 0 ? 0 : (stream.ends[next - 1] ?? 0);
              if (Buffer.compare(frame, stream.bytes.subarray(from, stream.ends[next])) !== 0) throw new Error(`frame ${next} is cut wrong`);
            }
            next += 1;
            readOrSay(frame, version);
          },
          reset(error) {
            assert.ok(isCtiError(error, 'BAD_FRAME'));
            resets += 1;
          },
        });
      let framer = newFramer();
      const used: number[] = [];
      const marks = [0.1, 0.5, 1].map((part) => part * SEEDED_FRAMES);
      while (frames < SEEDED_FRAMES) {
        version = FUZZ_VERSIONS[random(FUZZ_VERSIONS.length)] ?? 15;
        isWhole = stream.fill(version);
        const { bytes } = stream;
        next = 0;
        for (let at = 0; at < bytes.length; ) {
          const size = random(4) ? 1 + random(2_000) : 1 + random(12);
          framer.push(bytes.subarray(at, at + size));
          at += size;
        }
        if (isWhole) assert.deepEqual([next, framer.pendingBytes], [stream.ends.length, 0]);
        else framer = newFramer();
        while (frames >= (marks[used.length] ?? Number.POSITIVE_INFINITY)) used.push(usedBytes());
      }
      const { decoded, opaque, refused, unsendable } = outcomes;
      assert.ok(decoded > frames / 4 && opaque > frames / 100 && refused > frames / 10 && unsendable > 10, JSON.stringify(outcomes));
      assert.ok(resets > 100, `${resets} resets`);
      // What grows is the engine's: a function that is compiled better, once. One pointer kept for each frame would be 7 MB at the end.
      const [tenth = 0, half = 0, whole = 0] = used;
      assert.ok(half - tenth < 1_000_000 && whole - tenth < 1_000_000, `${used.join(', ')} bytes`);
    }));

  it(`${FAST_CHECK_FRAMES} damaged frames of fast-check, shrunk when one fails`, () => {
    const messages = FUZZ_VERSIONS.flatMap((version) => guide.filter((message) => isInVersion(message, version)).map((message) => ({ message, version })));
    const bytes = new Uint8Array(4 * MAX_RECEIVED_BYTES);
    for (const { message, version } of messages)
      fc.assert(
        fc.property(builtFrames(message, version), builtFrames(message, version), fc.integer({ min: 1 }), ({ frame }, other, chance) => {
          const length = damage(bytes, frame, other.frame, version, seeded(chance));
          readOrSay(bytes.subarray(0, Math.min(length, MAX_RECEIVED_BYTES)), version);
        }),
        { numRuns: Math.ceil(FAST_CHECK_FRAMES / messages.length), seed },
      );
  });

  it(`${RANDOM_FRAMES} frames of random bytes, of every message and of none`, () => {
    const types = guide.map(({ type }) => type);
    fc.assert(
      fc.property(fc.constantFrom(...types, 66, 9_999), fc.constantFrom(...FUZZ_VERSIONS), fc.uint8Array({ maxLength: 200 }), (type, version, body) =>
        readOrSay(frameOf(type, [...body]), version),
      ),
      { numRuns: RANDOM_FRAMES, seed },
    );
  });
});
