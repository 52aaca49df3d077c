/** Whole frames to damage: the samples, and some of every message that a version has. */
import fc from 'fast-check';
import { builtFrames } from './build-frame.ts';
import { guide, isInVersion, samples } from './guide.ts';
import type { Seeded } from './seeded.ts';

/** Both widths, and the versions around which fields came and went. */
export const FUZZ_VERSIONS = [13, 15, 19, 20, 24, 25] as const;
const EACH = 2;

export type FramePool = (version: number, random: Seeded) => Uint8Array;

export const framePool = (seed: number): FramePool => {
  const built = new Map<number, Uint8Array[]>();
  for (const version of FUZZ_VERSIONS) {
    const messages = guide.filter((message) => isInVersion(message, version));
    const framesOf = (message: (typeof guide)[number]) => fc.sample(builtFrames(message, version), { numRuns: EACH, seed }).map(({ frame }) => frame);
    built.set(version, [...messages.flatMap(framesOf), ...samples.map(({ frame }) => frame)]);
  }
  return (version, random) => {
    const frames = built.get(version) ?? [];
    return frames[random(frames.length)] ?? new Uint8Array(8);
  };
};
