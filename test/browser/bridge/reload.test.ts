/** Pages that are loaded again, go away, come late, or never come. */
import { expect } from 'chai';
import type { CallMessage } from '../../../src/index.ts';
import { fixture, origins } from '../origins.ts';
import { aCall } from './calls.ts';
import { cleanUp, mount, NEVER_MS, softphonePage, statesOf } from './pages.ts';
import { codeOf, goTo, numberOf, openFrame, type RemoteError, run, until } from './remote-page.ts';

const plainPage = (query = '') => fixture('bridge/plain.html', origins.ip, query);

/** A real softphone whose `hold` never answers. */
const mountHolding = async (query = '', options = {}) => {
  const softphone = mount({ src: softphonePage({ query }), connectTimeoutMs: NEVER_MS, ...options });
  await softphone.ready();
  await run(softphone.frame, 'connected');
  await run(softphone.frame, 'serve', { hold: { does: 'hang' } });
  await until(() => softphone.capabilities.includes('hold'), 'the offer arrives');
  return softphone;
};
const sessionOf = (status: object) => (status as { session?: string }).session;

describe('a softphone page that is loaded again in mid call', () => {
  afterEach(cleanUp);

  for (const [how, query] of [
    ['with a goodbye', ''],
    ['without one', 'silent=1'],
  ] as const) {
    it(`${how}: what was under way rejects, and all is back`, async () => {
      const searches: AbortSignal[] = [];
      const softphone = await mountHolding(query, {
        crm: { search: (_: unknown, { signal }: { signal: AbortSignal }) => new Promise(() => searches.push(signal)) },
      });
      await run(softphone.frame, 'ask', 'publishCall', { event: 'established', call: aCall() });
      await until(() => softphone.calls.length === 1, 'the call is told');
      run(softphone.frame, 'ask', 'search', { text: 'x' }).catch(() => {});
      await until(() => searches.length === 1, 'the search is under way');
      const states = statesOf(softphone);
      const calls: CallMessage[] = [];
      softphone.on('call', (message) => calls.push(message));
      const before = sessionOf(softphone.status);

      const holding = codeOf(softphone.hold('call-1'));
      await run(softphone.frame, 'reload');
      expect(await holding).to.equal('SESSION_REPLACED');
      expect(searches[0]?.aborted, 'the handler learns of it').to.equal(true);
      await until(() => softphone.status.state === 'ready' && sessionOf(softphone.status) !== before, 'a new session');
      expect(states).to.deep.equal(query ? ['ready', 'ready'] : ['ready', 'reconnecting', 'ready']);
      // Listeners of before hear what comes after.
      const heard = () => calls.map(({ event, call }) => `${event} ${call.id} ${call.state} ${call.signalling}`);
      await run(softphone.frame, 'connected');
      await run(softphone.frame, 'ask', 'publishCall', { event: 'delivered', call: aCall({ id: 'call-2', state: 'alerting' }) });
      await until(() => calls.length === 2, 'the next call is told');
      expect(heard(), 'the page has not said what it serves, so more calls may come').to.deep.equal([
        'updated call-1 connected up',
        'delivered call-2 alerting up',
      ]);
      await run(softphone.frame, 'serve', { hold: { does: 'answer' } });
      await until(() => softphone.capabilities.includes('hold'), 'the offer arrives');
      expect(heard()[2]).to.equal('cleared call-1 null lost');
      expect(softphone.calls.map(({ id }) => id)).to.deep.equal(['call-2']);
      await softphone.hold('call-2');
    });
  }

  it('says at hello which calls go on; the others are told as cleared', async () => {
    const softphone = mount({ src: fixture('bridge/raw-softphone.html', origins.ip) });
    const calls: CallMessage[] = [];
    softphone.on('call', (message) => calls.push(message));
    await run(softphone.frame, 'hello', { calls: [aCall({ id: 'a' }), aCall({ id: 'b' })], agent: { state: 'busy', since: 5 } });
    expect(softphone.calls.map(({ id }) => id)).to.deep.equal(['a', 'b']);
    expect(softphone.agent).to.deep.equal({ state: 'busy', since: 5 });
    calls.length = 0;
    await run(softphone.frame, 'hello', { calls: [aCall({ id: 'b', muted: true }), aCall({ id: 'c' }), aCall({ id: 'd', state: 'null' })] });
    expect(calls.map(({ event, call }) => `${event} ${call.id}`)).to.deep.equal(['cleared a', 'updated b', 'updated c']);
    expect(calls[0]?.call).to.include({ state: 'null', remoteState: 'null', cause: 'unknown', signalling: 'lost' });
    expect(calls[0]?.call.actions).to.deep.equal([]);
    expect(softphone.calls.map(({ id, muted }) => `${id} ${muted}`)).to.deep.equal(['b true', 'c false']);
  });

  it('may say that calls are yet to come: those of before stay until its offer', async () => {
    const softphone = mount({ src: fixture('bridge/raw-softphone.html', origins.ip) });
    await run(softphone.frame, 'hello', { calls: [aCall({ id: 'a' }), aCall({ id: 'b' }), aCall({ id: 'c' })] });
    const calls: CallMessage[] = [];
    softphone.on('call', (message) => calls.push(message));
    calls.length = 0;
    await run(softphone.frame, 'hello', { calls: [aCall({ id: 'c', muted: true })], callsPending: true, serves: [] });
    expect(softphone.calls.map(({ id }) => id)).to.deep.equal(['a', 'b', 'c']);
    await run(softphone.frame, 'post', { type: 'event', name: 'call', payload: { event: 'updated', call: aCall({ id: 'b', state: 'held' }) } });
    await run(softphone.frame, 'post', { type: 'event', name: 'offer', payload: { serves: ['hold'] } });
    await until(() => softphone.capabilities.includes('hold'), 'the offer arrives');
    expect(calls.map(({ event, call }) => `${event} ${call.id} ${call.state}`)).to.deep.equal(['updated c connected', 'updated b held', 'cleared a null']);
    expect(softphone.calls.map(({ id }) => id)).to.deep.equal(['b', 'c']);
    await run(softphone.frame, 'post', { type: 'event', name: 'offer', payload: { serves: [] } });
    await until(() => softphone.capabilities.length === 0, 'the next offer arrives');
    expect(softphone.calls, 'an offer at any other time says nothing of calls').to.have.length(2);
  });

  it('has its click-to-dial state restored from hello, and is without it in between', async () => {
    const link = document.createElement('a');
    link.href = 'tel:+46812345678';
    document.body.append(link);
    const softphone = mount({ src: fixture('bridge/raw-softphone.html', origins.ip), clickToDial: {} });
    expect(link.getAttribute('aria-disabled')).to.equal('true');
    await run(softphone.frame, 'hello', { clickToDial: { enabled: true } });
    expect(link.getAttribute('aria-disabled')).to.equal(null);
    await run(softphone.frame, 'post', { type: 'goodbye' });
    await until(() => softphone.status.state === 'reconnecting', 'the goodbye arrives');
    expect(link.getAttribute('aria-disabled')).to.equal('true');
    await run(softphone.frame, 'hello', { clickToDial: { enabled: false, reason: 'On a break.' } });
    expect(link.title).to.equal('On a break.');
    await run(softphone.frame, 'hello', { clickToDial: { enabled: true } });
    expect(link.getAttribute('data-ringframe-dial')).to.equal('enabled');
    link.remove();
  });

  it('may say hello twice: the second holds, and what was asked in the first rejects', async () => {
    const softphone = mount({ src: fixture('bridge/raw-softphone.html', origins.ip) });
    await run(softphone.frame, 'hello');
    await run(softphone.frame, 'holdReplies');
    const holding = codeOf(softphone.hold('call-1'));
    const first = sessionOf(softphone.status);
    await run(softphone.frame, 'hello');
    expect(await holding).to.equal('SESSION_REPLACED');
    expect(sessionOf(softphone.status)).not.to.equal(first);
    // An answer that comes now belongs to nobody.
    await run(softphone.frame, 'releaseReplies', { ok: true });
    const next = softphone.hold('call-1');
    await next;
  });
});

