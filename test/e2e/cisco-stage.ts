/** The demo at a site of Cisco's: both agents in a CRM page of their own, the CTI Server behind them, and whoever else is its client. */
import assert from 'node:assert/strict';
import type { Frame, Page } from 'puppeteer-core';
import type { SwitchboardConfig } from '../../demo/switchboard/config.ts';
import type { SimulatedAgent, SimulatedCall, SimulatorState } from '../../demo/switchboard/link-api.ts';
import { type CiscoOptions, type CiscoSession, connectCisco } from '../../src/link/switches/cisco/index.ts';
import { named, type Stage, setStage, softphoneFrame, textOf, until } from './stage.ts';

type AgentId = 'agent-1' | 'agent-2';

export interface CiscoStage {
  stage: Stage;
  /** The CRM pages of agent 1, who supervises, and of agent 2. */
  first: Page;
  second: Page;
  callers: SwitchboardConfig['callers'];
  /** Of a CRM page, as it is now. */
  phoneIn(crm: Page): () => Frame;
  /** As a screen reader reads them: `Name, talking`. */
  sessions(crm: Page): Promise<string[]>;
  /** What the CTI Server itself knows. */
  agent(id: AgentId): Promise<SimulatedAgent>;
  calls(): Promise<SimulatedCall[]>;
  /** As the switchboard does it. @param path below `/simulator` */
  simulate(path: string, body?: object): Promise<unknown>;
  /** @returns the CTI Server's number of the call */
  place(from: string, to: string): Promise<string>;
  /** Another client of the CTI Server, until the test is over. */
  connect(options: Partial<CiscoOptions> & Pick<CiscoOptions, 'services'>): Promise<CiscoSession>;
  /** Nothing is left of a test. */
  clear(): Promise<void>;
}

/** In the page: closes what is over. True when nothing is left. */
const closeAll = (): boolean => {
  const strip = document.querySelector('[role="tablist"][aria-label="Sessions"]');
  const closers = [
    ...document.querySelectorAll<HTMLElement>('.site-notices button'),
    ...(strip?.querySelectorAll<HTMLElement>('.tab-close:not([hidden])') ?? []),
  ];
  for (const closer of closers) closer.click();
  return closers.length === 0;
};

export const setCiscoStage = async (): Promise<CiscoStage> => {
  const stage = await setStage({ contacts: 200, switch: 'cisco' });
  const { apiUrl, apiKey, callers } = (await (await fetch(`${stage.demo.switchboardUrl}/config.json`)).json()) as SwitchboardConfig;
  const clients: CiscoSession[] = [];

  const phoneIn = (crm: Page) => () => softphoneFrame(crm, stage.demo);
  const openCrmAs = async (agent: AgentId): Promise<Page> => {
    const crm = await stage.open(stage.demo.crmUrl);
    await crm.evaluate((kind) => sessionStorage.setItem('demo-crm-softphone', kind), agent);
    await crm.reload();
    await until(`${agent} is connected`, async () => (await textOf(phoneIn(crm)())).includes('Phone connected as'));
    return crm;
  };
  const sessions: CiscoStage['sessions'] = (crm) =>
    crm.$$eval('[role="tablist"][aria-label="Sessions"] [role="tab"]', (items) =>
      items.slice(1).map((item) => [...item.children].map((part) => ((part as HTMLElement).hidden ? '' : part.textContent)).join('')),
    );
  const simulate: CiscoStage['simulate'] = async (path, body) => {
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
    const response = await fetch(`${apiUrl}/simulator${path}`, { headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) });
    assert.ok(response.ok, `${path}: ${response.status}`);
    return response.status === 204 ? undefined : response.json();
  };
  const state = async (): Promise<SimulatorState> => (await simulate('/state')) as SimulatorState;
  const calls = async (): Promise<SimulatedCall[]> => (await state()).calls;

  const second = await openCrmAs('agent-2');
  const first = await openCrmAs('agent-1');
  return {
    ...{ stage, first, second, callers, phoneIn, sessions, simulate, calls },
    agent: async (id) => (await state()).agents.find(({ agentId }) => agentId === id) ?? assert.fail(`the CTI Server has no ${id}`),
    place: async (from, to) => ((await simulate('/calls', { from, to })) as { callId: string }).callId,
    async connect(options) {
      const sides = (stage.demo.callCentre.ctiServer ?? assert.fail('there is no CTI Server')).map((address) => {
        const [host = '', port] = address.split(':');
        return { host, port: Number(port) };
      });
      const session = connectCisco({ sides, clientId: 'another', peripheralId: 5_000, ...options });
      clients.push(session);
      await session.opened();
      return session;
    },
    async clear() {
      for (const client of clients.splice(0)) await client.close();
      for (const { id } of await calls()) await simulate(`/calls/${id}/drop`, {});
      for (const crm of [first, second]) {
        await until('the calls are over', async () => (await sessions(crm)).every((name) => name.endsWith(', over')));
        await until('no session is left', () => crm.evaluate(closeAll));
      }
    },
  };
};

/** Types into a field, as soon as it is there. */
export const type = async (where: () => Page | Frame, name: string, text: string): Promise<void> => {
  const field = await until(`the field "${name}"`, () => named(where(), name));
  await field.click();
  await field.type(text);
};

/** In a menu, as soon as it is there. */
export const choose = (page: Page, selector: string, value: string): Promise<true> =>
  until(`the menu ${selector}`, async () => (await page.select(selector, value)).includes(value) && true);

export const heading = (crm: Page): Promise<string> => crm.$eval('h1', (element) => (element as HTMLElement).innerText.trim());

export const isHeaded = (crm: Page, title: string): Promise<true> => until(`the heading "${title}"`, async () => (await heading(crm)) === title && true);

/** Waits until it can be read somewhere in the page, or cannot any more. */
export const reads = (what: string, where: () => Page | Frame, text: string | RegExp): Promise<true> =>
  until(what, async () => {
    const all = await textOf(where());
    return (typeof text === 'string' ? all.includes(text) : text.test(all)) && true;
  });
export const readsNot = (what: string, where: () => Page | Frame, text: string): Promise<true> =>
  until(what, async () => !(await textOf(where())).includes(text) && true);

/** Of a button that can be pressed. */
export const isPressed = (what: string, where: () => Page | Frame, name: string, pressed: boolean): Promise<true> =>
  until(
    what,
    async () => (await (await named(where(), name)).evaluate((button) => button.getAttribute('aria-pressed'))) === String(pressed) && (true as const),
  );
