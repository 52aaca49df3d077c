/** The demo as a newcomer finds it: started as `npm start` does, seen through a real Chromium. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type ElementHandle, type Frame, type Page } from 'puppeteer-core';
import { anyPorts } from '../../demo/ports.ts';
import { type Demo, startDemo } from '../../demo/start.ts';
import { chromiumFlags, chromiumPath } from '../browser/browsers.mjs';

export interface Stage {
  demo: Demo;
  browser: Browser;
  /** Opens a page in a tab of its own, and keeps what its console complains of. */
  open(url: string): Promise<Page>;
  /** Errors and policy violations of all pages so far. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Puppeteer switches storage partitioning off by default; users have it on, and the softphone must live with it. */
const PARTITIONING = 'ThirdPartyStoragePartitioning';

/** Wide enough for the softphone's panel to be open beside the page. */
const VIEW = { width: 1280, height: 900 };

export const setStage = async (options: { contacts?: number; faults?: boolean; switch?: 'simulator' | 'cisco' } = {}): Promise<Stage> => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'ringframe-e2e-'));
  const demo = await startDemo({
    dataFolder,
    contacts: options.contacts ?? 500,
    faults: options.faults,
    switch: options.switch,
    ports: anyPorts,
  });
  const browser = await puppeteer.launch({
    executablePath: chromiumPath,
    args: [...chromiumFlags.filter((flag) => !flag.startsWith('--autoplay-policy')), `--enable-features=${PARTITIONING}`],
    ignoreDefaultArgs: puppeteer.defaultArgs().filter((flag) => flag.includes(PARTITIONING)),
    headless: true,
    defaultViewport: VIEW,
  });
  const complaints: string[] = [];
  return {
    demo,
    browser,
    complaints,
    async open(url) {
      const page = await browser.newPage();
      page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error instanceof Error ? error.message : String(error)}`));
      page.on('console', (message) => {
        if (message.type() === 'error' || /content security policy/i.test(message.text())) complaints.push(`${page.url()}: ${message.text()}`);
      });
      await page.goto(url);
      return page;
    },
    async close() {
      await browser.close();
      await demo.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
};

/** The frame of the softphone inside the CRM page, as it is now: a reload gives another. */
export const softphoneFrame = (crm: Page, demo: Demo): Frame => {
  const frame = crm.frames().find((candidate) => candidate.url().startsWith(demo.softphoneUrl));
  if (!frame) throw new Error('the CRM page has no softphone frame');
  return frame;
};

/**
 * The visible button, link or field of this name, in shadow trees too. (Puppeteer's own search by name asks the accessibility
 * tree, which it does not find for frames of another process.)
 */
export const named = async (where: Page | Frame, name: string): Promise<ElementHandle<HTMLElement>> => {
  const handle = await where.evaluateHandle((wanted) => {
    const roots: ParentNode[] = [document];
    for (const root of roots) for (const element of root.querySelectorAll('*')) if (element.shadowRoot) roots.push(element.shadowRoot);
    return roots
      .flatMap((root) => [...root.querySelectorAll<HTMLElement>('button, a, input, textarea, select')])
      .find(
        (element) =>
          (element.getAttribute('aria-label') ?? (element as HTMLInputElement).labels?.[0]?.textContent ?? element.innerText ?? '').trim() === wanted &&
          element.checkVisibility({ visibilityProperty: true }),
      );
  }, name);
  const element = handle.asElement();
  if (!element) throw new Error(`nothing visible is named "${name}"`);
  return element as ElementHandle<HTMLElement>;
};

/**
 * Presses it with the mouse, as soon as it is there and enabled. The page must be in front; of one that is not, `behind`
 * clicks the element itself, because the browser draws nothing there that a mouse could hit.
 */
export const press = async (where: () => Page | Frame, name: string, how: 'mouse' | 'behind' = 'mouse'): Promise<void> =>
  until(`press "${name}"`, async () => {
    const element = await named(where(), name);
    if (await element.evaluate((node) => (node as HTMLButtonElement).disabled || node.getAttribute('aria-disabled') === 'true'))
      throw new Error(`"${name}" is disabled`);
    if (how === 'mouse') await element.click();
    else await element.evaluate((node) => node.click());
    return true;
  }).then(() => undefined);

/** Waits until `look` gives something; the last error or value tells why it did not. */
export const until = async <Value>(what: string, look: () => Promise<Value | undefined | false>, timeoutMs = 15_000): Promise<Value> => {
  const deadline = Date.now() + timeoutMs;
  let last: unknown;
  while (Date.now() < deadline) {
    try {
      const value = await look();
      if (value !== undefined && value !== false) return value;
      last = value;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${what}: not within ${timeoutMs} ms (last: ${String(last)})`);
};

/** All that can be read, in shadow trees too. */
export const textOf = (where: Page | Frame): Promise<string> =>
  where.evaluate(() => {
    const roots: (HTMLElement | ShadowRoot)[] = [document.body];
    for (const root of roots) for (const element of root.querySelectorAll('*')) if (element.shadowRoot) roots.push(element.shadowRoot);
    return roots
      .map((root) => (root instanceof HTMLElement ? root.innerText : [...root.children].map((child) => (child as HTMLElement).innerText ?? '').join('\n')))
      .join('\n');
  });
