/** Beginning and end: what is left behind, who hears what, and several at once. */
import { expect } from 'chai';
import { mountSoftphone } from '../../../src/host/index.ts';
import { fixture, origins } from '../origins.ts';
import { aCall } from './calls.ts';
import { cleanUp, mount, NEVER_MS, softphonePage, statesOf } from './pages.ts';
import { codeOf, container, openFrame, run, until } from './remote-page.ts';

const hostPage = fixture('bridge/host.html', origins.subdomain);
const softphoneFor = (origin: string, options = {}) => softphonePage({ options: { allowedOrigins: [origin], ...options } });

describe('after dispose', () => {
  afterEach(cleanUp);

  it('nothing is left in the CRM page: no listener, no timer, no frame', async () => {
    const host = openFrame(hostPage);
    const before = { listeners: await run(host, 'listeners'), timers: await run(host, 'timers') };
    await run(host, 'mount', { src: softphoneFor(origins.subdomain) }, { search: { does: 'answer', value: [] }, saveLog: { does: 'fail', times: 1 } });
    await run(host, 'ready');
    const softphone = host.contentWindow?.[0] as Window;
    await run(softphone, 'connected');
    const log = {
      id: 'a/b',
      callId: 'a',
      direction: 'inbound',
      number: '1',
      agent: 'b',
      startedAt: 1,
      endedAt: 2,
      durationSeconds: 1,
      answered: true,
      cause: 'busy',
    };
    expect(await run(softphone, 'ask', 'saveLog', log)).to.include({ status: 'queued' });
    expect(await run(softphone, 'ask', 'claim', 'pop:1')).to.equal(true);
    expect(await run<string[]>(host, 'listeners'), 'listeners while it is mounted').to.have.length.greaterThan((before.listeners as string[]).length);
    await run(host, 'dispose');
    // The log that waits is not given up; with it goes the last of it.
    await until(async () => (await run<unknown[]>(host, 'get', 'pendingLogs')).length === 0, 'the log is saved');
    expect(await run(host, 'listeners')).to.deep.equal(before.listeners);
    expect(await run(host, 'timers')).to.equal(before.timers);
    expect(host.contentWindow).to.have.length(0);
    expect(await run(host, 'errors')).to.deep.equal([]);
    await run(host, 'dispose');
  });

  it('nothing is left in the softphone page: no listener, no timer', async () => {
    const softphone = mount({ src: softphonePage({ options: 'none' }), crm: { search: () => [] }, connectTimeoutMs: NEVER_MS });
    const before = { listeners: await run(softphone.frame, 'listeners'), timers: await run(softphone.frame, 'timers') };
    await run(softphone.frame, 'connect', { allowedOrigins: [location.origin] });
    await run(softphone.frame, 'ask', 'search', { text: 'x' });
    await run(softphone.frame, 'dispose');
    expect(await run(softphone.frame, 'listeners')).to.deep.equal(before.listeners);
    expect(await run(softphone.frame, 'timers')).to.equal(before.timers);
    await until(() => softphone.status.state === 'reconnecting', 'the CRM learns of it');
    expect(await codeOf(run(softphone.frame, 'ask', 'search', { text: 'x' }))).to.equal('DISPOSED');
    await run(softphone.frame, 'dispose');
    // The page may change its mind.
    await run(softphone.frame, 'connect', { allowedOrigins: [location.origin] });
    expect(softphone.status.state).to.equal('ready');
  });

  it('nothing is left of a connection that failed', async () => {
    const softphone = openFrame(softphonePage({ options: 'none' }));
    const before = { listeners: await run(softphone, 'listeners'), timers: await run(softphone, 'timers') };
    expect(await codeOf(run(softphone, 'connect', { allowedOrigins: [location.origin], connectTimeoutMs: 200 }))).to.equal('NO_ANSWER');
    const aborted = codeOf(run(softphone, 'connect', { allowedOrigins: [location.origin] }));
    await run(softphone, 'received');
    await run(softphone, 'abortConnecting');
    expect(await aborted).to.equal('ABORTED');
    expect(await run(softphone, 'listeners')).to.deep.equal(before.listeners);
    expect(await run(softphone, 'timers')).to.equal(before.timers);
  });

  it('what is under way rejects, what comes later rejects, and listeners hear no more', async () => {
    const softphone = mount();
    await softphone.ready();
    await run(softphone.frame, 'connected');
    await run(softphone.frame, 'serve', { hold: { does: 'hang' } });
    await until(() => softphone.capabilities.includes('hold'), 'the offer arrives');
    await run(softphone.frame, 'ask', 'publishCall', { event: 'established', call: aCall() });
    await until(() => softphone.calls.length === 1, 'the call is told');
    const states = statesOf(softphone);
    const cleared: string[] = [];
    softphone.on('call', ({ event }) => cleared.push(event));
    const holding = codeOf(softphone.hold('call-1'));
    softphone.dispose();
    expect(await holding).to.equal('DISPOSED');
    expect(await codeOf(softphone.hold('call-1'))).to.equal('DISPOSED');
    expect(await codeOf(softphone.ready())).to.equal('DISPOSED');
    expect(states).to.deep.equal(['ready', 'disposed']);
    expect(cleared).to.deep.equal(['updated', 'cleared']);
    expect(softphone.calls).to.deep.equal([]);
    softphone.dispose();
    softphone.setAppView({ url: location.href });
    softphone.retryLogs();
    expect(states).to.deep.equal(['ready', 'disposed']);
  });

  it('in the midst of the handshake nothing comes of it', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      const softphone = mount();
      const waiting = codeOf(softphone.ready());
      // Another moment of the handshake each time.
      for (let message = 0; message < turn; message += 1) await new Promise((resolve) => addEventListener('message', resolve, { once: true }));
      if (softphone.status.state === 'connecting') {
        softphone.dispose();
        softphone.dispose();
        expect(await waiting).to.equal('DISPOSED');
      }
      softphone.dispose();
      waiting.catch(() => {});
      expect(softphone.status.state).to.equal('disposed');
      expect(document.querySelectorAll('iframe')).to.have.length(0);
    }
  });
});

