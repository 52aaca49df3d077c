/** Connecting, reloading, and what a connection leaves behind; all under the strictest policy a page is likely to have. */
import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { startServer } from './browser.ts';
import type { Finding } from './report.ts';
import { median, quartiles } from './stats.ts';

const STRICT = { 'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; frame-src *; connect-src 'self'" };

export interface LifecycleSizes {
  loads: number;
  reloads: number;
  cycles: number;
}

/** Bytes alive on the page's heap after everything that can be collected was. */
const heapBytes = async (session: CDPSession): Promise<number> => {
  await session.send('HeapProfiler.enable');
  for (let pass = 0; pass < 3; pass += 1) await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
};

/** Bytes per cycle between the first and the last half, so that what is built once does not count. */
const bytesPerCycle = async (page: Page, run: 'cycles' | 'bareCycles', src: string, count: number): Promise<number> => {
  const session = await page.createCDPSession();
  const cycle = (times: number) =>
    page.evaluate(
      (name, url, amount) => (globalThis as unknown as Record<string, (src: string, count: number) => Promise<void>>)[name]?.(url, amount),
      run,
      src,
      times,
    );
  await cycle(Math.ceil(count / 10));
  const before = await heapBytes(session);
  await cycle(count);
  const after = await heapBytes(session);
  await session.detach();
  return (after - before) / count;
};

export const benchLifecycle = async (browser: Browser, sizes: LifecycleSizes): Promise<Finding[]> => {
  const server = await startServer(['lifecycle', 'softphone', 'empty'], STRICT);
  const page = await browser.newPage();
  try {
    await page.goto(server.host('lifecycle'));
    const src = `${server.guest('softphone')}?host=${encodeURIComponent(new URL(server.host('')).origin)}`;
    const inPage = <Value>(run: string, ...args: unknown[]): Promise<Value> =>
      page.evaluate((name, given) => (globalThis as unknown as Record<string, (...args: unknown[]) => unknown>)[name]?.(...given), run, args) as Promise<Value>;

    const ready: number[] = [];
    const preloaded: number[] = [];
    for (let load = 0; load < sizes.loads; load += 1) {
      ready.push(await inPage<number>('loadToReady', src));
      preloaded.push(await inPage<number>('loadToReady', `${src}&preload`));
    }
    const rejected: number[] = [];
    for (let reload = 0; reload < sizes.reloads; reload += 1) {
      const { afterHelloMs, codes } = await inPage<{ afterHelloMs: number; codes: string[] }>('reloadToRejection', src, 20);
      if (codes.join() !== 'SESSION_REPLACED') throw new Error(`calls in flight ended as ${codes.join()}`);
      rejected.push(afterHelloMs);
    }
    const held = await bytesPerCycle(page, 'cycles', src, sizes.cycles);
    const bare = await bytesPerCycle(page, 'bareCycles', server.guest('empty'), sizes.cycles);
    const violations = await page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations.length);
    return [
      { name: 'iframe load to ready', value: median(ready), unit: 'ms', spread: quartiles(ready), target: 10 },
      { name: 'the same, with the second stage preloaded', value: median(preloaded), unit: 'ms', spread: quartiles(preloaded), target: 10 },
      { name: 'calls in flight rejected, counted from the hello of a reloaded page', value: Math.max(...rejected), unit: 'ms', target: 50 },
      { name: `held per connect cycle, over ${sizes.cycles}`, value: held, unit: 'B', reference: `a bare iframe: ${bare.toFixed(0)} B`, target: 150 },
      { name: "CSP violations under script-src 'self'; style-src 'self'", value: violations, unit: 'violations', target: 0 },
    ];
  } finally {
    await page.close();
    server.close();
  }
};
