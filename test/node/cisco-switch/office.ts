/** Agents with phones at one real gateway, behind which is a Cisco site. */
import type { TestContext } from 'node:test';
import { WebSocket } from 'ws';
import { startLink } from '../../../src/link/start-link.ts';
import type { Switch } from '../../../src/link/switch.ts';
import {
  type CiscoSimulator,
  type CiscoSimulatorOptions,
  type CiscoSwitchOptions,
  createCiscoSwitch,
  startCiscoSimulator,
} from '../../../src/link/switches/cisco/index.ts';
import { type LinkPhone, linkPhone } from '../../../src/phone/link/index.ts';
import { signToken, tokenConfig } from '../link-gateway/tokens.ts';
import { until } from '../link-gateway/until.ts';
import { phoneOf } from './site.ts';

export interface Office {
  simulator: CiscoSimulator;
  subject: Switch;
  /** The agent's phone, which is ready. */
  sitDown(agentId: string): Promise<LinkPhone>;
  /** The same without its own connecting: for a desktop manager. */
  phoneFor(agentId: string): LinkPhone;
}

export interface OfficeOptions {
  site?: Partial<CiscoSimulatorOptions> | undefined;
  link?: Partial<CiscoSwitchOptions> | undefined;
}

const staff = ['1001', '1002', '1003', '1009'];

export const openOffice = async (test: TestContext, { site = {}, link: options = {} }: OfficeOptions = {}): Promise<Office> => {
  const simulator = await startCiscoSimulator({
    agents: staff.map((id) => ({ id, loggedInAt: phoneOf(id), ready: true })),
    otherwiseOutside: { does: 'ring' },
    ports: { b: false },
    ...site,
  });
  const subject = createCiscoSwitch({
    sides: [{ host: simulator.host, port: simulator.ports.a }],
    clientId: 'ringframe',
    peripheralId: 5_000,
    agents: staff.map((id) => ({ id, instrument: phoneOf(id) })),
    reconnect: () => ({ side: 0, waitMs: 5 }),
    ...options,
  });
  const link = await startLink({ switch: subject, gateway: { origins: [], tokens: tokenConfig }, http: { port: 0 }, log: { level: 'silent' } });
  const phones: LinkPhone[] = [];
  test.after(async () => {
    for (const phone of phones) await phone.dispose();
    await link.stop();
    await simulator.stop();
  });
  await until('the phone system', () => subject.status.state === 'up');
  const phoneFor = (agentId: string): LinkPhone => {
    const phone = linkPhone({ url: `ws://127.0.0.1:${link.port}/softphone`, token: () => signToken(agentId), transport: 'websocket', WebSocket });
    phones.push(phone);
    return phone;
  };
  return {
    simulator,
    subject,
    phoneFor,
    async sitDown(agentId) {
      const phone = phoneFor(agentId);
      await phone.connect();
      return phone;
    },
  };
};
