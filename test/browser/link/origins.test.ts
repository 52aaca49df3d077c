import { expect } from 'chai';
import { isCtiError } from '../../../src/index.ts';
import { type LinkPhoneOptions, linkPhone } from '../../../src/phone/link/index.ts';
import { ask, startLink } from './link-door.ts';

const phoneAt = async (url: string, options: Partial<LinkPhoneOptions> = {}) => {
  const agentId = await ask<string>('newAgent');
  return linkPhone({ url, token: () => ask<string>('token', agentId), agentId, reconnect: () => 50, ...options });
};

describe('a page of a foreign origin', () => {
  for (const transport of ['websocket', 'poll'] as const) {
    it(`gets nothing from the link over ${transport}, even with a good token`, async () => {
      const { url } = await startLink('https://phone.example');
      const phone = await phoneAt(url, { transport });
      const error = await phone.connect().catch((reason: unknown) => reason);
      expect(isCtiError(error, 'UNREACHABLE')).to.equal(true);
      expect(phone.calls).to.deep.equal([]);
      await phone.dispose();
    });
  }
});

describe('a network that lets no WebSocket through', () => {
  /** A socket that never opens, as behind a proxy that does not know the upgrade. */
  class BlockedSocket {
    readonly readyState = 0;
    onopen = null;
    onmessage = null;
    onerror = null;
    onclose: (() => void) | null = null;
    constructor() {
      blocked += 1;
      setTimeout(() => this.onclose?.(), 10);
    }
    send() {}
    close() {}
  }
  let blocked = 0;

  it('is got through by long polling, by itself', async () => {
    const { url } = await startLink();
    const phone = await phoneAt(url, { WebSocket: BlockedSocket });
    await phone.connect().catch(() => {}); // the first attempt is the WebSocket's
    await new Promise<void>((resolve) => phone.on('status', ({ state }) => state === 'ready' && resolve()) && phone.status.state === 'ready' && resolve());
    expect(blocked).to.equal(1);
    await phone.setAgentState({ state: 'notReady', reason: 'Lunch' });
    expect([phone.agent.state, phone.agent.reason]).to.deep.equal(['notReady', 'Lunch']);
    await phone.dispose();
  });
});