describe('a softphone page that goes back to life', () => {
  afterEach(cleanUp);

  it('shakes hands anew after the back/forward cache, and tells its calls again', async () => {
    const softphone = await mountHolding();
    await run(softphone.frame, 'ask', 'publishCall', { event: 'established', call: aCall() });
    await run(softphone.frame, 'ask', 'publishAgent', { state: 'busy', since: 7 });
    await until(() => softphone.calls.length === 1, 'the call is told');
    const states = statesOf(softphone);
    await run(softphone.frame, 'leaveAndComeBack');
    await until(() => states.length === 3, 'it is back');
    expect(states).to.deep.equal(['ready', 'reconnecting', 'ready']);
    expect(softphone.calls.map(({ id }) => id)).to.deep.equal(['call-1']);
    expect(softphone.capabilities).to.deep.equal(['hold']);
    expect(softphone.agent).to.deep.include({ state: 'busy', since: 7 });
    const theirs = await run<{ state: string }[]>(softphone.frame, 'statuses');
    expect(theirs.map(({ state }) => state)).to.deep.equal(['ready', 'reconnecting', 'ready']);
    // The listeners of the page outlive the session.
    softphone.setAppView({ url: location.href });
    const heard = async () => (await run<{ navigation?: { url: string } }[]>(softphone.frame, 'received')).find(({ navigation }) => navigation);
    expect((await until(heard, 'the event arrives')).navigation?.url).to.equal(location.href);
  });

  it('is asked to say hello again when it was only slow to answer after a load', async () => {
    const softphone = await mountHolding();
    const before = sessionOf(softphone.status);
    await run(softphone.frame, 'silence', 4_000);
    softphone.frame.dispatchEvent(new Event('load'));
    await until(() => softphone.status.state === 'reconnecting', 'the page counts as gone', 6_000);
    await until(() => softphone.status.state === 'ready', 'it is back', 6_000);
    expect(sessionOf(softphone.status)).not.to.equal(before);
    expect(softphone.capabilities).to.deep.equal(['hold']);
  });

  it('loses nothing that it tells between its hello and the answer', async () => {
    const host = openFrame('about:blank');
    const softphone = openFrame('about:blank');
    host.src = fixture('bridge/raw-host.html', origins.ip, `softphone=${numberOf(softphone)}`);
    softphone.src = softphonePage({ origin: origins.subdomain, options: { allowedOrigins: [origins.ip] }, query: `host=${numberOf(host)}` });
    await run(host, 'shake');
    await run(softphone, 'connected');
    await run(host, 'holdHello');
    await run(host, 'post', { type: 'goodbye' });
    await until(async () => (await run<unknown[]>(host, 'hellos')).length === 2, 'the second hello');
    await run(softphone, 'serve', { dial: { does: 'answer' } });
    await run(softphone, 'ask', 'publishCall', { event: 'delivered', call: aCall({ state: 'alerting' }) });
    expect(await codeOf(run(softphone, 'ask', 'search', { text: 'x' }))).to.equal('NOT_READY');
    await run(host, 'releaseHello');
    const told = async () => (await run<{ type: string; name?: string }[]>(host, 'events')).filter(({ type }) => type === 'event').map(({ name }) => name);
    await until(async () => (await told()).length >= 2, 'the events arrive');
    expect(await told()).to.deep.equal(['offer', 'call']);
    expect(await run(softphone, 'status')).to.include({ state: 'ready', session: 'session-2' });
  });
});

