/** Calls and events beside a raw MessagePort, raw window messages, penpal alone and the HubSpot SDK, taking turns in one page. */
import type { Browser } from 'puppeteer-core';
import { startServer } from './browser.ts';
import type { DuelOptions, DuelTimes } from './pages/duel.ts';
import type { Finding } from './report.ts';
import { median, medianRatio, quartiles, ratios } from './stats.ts';

const LABELS: Record<string, string> = {
  'sequential 1 KB': 'call, 1 KB, one after another',
  'sequential 10 KB': 'call, 10 KB, one after another',
  'in flight 1 KB': 'call, 1 KB, 100 in flight',
  'in flight 10 KB': 'call, 10 KB, 100 in flight',
  'event 1 KB': 'event, 1 KB, one way',
  'event 10 KB': 'event, 10 KB, one way',
};

const TARGETS: Record<string, number> = { 'sequential 1 KB': 1.5, 'in flight 1 KB': 1.6, 'event 1 KB': 1.4 };

export const benchBridge = async (browser: Browser, sizes: Omit<DuelOptions, 'guest'>): Promise<{ findings: Finding[]; times: DuelTimes }> => {
  const server = await startServer(['duel', 'guest']);
  const page = await browser.newPage();
  try {
    await page.goto(server.host('duel'));
    const options: DuelOptions = { ...sizes, guest: server.guest('guest') };
    const times = await page.evaluate((given) => (globalThis as unknown as { duel(options: DuelOptions): Promise<DuelTimes> }).duel(given), options);
    const reference = times['raw-port'] ?? {};
    const findings: Finding[] = [];
    for (const [name, cases] of Object.entries(times)) {
      for (const [label, values] of Object.entries(cases)) {
        const beside = reference[label] ?? [];
        if (name === 'raw-port')
          findings.push({
            name: `${name}: ${LABELS[label]}`,
            value: median(values) * 1_000,
            unit: 'us',
            spread: quartiles(values.map((value) => value * 1_000)),
          });
        else
          findings.push({
            name: `${name}: ${LABELS[label]}`,
            value: medianRatio(values, beside),
            unit: '×',
            spread: quartiles(ratios(values, beside)),
            reference: 'raw MessagePort',
            target: name === 'ringframe' ? TARGETS[label] : undefined,
          });
      }
    }
    const [ours = [], penpal = []] = [times.ringframe?.['event 1 KB'], times.penpal?.['event 1 KB']];
    findings.push({
      name: 'ringframe: event, 1 KB, one way',
      value: medianRatio(ours, penpal),
      unit: '×',
      spread: quartiles(ratios(ours, penpal)),
      reference: 'penpal call',
      target: 0.7,
    });
    return { findings, times };
  } finally {
    await page.close();
    server.close();
  }
};
