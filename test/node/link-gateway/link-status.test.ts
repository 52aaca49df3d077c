/** What an administrator calls a link's status, told from what every phone has. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { WebSocket } from 'ws';
import type { PhoneStatus } from '../../../src/phone/index.ts';
import { type LinkPhone, linkPhone } from '../../../src/phone/link/index.ts';
import { type Cuttable, createCuttable } from './cuttable.ts';
import { enter } from './raw-softphone.ts';
import { startGateway, type TestGateway } from './start-gateway.ts';
import { signToken } from './tokens.ts';
import { until } from './until.ts';

type Name = 'Connected' | 'Stopped/Disconnected' | 'Connecting/Reconnecting' | 'Unreachable' | 'Partial' | 'Disabled';

/** Nothing but `PhoneStatus` is needed to tell them apart. */
const nameOf = (status: PhoneStatus): Name => {
  switch (status.state) {
    case 'disconnected':
      return 'Stopped/Disconnected';
    case 'connecting':
      return 'Connecting/Reconnecting';
    case 'reconnecting':
      return status.unreachable ? 'Unreachable' : 'Connecting/Reconnecting';
    case 'ready':
      return status.partial === undefined ? 'Connected' : 'Partial';
    case 'failed':
      return 'Disabled';
  }
};
const reasonOf = (status: PhoneStatus): string | undefined => {
  if (status.state === 'ready') return status.partial;
  return 'error' in status ? status.error?.message : undefined;
};

interface Setting {
  gateway: TestGateway;
  network: Cuttable;
  phone: LinkPhone;
}

const connected = async ({ phone }: Setting) => phone.connect();
/** How each comes about, what the link's own name for it is, and why, where there is a why. */
const table: { name: Name; link: LinkPhone['linkStatus']['state']; when: string; provoke(setting: Setting): Promise<unknown>; reason?: RegExp }[] = [
  { name: 'Stopped/Disconnected', link: 'stopped', when: 'nothing was asked for yet', provoke: async () => {} },
  {
    name: 'Stopped/Disconnected',
    link: 'stopped',
    when: 'it was disconnected',
    provoke: async ({ phone }) => {
      await phone.connect();
      await phone.disconnect();
    },
  },
  {
    name: 'Connecting/Reconnecting',
    link: 'connecting',
    when: 'it connects for the first time',
    provoke: async ({ phone, network }) => {
      network.freeze();
      void phone.connect().catch(() => {});
    },
  },
  { name: 'Connected', link: 'connected', when: 'all is well', provoke: connected },
  {
    name: 'Connecting/Reconnecting',
    link: 'reconnecting',
    when: 'the connection was lost',
    reason: /connection to the link was lost/,
    provoke: async (setting) => {
      await connected(setting);
      setting.network.cut();
    },
  },
  {
    name: 'Connecting/Reconnecting',
    link: 'phoneSystemLost',
    when: 'the phone system behind the link was lost',
    reason: /^the CTI server does not answer$/,
    provoke: async (setting) => {
      await connected(setting);
      setting.gateway.phoneSystem.lose('the CTI server does not answer');
    },
  },
  {
    name: 'Unreachable',
    link: 'unreachable',
    when: 'it was tried again and again in vain',
    reason: /cannot be reached/,
    provoke: async (setting) => {
      await connected(setting);
      setting.network.cut();
    },
  },
  {
    name: 'Partial',
    link: 'partial',
    when: 'a part of the phone system does not answer',
    reason: /^no routing at the moment$/,
    provoke: async (setting) => {
      await connected(setting);
      setting.gateway.phoneSystem.restore('no routing at the moment');
    },
  },
  {
    name: 'Disabled',
    link: 'disabled',
    when: 'the agent has connected from elsewhere',
    reason: /connected from somewhere else/,
    provoke: async (setting) => {
      await connected(setting);
      await enter(setting.gateway.socketUrl, 'anna');
    },
  },
];

describe('row 66: the status of a link', () => {
  for (const { name, link, when, reason, provoke } of table) {
    test(`is ${name} (${link}) when ${when}`, async () => {
      const gateway = await startGateway({ heartbeatMs: 200 });
      const network = await createCuttable(gateway.link.port);
      await gateway.addAgent('anna');
      let tries = 0;
      const phone = linkPhone({
        url: `ws://127.0.0.1:${network.port}/softphone`,
        token: () => signToken('anna'),
        transport: 'websocket',
        // The first retry of those that lead to `reconnecting` stays away, so that it can be looked at.
        reconnect: () => (link === 'reconnecting' && tries++ === 0 ? 5_000 : 10),
        WebSocket,
      });
      await provoke({ gateway, network, phone });
      await until(link, () => phone.linkStatus.state === link);
      assert.equal(nameOf(phone.status), name);
      if (reason) {
        assert.match(reasonOf(phone.status) ?? '', reason);
        assert.match('reason' in phone.linkStatus ? phone.linkStatus.reason : '', reason);
      } else assert.equal(reasonOf(phone.status), undefined);
      await phone.dispose();
      await network.close();
      await gateway.link.stop();
    });
  }

  test('is Connected again when the missing part is back', async () => {
    const gateway = await startGateway({ heartbeatMs: 200 });
    await gateway.addAgent('anna');
    const phone = linkPhone({ url: gateway.socketUrl, token: () => signToken('anna'), WebSocket });
    const names: Name[] = [];
    phone.on('status', (status) => names.push(nameOf(status)));
    await phone.connect();
    gateway.phoneSystem.restore('no routing at the moment');
    await until('the part to be missing', () => names.at(-1) === 'Partial');
    gateway.phoneSystem.restore();
    await until('all to be well', () => names.at(-1) === 'Connected');
    assert.deepEqual(names, ['Connecting/Reconnecting', 'Connected', 'Partial', 'Connected']);
    await phone.dispose();
    await gateway.link.stop();
  });
});
