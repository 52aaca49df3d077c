import type { GatewayConfig, LinkConfig } from '../../../src/link/config.ts';
import { type Link, startLink } from '../../../src/link/start-link.ts';
import { createFakePhone, type FakePhone, type FakePhoneOptions } from '../../../src/testing/index.ts';
import { createPhonesSwitch, type PhonesSwitch } from './phones-switch.ts';
import { tokenConfig } from './tokens.ts';

export const origin = 'https://phone.test';

export interface TestGateway {
  readonly link: Link;
  readonly phoneSystem: PhonesSwitch;
  readonly socketUrl: string;
  readonly pollUrl: string;
  /** Lines of the link's log. */
  readonly log: readonly string[];
  addAgent(agentId: string, options?: FakePhoneOptions): Promise<FakePhone>;
  metric(name: string): Promise<string[]>;
}

export const startGateway = async (
  gateway: Partial<GatewayConfig> = {},
  {
    port = 0,
    phoneSystem = createPhonesSwitch(),
    log: logConfig = {},
    ...more
  }: { port?: number; phoneSystem?: PhonesSwitch } & Pick<LinkConfig, 'api' | 'log'> = {},
): Promise<TestGateway> => {
  const log: string[] = [];
  const link = await startLink(
    { switch: phoneSystem, gateway: { origins: [origin], tokens: tokenConfig, ...gateway }, http: { port }, log: logConfig, ...more },
    { logTo: { write: (line) => void log.push(line) } },
  );
  return {
    link,
    phoneSystem,
    log,
    socketUrl: `ws://127.0.0.1:${link.port}/softphone`,
    pollUrl: `http://127.0.0.1:${link.port}/softphone/poll`,
    async addAgent(agentId, options) {
      const phone = createFakePhone(options);
      await phoneSystem.add(agentId, phone);
      return phone;
    },
    async metric(name) {
      const text = await (await fetch(`${link.url}/metrics`)).text();
      return text.split('\n').filter((line) => line.startsWith(name));
    },
  };
};