describe('a frame that shows something else', () => {
  afterEach(cleanUp);

  it('after a goodbye: at once', async () => {
    const softphone = await mountHolding();
    const states = statesOf(softphone);
    const holding = codeOf(softphone.hold('call-1'));
    await run(softphone.frame, 'goTo', plainPage());
    expect(await holding).to.equal('SESSION_REPLACED');
    expect(states).to.deep.equal(['ready', 'reconnecting']);
    expect(await codeOf(softphone.hold('call-1'))).to.equal('NOT_READY');
    expect(softphone.capabilities).to.deep.equal([]);
  });

  it('without a goodbye: when the page that has loaded does not answer', async () => {
    const softphone = await mountHolding('silent=1');
    const holding = codeOf(softphone.hold('call-1', { timeoutMs: NEVER_MS }));
    await goTo(softphone.frame, plainPage());
    expect(await holding).to.equal('SESSION_REPLACED');
    expect(softphone.status.state).to.equal('reconnecting');
  });

  for (const [what, src] of [
    ['a page without Ringframe', plainPage()],
    ['a page that is not there', plainPage('status=404')],
    ['a page that may not be framed', plainPage('header=X-Frame-Options:DENY')],
    ['a page whose policy forbids framing', plainPage(`header=${encodeURIComponent("Content-Security-Policy: frame-ancestors 'none'")}`)],
  ] as const) {
    it(`from the start: ${what} is NO_ANSWER after the stated time, with what to check`, async () => {
      const softphone = mount({ src, connectTimeoutMs: 500 });
      const states = statesOf(softphone);
      const error = await softphone.ready().then(
        () => expect.fail('should not be ready'),
        (reason: RemoteError) => reason,
      );
      expect(error.code).to.equal('NO_ANSWER');
      expect(error.details).to.deep.equal({ origin: origins.ip, timeoutMs: 500 });
      for (const hint of [origins.ip, '500 ms', '404', 'connectToCrm', 'X-Frame-Options', 'frame-ancestors', location.origin])
        expect(error.message).to.contain(hint);
      expect(states).to.deep.equal(['connecting', 'failed NO_ANSWER']);
      expect(await codeOf(softphone.dial('+46812345'))).to.equal('NO_ANSWER');
    });
  }

  it('and then the softphone after all, later than anybody waited: it is let in', async () => {
    const softphone = mount({ src: softphonePage({ query: 'delayMs=1200' }), connectTimeoutMs: 300 });
    const states = statesOf(softphone);
    expect(await codeOf(softphone.ready())).to.equal('NO_ANSWER');
    await until(() => softphone.status.state === 'ready', 'the late page is let in');
    expect(states.at(-1)).to.equal('ready');
    expect(await run(softphone.frame, 'connected')).to.deep.equal({ state: 'ready' });
  });

  it('and calls that looked alive are told as cleared once nobody came back', async () => {
    const softphone = await mountHolding('', { connectTimeoutMs: 1_500 });
    await run(softphone.frame, 'ask', 'publishCall', { event: 'established', call: aCall() });
    await until(() => softphone.calls.length === 1, 'the call is told');
    const events: string[] = [];
    softphone.on('call', ({ event, call }) => events.push(`${event} ${call.state}`));
    await run(softphone.frame, 'goTo', plainPage());
    await until(() => softphone.status.state === 'failed', 'nobody came back');
    expect(events).to.deep.equal(['updated connected', 'cleared null']);
    expect(softphone.calls).to.deep.equal([]);
  });
});

