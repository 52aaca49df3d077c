/** A link with the generic listener, and softphones at it. */
import { WebSocket } from 'ws';
import type { Call, PhoneCommandName } from '../../../src/index.ts';
import type { LinkConfig } from '../../../src/link/config.ts';
import { type Link, startLink } from '../../../src/link/start-link.ts';
import type { Switch } from '../../../src/link/switch.ts';
import { createNoPhoneSystem } from '../../../src/link/switches/none/index.ts';
import { type LinkPhone, linkPhone } from '../../../src/phone/link/index.ts';
import { signToken, tokenConfig } from '../link-gateway/tokens.ts';
import { type Answer, type SendOptions, send } from './send.ts';

export interface AnnouncingLink {
  readonly link: Link;
  readonly url: string;
  readonly log: readonly string[];
  /** A softphone of this agent, connected. */
  softphone(agentId: string, capabilities?: readonly PhoneCommandName[]): Promise<LinkPhone>;
  /** One that connects nothing yet. */
  unconnected(agentId: string, capabilities?: readonly PhoneCommandName[]): LinkPhone;
  send(path: string, options?: SendOptions): Promise<Answer>;
  metric(name: string): Promise<string[]>;
  stop(): Promise<void>;
}

export const startAnnouncingLink = async (
  config: Partial<Omit<LinkConfig, 'switch'>> = {},
  phoneSystem: Switch = createNoPhoneSystem(),
): Promise<AnnouncingLink> => {
  const log: string[] = [];
  const phones: LinkPhone[] = [];
  const link = await startLink(
    {
      gateway: { origins: [], tokens: tokenConfig },
      http: { port: 0 },
      ...config,
      listener: { address: 'http://localhost:0/', ...config.listener },
      switch: phoneSystem,
    },
    { logTo: { write: (line) => void log.push(line) } },
  );
  const url = link.listenerUrl ?? '';
  const unconnected: AnnouncingLink['unconnected'] = (agentId, capabilities = []) => {
    const phone = linkPhone({
      url: `${link.url.replace('http', 'ws')}/softphone`,
      token: () => signToken(agentId),
      capabilities,
      reconnect: () => 20,
      WebSocket,
    });
    phones.push(phone);
    return phone;
  };
  return {
    link,
    url,
    log,
    unconnected,
    async softphone(agentId, capabilities) {
      const phone = unconnected(agentId, capabilities);
      await phone.connect();
      return phone;
    },
    send: (path, options) => send(url, path, options),
    async metric(name) {
      const text = await (await fetch(`${link.url}/metrics`)).text();
      return text.split('\n').filter((line) => line.startsWith(name));
    },
    async stop() {
      for (const phone of phones) await phone.dispose();
      await link.stop();
    },
  };
};

/** All calls of this phone, also those that come and go between two looks. */
export const collectCalls = (phone: LinkPhone): Call[] => {
  const calls: Call[] = [];
  phone.on('call', ({ event, call }) => {
    if (event.type === 'delivered' || event.type === 'originated') calls.push(call);
  });
  return calls;
};
