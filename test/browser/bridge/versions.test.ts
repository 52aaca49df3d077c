/** Sides of different age. */
import { expect } from 'chai';
import { type CallMessage, PROTOCOL_VERSIONS } from '../../../src/index.ts';
import { fixture, origins } from '../origins.ts';
import { aCall } from './calls.ts';
import { cleanUp, logged, mount, NEVER_MS, softphonePage } from './pages.ts';
import { aWhile, errorOf, numberOf, openFrame, type RemoteError, run, until } from './remote-page.ts';

interface Reply {
  ok: boolean;
  value?: { protocol: number };
  error?: RemoteError;
}

const mountRaw = (options = {}) => mount({ src: fixture('bridge/raw-softphone.html', origins.ip), ...options });

/** A softphone page of the library with a CRM beside it that speaks the wire itself. */
const openBeside = async (welcome: Record<string, unknown> = {}) => {
  const host = openFrame('about:blank');
  const softphone = openFrame('about:blank');
  host.src = fixture('bridge/raw-host.html', origins.ip, `softphone=${numberOf(softphone)}`);
  softphone.src = softphonePage({
    origin: origins.subdomain,
    options: { allowedOrigins: [origins.ip], connectTimeoutMs: NEVER_MS },
    query: `host=${numberOf(host)}`,
  });
  await run(host, 'welcome', welcome);
  await run(host, 'shake');
  return { host, softphone };
};

describe('a softphone of another age', () => {
  afterEach(cleanUp);

  it('is spoken to in the newest version both know', async () => {
    const softphone = mountRaw();
    for (const protocol of [[1], [1, 2, 3], [9, 1], [...PROTOCOL_VERSIONS, 99]]) {
      const reply = await run<Reply>(softphone.frame, 'hello', { protocol });
      expect(reply.value?.protocol, String(protocol)).to.equal(Math.max(...PROTOCOL_VERSIONS));
    }
    expect(softphone.status.state).to.equal('ready');
  });

  it('is refused when there is none, both sides with both lists; whatever else its hello looks like', async () => {
    const softphone = mountRaw({ connectTimeoutMs: NEVER_MS });
    const reply = await run<Reply>(softphone.frame, 'hello', { protocol: [7, 8], wants: 'something newer', limits: undefined });
    expect(reply.error?.code).to.equal('PROTOCOL_MISMATCH');
    expect(reply.error?.details).to.deep.equal({ softphone: [7, 8], host: [...PROTOCOL_VERSIONS] });
    expect(reply.error?.message).to.contain('7, 8').and.to.contain(PROTOCOL_VERSIONS.join(', '));
    const error = await errorOf(softphone.ready());
    expect(error.code).to.equal('PROTOCOL_MISMATCH');
    expect(softphone.status.state).to.equal('refused');
    // A page of the right age may follow.
    await run(softphone.frame, 'hello');
    expect(softphone.status.state).to.equal('ready');
  });

  it('may say more than is known here: fields are dropped, events ignored, causes and names read as the nearest known', async () => {
    const softphone = mountRaw();
    await run(softphone.frame, 'hello', {
      theme: 'dark',
      serves: ['dial', 'teleport'],
      wants: ['search', 'teleport'],
      software: { name: 'x', version: '2', build: 5 },
    });
    expect(softphone.capabilities).to.deep.equal(['dial']);
    const calls: CallMessage[] = [];
    softphone.on('call', (message) => calls.push(message));
    await run(softphone.frame, 'post', { type: 'event', name: 'mood', payload: { mood: 'good' } });
    await run(softphone.frame, 'post', {
      type: 'event',
      name: 'call',
      payload: { event: 'teleported', call: { ...aCall(), cause: 'gravity', actions: ['hangUp', 'teleport'], mood: 'good' }, more: 1 },
    });
    await until(() => calls.length === 1, 'the call is told');
    expect(calls[0]?.event).to.equal('updated');
    expect(calls[0]?.call.cause).to.equal('unknown');
    expect(calls[0]?.call.actions).to.deep.equal(['hangUp']);
    expect(calls[0]?.call).not.to.have.property('mood');
    expect(logged).to.deep.equal([]);
    // A state that is not known is no detail: what to show for it?
    await run(softphone.frame, 'post', { type: 'event', name: 'call', payload: { event: 'held', call: { ...aCall(), state: 'floating' } } });
    await until(() => logged.length === 1, 'it is reported');
    await aWhile(50);
    expect(calls).to.have.length(1);
  });
});

describe('a CRM of another age', () => {
  afterEach(cleanUp);

  it('that speaks no common version refuses, and the softphone says so with both lists', async () => {
    const { softphone } = await openBeside({ protocol: 9 });
    const error = await errorOf(run(softphone, 'connected'));
    expect(error.code).to.equal('PROTOCOL_MISMATCH');
    expect(error.details).to.deep.equal({ softphone: [...PROTOCOL_VERSIONS], host: [9] });
    expect(error.message).to.contain('9');
  });

  it('whose refusal comes as its answer is refused too', async () => {
    const { host, softphone } = await openBeside({ refuse: { code: 'PROTOCOL_MISMATCH', message: 'no', details: { softphone: [1], host: [2] } } });
    const error = await errorOf(run(softphone, 'connected'));
    expect(error).to.deep.include({ code: 'PROTOCOL_MISMATCH', details: { softphone: [1], host: [2] } });
    expect(await run(host, 'calls')).to.deep.equal([]);
  });

  it('whose welcome is malformed is no CRM', async () => {
    for (const welcome of [{ session: '' }, { grants: 'all' }, { limits: {} }]) {
      const { softphone } = await openBeside(welcome);
      expect((await errorOf(run(softphone, 'connected'))).code, JSON.stringify(welcome)).to.equal('INVALID_RESULT');
      cleanUp();
    }
  });

  it('may grant and send more than is known here', async () => {
    const { host, softphone } = await openBeside({ grants: ['search', 'teleport'], theme: 'dark' });
    expect(await run(softphone, 'connected')).to.deep.equal({ state: 'ready' });
    await run(host, 'post', { type: 'event', name: 'mood', payload: {} });
    await run(host, 'post', { type: 'event', name: 'navigation', payload: { url: 'https://crm.example/', mood: 'good' } });
    const heard = async () => (await run<object[]>(softphone, 'received')).filter((entry) => 'navigation' in entry);
    await until(async () => (await heard()).length === 1, 'the event is told');
    expect(await heard()).to.deep.equal([{ navigation: { url: 'https://crm.example/' } }]);
    expect((await run<object[]>(softphone, 'received')).filter((entry) => 'warned' in entry)).to.deep.equal([]);
  });

  it('does not get what it did not grant, not even a message', async () => {
    const { host, softphone } = await openBeside({ grants: ['search'] });
    await run(softphone, 'connected');
    for (const [method, params] of [
      ['screenPop', { type: 'record', recordId: '1' }],
      ['saveLog', {}],
      ['refreshView', undefined],
    ])
      expect((await errorOf(run(softphone, 'ask', method, params))).code).to.equal('NOT_SUPPORTED');
    expect(await run(host, 'calls')).to.deep.equal([]);
  });
});
