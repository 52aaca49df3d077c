/**
 * What each entry may weigh in a page: minified and gzipped with its packages, the static import graph only. Parts that
 * are loaded on use are told apart. The README's table must agree (test/node/sizes.test.ts); `npm run bench` prints them.
 */
export interface SizeBudget {
  /** Subpath of the package, as in package.json. */
  subpath: string;
  /** 1 KB is 1,000 bytes. */
  maxKilobytes: number;
}

export const sizeBudgets: readonly SizeBudget[] = [
  { subpath: '.', maxKilobytes: 2 },
  { subpath: './host', maxKilobytes: 14 },
  { subpath: './softphone', maxKilobytes: 14 },
  { subpath: './phone', maxKilobytes: 4 },
  // Without JsSIP, which the page brings or which is loaded on use.
  { subpath: './phone/sip', maxKilobytes: 18 },
  // With Lit.
  { subpath: './controls', maxKilobytes: 30 },
  // Without the metadata of all countries, which is loaded on use.
  { subpath: './numbers', maxKilobytes: 6 },
  { subpath: './testing', maxKilobytes: 20 },
];

/** How far the README's figure may be from what is measured: small changes need no new table. */
export const README_TOLERANCE_KILOBYTES = 0.2;
