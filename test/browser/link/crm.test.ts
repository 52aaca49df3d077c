/** A CRM page whose softphone has its phone behind a server. */
import { expect } from 'chai';
import type { ScreenPopTarget } from '../../../src/index.ts';
import { cleanUp, mount } from '../bridge/pages.ts';
import { codeOf, run, until } from '../bridge/remote-page.ts';
import { fixture, origins } from '../origins.ts';
import { ask, startLink } from './link-door.ts';

const open = async () => {
  const { url } = await startLink(origins.ip);
  const agentId = await ask<string>('newAgent');
  const token = await ask<string>('token', agentId);
  const popped: ScreenPopTarget[] = [];
  const softphone = mount({
    src: fixture('link/softphone.html', origins.ip, `allow=${encodeURIComponent(location.origin)}`),
    crm: {
      search: async () => [{ recordId: 'contact/17', recordName: 'Customer' }],
      screenPop: async (target) => void popped.push(target),
    },
  });
  await softphone.ready();
  return { softphone, agentId, popped, start: () => run<readonly string[]>(softphone.frame, 'start', { url, token }) };
};

describe('row 62: a softphone whose phone is behind a server', () => {
  afterEach(async () => {
    cleanUp();
    await ask('tidy');
  });

  it('pops, and carries out what the CRM asks, as any other does', async () => {
    const { softphone, agentId, popped, start } = await open();
    await start();
    await until(() => softphone.capabilities.includes('answer'), 'the offer');
    await ask('call', agentId, 'first');
    const { id } = await until(() => softphone.calls[0], 'the call');
    expect(softphone.calls[0]?.state).to.equal('alerting');
    await until(() => popped.length === 1, 'the pop');
    expect(popped[0]).to.include({ type: 'record', recordId: 'contact/17' });
    await softphone.answer(id);
    expect(softphone.calls[0]?.state).to.equal('connected');
    await softphone.hold(id);
    expect(softphone.calls[0]?.state).to.equal('held');
    await softphone.hangUp(id);
    expect(softphone.calls).to.deep.equal([]);
  });

  it('offers the CRM what its link grants, from when that is known, and again when it changes', async () => {
    const { softphone, start } = await open();
    const told: number[] = [];
    softphone.on('status', ({ state }) => state === 'ready' && told.push(softphone.capabilities.length));
    expect(await start(), 'before it is connected').to.deep.equal([]);
    await until(() => softphone.capabilities.includes('dial'), 'the offer');
    const all = softphone.capabilities.length;
    await ask('restart', { capabilities: ['answer', 'hangUp'] });
    await until(() => softphone.capabilities.length === 2, 'the change');
    expect([...softphone.capabilities]).to.deep.equal(['answer', 'hangUp']);
    expect(await run(softphone.frame, 'get', 'capabilities')).to.deep.equal(['answer', 'hangUp']);
    expect(await codeOf(softphone.dial('+46812345601'))).to.equal('NOT_SUPPORTED');
    expect(told).to.deep.equal([0, all, 2], 'each change was told as a status');
  });
});