describe('waiting for ready', () => {
  afterEach(cleanUp);

  it('may be given up, without harm to others who wait', async () => {
    const softphone = mount();
    const controller = new AbortController();
    const one = codeOf(softphone.ready({ signal: controller.signal }));
    const other = softphone.ready();
    controller.abort();
    expect(await one).to.equal('ABORTED');
    await other;
    await softphone.ready();
    expect(await codeOf(softphone.ready({ signal: AbortSignal.abort() }))).to.equal('ABORTED');
  });
});

describe('listeners', () => {
  afterEach(cleanUp);

  it('that come late are told at once how things stand', async () => {
    const softphone = mount();
    await softphone.ready();
    await run(softphone.frame, 'connected');
    await run(softphone.frame, 'ask', 'publishCall', { event: 'delivered', call: aCall({ id: 'a', state: 'alerting' }) });
    await run(softphone.frame, 'ask', 'publishCall', { event: 'established', call: aCall({ id: 'b' }) });
    await run(softphone.frame, 'ask', 'publishAgent', { state: 'busy', since: 9, reason: 'In a call' });
    await until(() => softphone.agent, 'the agent is told');
    const heard: unknown[] = [];
    softphone.on('status', ({ state }) => heard.push(state));
    softphone.on('call', ({ event, call }) => heard.push(`${event} ${call.id}`));
    softphone.on('agent', ({ state }) => heard.push(state));
    expect(heard).to.deep.equal(['ready', 'updated a', 'updated b', 'busy']);
  });

  it('that throw harm nobody: not the library, not each other', async () => {
    const host = openFrame(hostPage);
    await run(host, 'mount', { src: softphoneFor(origins.subdomain) }, { search: { does: 'answer', value: [] } });
    await run(host, 'addThrowingListener');
    await run(host, 'ready');
    const softphone = host.contentWindow?.[0] as Window;
    await run(softphone, 'connected');
    await run(softphone, 'addThrowingListener');
    await run(softphone, 'ask', 'publishCall', { event: 'established', call: aCall() });
    const calls = async () => (await run<{ call?: unknown }[]>(host, 'received')).filter(({ call }) => call);
    await until(async () => (await calls()).length === 1, 'the other listener hears of the call');
    await run(softphone, 'ask', 'enableClickToDial');
    await run(host, 'click');
    const clicks = async () => (await run<unknown[]>(softphone, 'received')).filter((entry) => typeof entry === 'string' || 'clickToDial' in (entry as object));
    await until(async () => (await clicks()).length === 2, 'both listeners hear of the click');
    expect(await run(softphone, 'ask', 'search', { text: 'x' })).to.deep.equal([]);
    // What they threw is theirs, and goes where such errors go.
    for (const page of [host, softphone])
      expect((await run<string[]>(page, 'errors')).every((error) => error.includes('a listener of the page'))).to.equal(true);
    expect(await run(host, 'errors')).not.to.deep.equal([]);
  });

  it('that have unsubscribed hear no more', async () => {
    const softphone = mount();
    const heard: string[] = [];
    const off = softphone.on('status', ({ state }) => heard.push(state));
    off();
    off();
    await softphone.ready();
    expect(heard).to.deep.equal(['connecting']);
  });
});

describe('several', () => {
  afterEach(cleanUp);

  it('softphones on one page, of one address or of two, do not hear each other', async () => {
    const searches: string[] = [];
    const make = (name: string, origin: string) =>
      mount({
        src: softphonePage({ origin }),
        crm: {
          search: ({ text = '' }) => {
            searches.push(`${name}: ${text}`);
            return [{ recordId: name, recordName: name }];
          },
        },
      });
    const all = [make('one', origins.ip), make('two', origins.ip), make('three', origins.subdomain)];
    await Promise.all(all.map((softphone) => softphone.ready()));
    for (const [index, softphone] of all.entries()) {
      await run(softphone.frame, 'connected');
      await run(softphone.frame, 'serve', { hold: { does: 'answer' } });
      const hits = await run<{ recordId: string }[]>(softphone.frame, 'ask', 'search', { text: String(index) });
      expect(hits[0]?.recordId).to.equal(['one', 'two', 'three'][index]);
      await until(() => softphone.capabilities.includes('hold'), 'the offer arrives');
      await softphone.hold(`call of ${index}`);
    }
    expect(searches).to.deep.equal(['one: 0', 'two: 1', 'three: 2']);
    for (const [index, softphone] of all.entries()) {
      const held = (await run<{ hold?: unknown }[]>(softphone.frame, 'received')).filter(({ hold }) => hold);
      expect(held).to.deep.equal([{ hold: { callId: `call of ${index}` } }]);
    }
    all[0]?.dispose();
    await all[1]?.hold('after');
    expect(all[2]?.status.state).to.equal('ready');
  });

  it('mounts, one after the other in the same place', async () => {
    const place = container();
    for (let turn = 0; turn < 3; turn += 1) {
      const softphone = mountSoftphone({ src: softphonePage(), container: place });
      await softphone.ready();
      softphone.dispose();
    }
    expect(place.childElementCount).to.equal(0);
  });
});
