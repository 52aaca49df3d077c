/** Agents at desks: each with a CRM page, a desktop manager and a phone at one real gateway, behind which is the simulator. */
import assert from 'node:assert/strict';
import { WebSocket } from 'ws';
import type { Call, CtiErrorCode } from '../../../src/index.ts';
import { isCtiError } from '../../../src/index.ts';
import { startLink } from '../../../src/link/start-link.ts';
import { createSimulator, type SimulatorOptions } from '../../../src/link/switches/simulator/index.ts';
import { linkPhone } from '../../../src/phone/link/index.ts';
import type { CrmMethods } from '../../../src/protocol/crm-methods.ts';
import { attachPhone, type Desktop, type DesktopCall, type DesktopEvents, type DesktopOptions } from '../../../src/softphone/index.ts';
import { createManualClock, type ManualClock } from '../link/manual-clock.ts';
import { signToken, tokenConfig } from '../link-gateway/tokens.ts';
import { until } from '../link-gateway/until.ts';
import { type CrmPage, createOneCrm } from './one-crm.ts';

export const caller = '+46812345601';
export const customer = { recordId: 'contact/17', objectType: 'Contact', recordName: 'Contact 17' };

export interface Desk {
  desktop: Desktop;
  page: CrmPage;
  problems: DesktopEvents['problem'][];
  /** The one call of this agent, once it is as the test waits for. */
  call(what: string, is?: (call: DesktopCall) => boolean): Promise<DesktopCall>;
  /** What is on the call for other softphones. */
  carried(callId: string): string | undefined;
}

export interface DeskOptions {
  desktop?: DesktopOptions;
  lacks?: readonly (keyof CrmMethods)[];
}

const openOffice = async (options: Partial<SimulatorOptions> = {}) => {
  const clock = createManualClock(Date.now());
  const agents = ['anna', 'bo', 'cia'].map((id, index) => ({ id, extension: String(101 + index), loggedIn: true }));
  const simulator = createSimulator({ agents, clock, otherwiseOutside: { does: 'ring' }, ...options });
  const link = await startLink({
    switch: simulator,
    gateway: { origins: [], tokens: tokenConfig },
    http: { port: 0 },
    log: { level: 'silent' },
  });
  const crm = createOneCrm();
  crm.contacts[caller] = customer;
  const desks: Desk[] = [];

  const sitDown = async (agentId: string, { desktop: desktopOptions, lacks }: DeskOptions = {}): Promise<Desk> => {
    const url = `ws://127.0.0.1:${link.port}/softphone`;
    const phone = linkPhone({ url, token: () => signToken(agentId), transport: 'websocket', WebSocket });
    const page = crm.open(lacks);
    const desktop = attachPhone(phone, page.crm, { defaultCountry: 'SE', ...desktopOptions });
    const problems: Desk['problems'] = [];
    desktop.on('problem', (problem) => void problems.push(problem));
    await until(`${agentId} is connected`, () => phone.status.state === 'ready');
    const desk: Desk = {
      desktop,
      page,
      problems,
      call: (what, is = () => true) => until(`${agentId}: ${what}`, () => desktop.calls.find(is)),
      carried: (callId) => simulator.snapshot(agentId)?.calls.find(({ id }) => id === callId)?.data['ringframe.transfer'],
    };
    desks.push(desk);
    return desk;
  };

  return {
    simulator,
    crm,
    clock,
    sitDown,
    /** The customer calls, is answered and known, and the agent has taken notes. */
    async talk(desk: Desk, extension: string, notes = 'wants forty pallets', data: Record<string, string> = {}): Promise<DesktopCall> {
      const callId = simulator.placeCall({ from: caller, to: extension, data });
      await desk.call('it rings', ({ id, context }) => id === callId && context.search === 'done');
      await desk.desktop.answer(callId);
      if (notes) await desk.desktop.setContext(callId, { notes });
      return desk.call('it is answered', ({ id }) => id === callId);
    },
    /** What the phone system has of a call: it tells whether anything has happened to it. */
    atSwitch: (agentId: string, callId: string): Call | undefined => simulator.snapshot(agentId)?.calls.find(({ id }) => id === callId),
    async close(): Promise<void> {
      for (const { desktop } of desks) await desktop.dispose();
      await link.stop();
    },
  };
};

export type Office = Awaited<ReturnType<typeof openOffice>>;

/** One office at a time, for `afterEach` to close. */
export const offices = () => {
  let office: Office | undefined;
  return {
    open: async (options?: Partial<SimulatorOptions>): Promise<Office> => {
      office = await openOffice(options);
      return office;
    },
    close: async (): Promise<void> => office?.close(),
  };
};

/** An agent asks whoever sits at an extension, who answers. Gives the call's id, which is the same at both ends. */
export const consult = async ({ advance }: ManualClock, agent: Desk, callId: string, extension: string, other: Desk): Promise<string> => {
  const { id } = await agent.desktop.consult(callId, extension);
  advance(0);
  await other.call('it rings', (call) => call.id === id && call.state === 'alerting');
  await other.desktop.answer(id);
  await agent.call('the answer', (call) => call.id === callId && call.actions.includes('completeTransfer'));
  return id;
};

/** The agent says OK to the question about unsaved work. */
export const confirm = async ({ page }: Desk): Promise<void> => (await until('the question', () => page.question)).answer('OK');

export const refused = (code: CtiErrorCode, command: Promise<unknown>): Promise<void> =>
  assert.rejects(command, (error) => {
    assert.ok(isCtiError(error), String(error));
    assert.equal(error.code, code, error.message);
    return true;
  });
