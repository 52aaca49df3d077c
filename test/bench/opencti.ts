/** The drop-in for Open CTI as it is published: its calls beside the typed ones in the same run, and how soon the first is answered. */
import { readFile } from 'node:fs/promises';
import type { Browser } from 'puppeteer-core';
import { startServer } from './browser.ts';
import { buildPackage } from './build-package.ts';
import type { OpenCtiOptions, OpenCtiTimes } from './pages/opencti-host.ts';
import type { Finding } from './report.ts';
import { median, medianRatio, quartiles, ratios } from './stats.ts';

export type OpenCtiSizes = Pick<OpenCtiOptions, 'rounds' | 'calls' | 'loads'>;

const SCRIPT = 'opencti_min.js';

export const benchOpenCti = async (browser: Browser, sizes: OpenCtiSizes): Promise<Finding[]> => {
  buildPackage();
  const text = await readFile(new URL(`../../dist/opencti/${SCRIPT}`, import.meta.url), 'utf8');
  const scriptPath = `/support/api/60.0/lightning/${SCRIPT}`;
  const server = await startServer(['opencti-host', 'opencti-typed', 'opencti-drop-in'], {}, [[scriptPath, text]]);
  const page = await browser.newPage();
  try {
    const host = server.host('opencti-host');
    await page.goto(host);
    const options: OpenCtiOptions = {
      ...sizes,
      typed: `${server.guest('opencti-typed')}?host=${encodeURIComponent(new URL(host).origin)}`,
      dropIn: `${server.guest('opencti-drop-in')}?script=${encodeURIComponent(new URL(scriptPath, host).href)}`,
    };
    const { typed, dropIn, firstAnswer } = await page.evaluate(
      (given) => (globalThis as unknown as { openCti(options: OpenCtiOptions): Promise<OpenCtiTimes> }).openCti(given),
      options,
    );
    const inMicroseconds = (values: readonly number[]) => values.map((value) => value * 1_000);
    return [
      { name: 'crm.screenPop, one after another', value: median(typed) * 1_000, unit: 'us', spread: quartiles(inMicroseconds(typed)) },
      { name: 'sforce.opencti.screenPop, one after another', value: median(dropIn) * 1_000, unit: 'us', spread: quartiles(inMicroseconds(dropIn)) },
      {
        name: 'sforce.opencti.screenPop',
        value: medianRatio(dropIn, typed),
        unit: '×',
        spread: quartiles(ratios(dropIn, typed)),
        reference: 'crm.screenPop',
        target: 1.15,
      },
      { name: 'drop-in: script load to first call answered', value: median(firstAnswer), unit: 'ms', spread: quartiles(firstAnswer) },
    ];
  } finally {
    await page.close();
    server.close();
  }
};
