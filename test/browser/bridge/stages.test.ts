/** Both pages load in two stages. The second, which connects, may come late, or not at all. */
import { expect } from 'chai';
import { origins } from '../origins.ts';
import { testServer } from '../test-servers.ts';
import { cleanUp, mount, NEVER_MS, softphonePage } from './pages.ts';
import { codeOf, errorOf, goTo, openFrame, run, until } from './remote-page.ts';

let server: string;
const secondStage = (is: 'there' | 'missing' | 'slow') => fetch(`${server}/second-stage?is=${is}`);
/** Firefox remembers for as long as a page lives that one of its modules could not be loaded. */
const mustReload = /firefox/i.test(navigator.userAgent);
const stateOf = async (page: HTMLIFrameElement) => (await run<{ state: string; code?: string }>(page, 'status')) ?? {};

before(async () => {
  server = await testServer('staged');
});
afterEach(async () => {
  cleanUp();
  await secondStage('there');
});

describe('a CRM page', () => {
  const openHost = () => openFrame(`${server}/host.html`);
  const src = () => softphonePage({ options: { allowedOrigins: [server] } });

  it('whose second stage is missing says so at once, and may try again', async () => {
    await secondStage('missing');
    const host = openHost();
    await run(host, 'mount', { src: src(), connectTimeoutMs: NEVER_MS });
    const error = await errorOf(run(host, 'ready'));
    expect(error.code).to.equal('LOAD_FAILED');
    expect(error.message).to.contain('could not be loaded').and.to.contain('reload');
    expect(await stateOf(host)).to.deep.equal({ state: 'failed', code: 'LOAD_FAILED' });
    expect(await codeOf(run(host, 'tell', 'dial', '+461'))).to.equal('LOAD_FAILED');
    await run(host, 'dispose');
    expect(await codeOf(run(host, 'ready'))).to.equal('DISPOSED');
    expect(await run(host, 'errors')).to.deep.equal([]);

    await secondStage('there');
    if (mustReload) await goTo(host, `${server}/host.html?again`);
    await run(host, 'mount', { src: src() });
    await run(host, 'ready');
    expect((await stateOf(host)).state).to.equal('ready');
  });

  it('whose second stage is late is patient for as long as it was told, and connects all the same', async () => {
    await secondStage('slow');
    const host = openHost();
    await run(host, 'mount', { src: src(), connectTimeoutMs: 400 });
    expect((await stateOf(host)).state).to.equal('connecting');
    expect(await codeOf(run(host, 'tell', 'dial', '+461'))).to.equal('NOT_READY');
    await run(host, 'tell', 'setAppView', { url: server });
    await run(host, 'tell', 'retryLogs');
    expect(await run(host, 'get', 'pendingLogs')).to.deep.equal([]);
    const error = await errorOf(run(host, 'ready'));
    expect(error.code).to.equal('LOAD_FAILED');
    expect(error.message).to.contain('400 ms');
    await secondStage('there');
    await until(async () => (await stateOf(host)).state === 'ready', 'it connects');
  });

  it('that has given up meanwhile is left as it was', async () => {
    await secondStage('slow');
    const host = openHost();
    const listeners = await run(host, 'listeners');
    await run(host, 'mount', { src: src() });
    await run(host, 'dispose');
    await run(host, 'dispose');
    expect(await stateOf(host)).to.deep.equal({ state: 'disposed' });
    expect(await run(host, 'timers')).to.equal(0);
    await secondStage('there');
    // Once it is there, another softphone of the page is connected by it at once; that of before is not.
    await run(host, 'mount', { src: src() });
    await run(host, 'ready');
    await run(host, 'dispose');
    expect(await run(host, 'listeners')).to.deep.equal(listeners);
    expect((await run<{ state: string }[]>(host, 'statuses')).map(({ state }) => state)).to.deep.equal([
      'connecting',
      'disposed',
      'connecting',
      'ready',
      'disposed',
    ]);
    expect(await run(host, 'errors')).to.deep.equal([]);
  });
});

describe('a softphone page', () => {
  const open = (query = '') => openFrame(`${server}/softphone.html${query}`);
  const options = { allowedOrigins: [location.origin] };

  it('whose second stage is missing says so at once, and may try again', async () => {
    await secondStage('missing');
    const softphone = mount({ src: `${server}/softphone.html`, connectTimeoutMs: NEVER_MS });
    const error = await errorOf(run(softphone.frame, 'connect', { ...options, connectTimeoutMs: NEVER_MS }));
    expect(error.code).to.equal('LOAD_FAILED');
    expect(await run(softphone.frame, 'errors')).to.deep.equal([]);
    await secondStage('there');
    if (mustReload) await goTo(softphone.frame, `${server}/softphone.html?again`);
    expect(await run(softphone.frame, 'connect', options)).to.deep.equal({ state: 'ready' });
  });

  it('whose second stage is late fails after the stated time, or when it gives up', async () => {
    await secondStage('slow');
    const softphone = open();
    const error = await errorOf(run(softphone, 'connect', { ...options, connectTimeoutMs: 300 }));
    expect(error.code).to.equal('LOAD_FAILED');
    expect(error.message).to.contain('300 ms');
    const connecting = codeOf(run(softphone, 'connect', { ...options, connectTimeoutMs: NEVER_MS }));
    await run(softphone, 'abortConnecting');
    expect(await connecting).to.equal('ABORTED');
    expect(await run(softphone, 'timers')).to.equal(0);
    await secondStage('there');
    expect(await run(softphone, 'errors')).to.deep.equal([]);
  });

  it('refuses what is no origin before it loads anything', async () => {
    await secondStage('missing');
    const softphone = open();
    expect(await codeOf(run(softphone, 'connect', { allowedOrigins: ['*'] }))).to.equal('INVALID_ARGUMENT');
  });

  it('is heard by a CRM whose second stage comes after its hello, and counts the time from mounting', async () => {
    await secondStage('slow');
    const host = openFrame(`${server}/host.html`);
    await run(host, 'mount', { src: softphonePage({ origin: origins.subdomain, options: { allowedOrigins: [server] } }), connectTimeoutMs: NEVER_MS });
    // The page in the frame is there and has greeted long before anybody listens.
    await until(() => host.contentWindow?.[0], 'the frame is there');
    await run(host.contentWindow?.[0] as Window, 'received');
    await secondStage('there');
    await run(host, 'ready');
    expect(await run(host.contentWindow?.[0] as Window, 'connected')).to.deep.equal({ state: 'ready' });
  });
});
