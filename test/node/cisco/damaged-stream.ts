/** What a broken or hostile server sends. */
import { framePool } from './frame-pool.ts';
import { damage, writeU4 } from './mutate.ts';
import type { Seeded } from './seeded.ts';

const LARGEST = 16_384;
const FRAMES = 40;

export interface DamagedStream {
  /** Where each frame of `bytes` ends. */
  readonly ends: readonly number[];
  /** The same memory each time. */
  readonly bytes: Uint8Array;
  /** Makes the next. Returns whether all its frames can be found again: no MessageLength lies, and none is larger than is read. */
  fill(version: number): boolean;
}

/** Frames in a row, most of them damaged, some there twice, and a few with a MessageLength that lies. */
export const createDamagedStream = (seed: number, random: Seeded): DamagedStream => {
  const pool = framePool(seed);
  const bytes = new Uint8Array(4 * LARGEST);
  const ends: number[] = [];
  let length = 0;
  return {
    ends,
    get bytes() {
      return bytes.subarray(0, length);
    },
    fill(version) {
      let isWhole = true;
      ends.length = 0;
      length = 0;
      while (ends.length < FRAMES && length < 2 * LARGEST) {
        const start = length;
        const repeated = random(50) === 0 ? ends.length - 1 - random(3) : -1;
        if (repeated >= 0) {
          // One of the last again, behind those that came after it.
          const from = repeated === 0 ? 0 : (ends[repeated - 1] ?? 0);
          bytes.copyWithin(start, from, ends[repeated]);
          length += (ends[repeated] ?? 0) - from;
        } else {
          const room = bytes.subarray(start);
          const frameBytes = damage(room, pool(version, random), pool(version, random), version, random);
          if (frameBytes > LARGEST) isWhole = false;
          if (random(400) === 0) {
            isWhole = false;
            writeU4(room, 0, random(3) ? random(frameBytes + 64) : random(2 ** 32));
          }
          length += frameBytes;
        }
        ends.push(length);
      }
      return isWhole;
    },
  };
};
