/**
 * What each entry may weigh in a page: minified and gzipped with its packages, the static import graph only. Parts that
 * are loaded on use are told apart. The README's table must agree (test/node/sizes.test.ts); `npm run bench` prints them.
 */
export interface SizeBudget {
  /** Subpath of the package, as in package.json. */
  subpath: string;
  /** What the tests let through: 1 KB is 1,000 bytes. */
  maxKilobytes: number;
  /** What we want it to weigh, where that is less; `npm run bench` says by how much it is missed. */
  targetKilobytes?: number;
}

export const sizeBudgets: readonly SizeBudget[] = [
  { subpath: '.', maxKilobytes: 2 },
  // penpal and zod/mini are 8.5 KB of each of these two.
  { subpath: './host', maxKilobytes: 20.5, targetKilobytes: 14 },
  { subpath: './softphone', maxKilobytes: 20.5, targetKilobytes: 14 },
  { subpath: './phone', maxKilobytes: 4 },
  // Without JsSIP, which the page brings or which is loaded on use.
  { subpath: './phone/sip', maxKilobytes: 18 },
  // With Lit.
  { subpath: './controls', maxKilobytes: 30 },
  // Nearly all of it is the number plans of all countries. `softphone` loads it when the first call comes.
  { subpath: './numbers', maxKilobytes: 32 },
  { subpath: './testing', maxKilobytes: 20 },
];

/** How far the README's figure may be from what is measured: small changes need no new table. */
export const README_TOLERANCE_KILOBYTES = 0.2;
