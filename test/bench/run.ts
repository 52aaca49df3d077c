/**
 * `npm run bench`: every figure the README claims, each beside its reference in one run, printed and written to results/.
 * `npm run bench -- bridge` runs one part; `--quick` takes fewer rounds, to see whether it works.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { benchBridge } from './bridge.ts';
import { startBrowser } from './browser.ts';
import { benchCiscoCodec } from './cisco-codec.ts';
import { benchCiscoLink } from './cisco-link.ts';
import { benchLifecycle } from './lifecycle.ts';
import { benchLink } from './link.ts';
import { benchOpenCti } from './opencti.ts';
import { type Finding, printFindings, verdict } from './report.ts';
import { benchSip } from './sip.ts';
import { benchSizes } from './sizes.ts';

const args = process.argv.slice(2);
const quick = args.includes('--quick');
const wanted = args.filter((arg) => !arg.startsWith('-'));
const results = new URL('./results/', import.meta.url);

const browser = await startBrowser();
const parts: Record<string, () => Promise<Finding[]>> = {
  bridge: async () => {
    const sizes = quick
      ? { rounds: 3, sequentialCalls: 20, batches: 2, inFlight: 100, events: 200 }
      : { rounds: 25, sequentialCalls: 60, batches: 4, inFlight: 100, events: 1_000 };
    return (await benchBridge(browser, sizes)).findings;
  },
  lifecycle: () => benchLifecycle(browser, quick ? { loads: 5, reloads: 2, cycles: 50 } : { loads: 25, reloads: 10, cycles: 1_000 }),
  sizes: () => benchSizes(),
  opencti: () => benchOpenCti(browser, quick ? { rounds: 3, calls: 10, loads: 3 } : { rounds: 60, calls: 40, loads: 40 }),
  sip: () => benchSip(browser, quick ? 3 : 20),
  link: () => benchLink({ agents: quick ? [100, 200] : [500, 1_000, 2_000], callsPerSecond: 30, seconds: quick ? 2 : 8, rounds: quick ? 1 : 2 }),
  ciscoLink: () => benchCiscoLink(quick ? { agents: 200, callsPerSecond: 30, seconds: 2 } : { agents: 2_000, callsPerSecond: 100, seconds: 10 }),
  cisco: () => benchCiscoCodec(quick ? 50 : 300, quick ? 3 : 40),
};

const all: Record<string, Finding[]> = {};
try {
  for (const [name, measure] of Object.entries(parts)) {
    if (wanted.length && !wanted.includes(name)) continue;
    all[name] = await measure();
    printFindings(name, all[name]);
  }
} finally {
  await browser.close();
}

await mkdir(results, { recursive: true });
const file = new URL(wanted.length || quick ? 'partial.json' : 'latest.json', results);
const machine = { node: process.version, cores: cpus().length, model: cpus()[0]?.model };
await writeFile(file, `${JSON.stringify({ date: new Date().toISOString(), machine, parts: all }, undefined, 2)}\n`);
const missed = Object.values(all)
  .flat()
  .filter((finding) => verdict(finding) === 'MISSED');
console.log(`\nwritten to test/bench/results/${file.pathname.split('/').pop()}; ${missed.length ? `${missed.length} target(s) missed` : 'all targets met'}`);
