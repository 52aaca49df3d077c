/** SIP call setup, from dialling to talking, beside JsSIP used bare; over the demo's SIP server on loopback. */
import type { Browser } from 'puppeteer-core';
import { startSipServer } from '../../demo/sip-server/sip-server.ts';
import { startServer } from './browser.ts';
import type { SetupOptions, SetupTimes } from './pages/sip-setup.ts';
import type { Finding } from './report.ts';
import { median, medianRatio, quartiles, ratios } from './stats.ts';

const users = Object.fromEntries(['caller', 'callee', 'bare'].map((user) => [user, `${user}-secret`]));

export const benchSip = async (browser: Browser, calls: number): Promise<Finding[]> => {
  const pages = await startServer(['sip-setup']);
  const sip = await startSipServer({ users });
  const page = await browser.newPage();
  try {
    await page.goto(pages.host('sip-setup'));
    const options: SetupOptions = { server: sip.url, domain: new URL(sip.url).hostname, calls };
    const { ringframe, jssip } = await page.evaluate(
      (given) => (globalThis as unknown as { callSetup(options: SetupOptions): Promise<SetupTimes> }).callSetup(given),
      options,
    );
    return [
      { name: `sipPhone: call setup, median of ${calls}`, value: median(ringframe), unit: 'ms', spread: quartiles(ringframe) },
      { name: `JsSIP alone: call setup, median of ${calls}`, value: median(jssip), unit: 'ms', spread: quartiles(jssip) },
      { name: 'sipPhone: call setup', value: medianRatio(ringframe, jssip), unit: '×', spread: quartiles(ratios(ringframe, jssip)), reference: 'JsSIP alone' },
    ];
  } finally {
    await page.close();
    await sip.close();
    pages.close();
  }
};