describe('a frame', () => {
  afterEach(cleanUp);

  it('that the CRM page moves elsewhere in the document connects again', async () => {
    const softphone = await mountHolding();
    const holding = codeOf(softphone.hold('call-1'));
    const elsewhere = document.createElement('section');
    document.body.append(elsewhere);
    elsewhere.append(softphone.frame);
    expect(await holding).to.equal('SESSION_REPLACED');
    await until(() => softphone.status.state === 'ready', 'it is back', 10_000);
    expect(await run(softphone.frame, 'connected')).to.deep.equal({ state: 'ready' });
  });

  it('that the CRM page takes out of the document ends what was under way', async () => {
    const softphone = await mountHolding('', { heartbeatIntervalMs: 100 });
    const holding = codeOf(softphone.hold('call-1', { timeoutMs: NEVER_MS }));
    softphone.frame.remove();
    expect(await holding).to.equal('SESSION_REPLACED');
    expect(softphone.status.state).to.equal('reconnecting');
    expect(await codeOf(softphone.hold('call-1'))).to.equal('NOT_READY');
  });

  it('that is taken out without a goodbye is missed by its silence', async () => {
    const softphone = await mountHolding('silent=1', { heartbeatIntervalMs: 100 });
    const holding = codeOf(softphone.hold('call-1', { timeoutMs: NEVER_MS }));
    softphone.frame.remove();
    expect(await holding).to.equal('SESSION_REPLACED');
    expect(softphone.status.state).to.equal('reconnecting');
  });
});
