/**
 * What each entry may weigh in a page: minified and gzipped with its packages. What loads with the entry (the static import
 * graph) and what it loads later are told apart. The README's table must agree (test/node/sizes.test.ts); `npm run bench`
 * prints them.
 */
export interface SizeBudget {
  /** Subpath of the package, as in package.json. */
  subpath: string;
  /** What loads with it. 1 KB is 1,000 bytes. */
  maxKilobytes: number;
  /** The second stage of an entry that connects, on its way as soon as something is mounted or connected. `part` is its chunk. */
  connection?: { part: string; maxKilobytes: number };
}

export const sizeBudgets: readonly SizeBudget[] = [
  { subpath: '.', maxKilobytes: 2.5 },
  // penpal and zod/mini are 8.5 KB of the second stage.
  { subpath: './host', maxKilobytes: 14, connection: { part: 'softphone-connection', maxKilobytes: 22 } },
  { subpath: './softphone', maxKilobytes: 14, connection: { part: 'open-crm-connection', maxKilobytes: 20 } },
  { subpath: './phone', maxKilobytes: 6 },
  // Without JsSIP, which the page brings or which is loaded on use.
  { subpath: './phone/sip', maxKilobytes: 18 },
  // With zod/mini: what a server sends is validated.
  { subpath: './phone/link', maxKilobytes: 22 },
  // With Lit.
  { subpath: './controls', maxKilobytes: 36 },
  // Nearly all of it is the number plans of all countries. `softphone` loads it when the first call comes.
  { subpath: './numbers', maxKilobytes: 34.5 },
  // For a server: the scripts below, as text.
  { subpath: './opencti', maxKilobytes: 34 },
  { subpath: './testing', maxKilobytes: 27 },
];

/** Entries for Node: no page loads them, so nobody weighs them. */
export const serverEntries: readonly string[] = ['./link', './link/cisco'];

/** Scripts, each with all it needs, gzipped as they are served: of Open CTI, for a softphone's page, and the host for a page without a bundler. */
export const scriptBudgets: readonly { file: string; maxKilobytes: number }[] = [
  { file: 'opencti/opencti_min.js', maxKilobytes: 17 },
  { file: 'opencti/opencti.js', maxKilobytes: 17 },
  { file: 'opencti/interaction.js', maxKilobytes: 17 },
  // Connects nothing by itself.
  { file: 'opencti/integration.js', maxKilobytes: 1 },
  // The host with its panel and its rules, for pages without a bundler.
  { file: 'ringframe-host.global.js', maxKilobytes: 42 },
];

/** How far the README's figure may be from what is measured: small changes need no new table. */
export const README_TOLERANCE_KILOBYTES = 0.2;
