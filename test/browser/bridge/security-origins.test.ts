/** Who is let in. Attackers are real pages of real other origins, and what counts is what they got and did. */
import { expect } from 'chai';
import { fixture, origins } from '../origins.ts';
import { cleanUp, mount, NEVER_MS, softphonePage, statesOf } from './pages.ts';
import { aWhile, errorOf, goTo, numberOf, openFrame, type RemoteError, run, until } from './remote-page.ts';

const attackerPage = (origin: string) => fixture('bridge/attacker.html', origin);
const heard = (page: HTMLIFrameElement | Window) => run<{ data?: { type?: string }; port?: unknown; origin?: string }[]>(page, 'heard');

describe('an origin that is not configured', () => {
  afterEach(cleanUp);

  it('is refused by name on both sides, at once: the softphone does not allow the CRM', async () => {
    const softphone = mount({
      src: softphonePage({ options: { allowedOrigins: ['https://crm.example'], connectTimeoutMs: NEVER_MS } }),
      connectTimeoutMs: NEVER_MS,
    });
    const ours = await errorOf(softphone.ready());
    expect(ours.code).to.equal('ORIGIN_REFUSED');
    expect(ours.message).to.contain(location.origin).and.to.contain(origins.ip);
    expect(ours.details).to.deep.equal({ origin: location.origin, by: origins.ip });
    expect(softphone.status.state).to.equal('refused');
    const theirs = await errorOf(run(softphone.frame, 'connected'));
    expect(theirs.code).to.equal('ORIGIN_REFUSED');
    expect(theirs.message).to.contain(location.origin).and.to.contain('https://crm.example');
    expect(theirs.details).to.deep.equal({ origin: location.origin, expected: 'https://crm.example' });
  });

  it('is refused by name on both sides, at once: the page in the frame is not the one of src', async () => {
    const softphone = mount({ connectTimeoutMs: NEVER_MS });
    await softphone.ready();
    await goTo(softphone.frame, softphonePage({ origin: origins.subdomain, options: { connectTimeoutMs: NEVER_MS } }));
    await until(() => softphone.status.state === 'refused', 'the CRM refuses');
    const ours = (softphone.status as { error: RemoteError }).error;
    expect(ours.code).to.equal('ORIGIN_REFUSED');
    expect(ours.details).to.deep.equal({ origin: origins.subdomain, expected: origins.ip });
    const theirs = await errorOf(run(softphone.frame, 'connected'));
    expect(theirs.code).to.equal('ORIGIN_REFUSED');
    expect(theirs.details).to.deep.equal({ origin: origins.subdomain, by: location.origin });
    expect((await errorOf(softphone.dial('+46812345'))).code).to.equal('ORIGIN_REFUSED');
  });

  for (const [what, allowed] of [
    ['a prefix of it', 'http://localhost'],
    ['it with a shorter port', origins.localhost.slice(0, -1)],
    ['it with another scheme', origins.localhost.replace('http:', 'https:')],
    ['a name that ends in it', `https://evil-${new URL(origins.localhost).host}`],
    ['a subdomain of it', origins.subdomain],
  ] as const) {
    it(`does not pass for ${what}`, async () => {
      const softphone = mount({ src: softphonePage({ options: { allowedOrigins: [allowed], connectTimeoutMs: NEVER_MS } }), connectTimeoutMs: NEVER_MS });
      const error = await errorOf(run(softphone.frame, 'connected'));
      expect(error.details).to.deep.equal({ origin: location.origin, expected: allowed });
      expect((await errorOf(softphone.ready())).code).to.equal('ORIGIN_REFUSED');
    });
  }

  it('does not pass when it is opaque: a sandboxed page of the right address', async () => {
    const softphone = mount({ src: softphonePage({ options: 'none' }), connectTimeoutMs: NEVER_MS });
    softphone.frame.setAttribute('sandbox', 'allow-scripts');
    // A module of another origin needs CORS in an opaque origin, so this attacker brings its script along.
    const script = `addEventListener('load', () => parent.postMessage({ namespace: 'penpal', channel: 'ringframe', type: 'SYN', participantId: 'z' }, '*'))`;
    softphone.frame.src = `data:text/html,<script>${encodeURIComponent(script)}</script>`;
    await until(() => softphone.status.state === 'refused', 'the CRM refuses');
    expect((softphone.status as { error: RemoteError }).error.details).to.deep.equal({ origin: 'null', expected: origins.ip });
  });

  it('is told once, and a refusal is never answered by one: two pages that refuse each other are soon silent', async () => {
    const host = openFrame('about:blank');
    const softphone = openFrame('about:blank');
    softphone.src = softphonePage({
      origin: origins.subdomain,
      options: { allowedOrigins: ['https://crm.example'], connectTimeoutMs: NEVER_MS },
      query: `host=${numberOf(host)}`,
    });
    await run(softphone, 'received');
    host.src = attackerPage(origins.ip);
    await run(host, 'heard');
    const notices = async () => (await heard(host)).filter(({ data }) => (data as { ringframe?: string })?.ringframe === 'refused');
    await run(host, 'post', numberOf(softphone), { ringframe: 'refused', refused: origins.subdomain, by: origins.ip });
    await aWhile();
    expect(await notices()).to.have.length(0);
    await run(host, 'attack', numberOf(softphone));
    await run(host, 'attack', numberOf(softphone));
    expect(await notices()).to.deep.equal([{ data: { ringframe: 'refused', refused: origins.ip, by: origins.subdomain }, origin: origins.subdomain }]);
    expect(await run(softphone, 'errors')).to.deep.equal([]);
  });
});

describe('a stranger', () => {
  afterEach(cleanUp);

  const searched: unknown[] = [];
  const crm = {
    search: (query: unknown) => {
      searched.push(query);
      return [{ recordId: '1', recordName: 'A secret' }];
    },
  };
  beforeEach(() => void searched.splice(0));

  for (const [what, origin] of [
    ['another origin', origins.subdomain],
    ['the softphone origin itself', origins.ip],
    ['the CRM origin itself', origins.localhost],
  ] as const) {
    it(`in a frame beside, of ${what}, gets nothing by a perfect handshake, before and after the real one`, async () => {
      const attacker = openFrame(attackerPage(origin));
      await run(attacker, 'heard');
      const softphone = mount({ src: softphonePage({ options: 'none' }), crm });
      const states = statesOf(softphone);
      await run(attacker, 'attack', 'parent');
      await run(attacker, 'attack', numberOf(softphone.frame));
      await run(softphone.frame, 'connect', { allowedOrigins: [location.origin] });
      await softphone.ready();
      await run(softphone.frame, 'serve', { dial: { does: 'answer' } });
      await until(() => softphone.capabilities.includes('dial'), 'the offer arrives');
      await run(attacker, 'attack', 'parent');
      await run(attacker, 'attack', numberOf(softphone.frame));
      expect(await heard(attacker)).to.deep.equal([]);
      // The second `ready` tells of the offer.
      expect(states).to.deep.equal(['connecting', 'ready', 'ready']);
      expect(searched).to.deep.equal([]);
      expect(await run(softphone.frame, 'received')).to.deep.equal([]);
      expect(await run(softphone.frame, 'status')).to.have.property('state', 'ready');
    });
  }

  it('in a frame inside ours gets nothing', async () => {
    const softphone = mount({ crm });
    await softphone.ready();
    const states = statesOf(softphone);
    for (const origin of [origins.subdomain, origins.ip]) {
      await run(softphone.frame, 'openNested', attackerPage(origin));
      const nested = await until(() => softphone.frame.contentWindow?.[origin === origins.ip ? 1 : 0], 'the nested frame is there');
      await run(nested, 'attack', 'top');
      await run(nested, 'attack', 'parent');
      expect(await heard(nested), origin).to.deep.equal([]);
    }
    expect(states).to.deep.equal(['ready']);
    expect(searched).to.deep.equal([]);
  });

  it('in a window that the CRM page opened gets nothing', async () => {
    const softphone = mount({ crm });
    await softphone.ready();
    const states = statesOf(softphone);
    const popup = window.open(attackerPage(origins.ip), '_blank', 'width=200,height=200');
    if (!popup) return expect.fail('the window was blocked');
    await run(popup, 'attack', 'opener');
    expect(await heard(popup)).to.deep.equal([]);
    popup.close();
    expect(states).to.deep.equal(['ready']);
    expect(searched).to.deep.equal([]);
  });

  it('that our frame was led to hears nothing of what was under way, and is refused', async () => {
    let release: (hits: { recordId: string; recordName: string }[]) => void = () => {};
    const softphone = mount({ crm: { search: () => new Promise((resolve) => (release = resolve)) }, connectTimeoutMs: NEVER_MS });
    await softphone.ready();
    await run(softphone.frame, 'connected');
    run(softphone.frame, 'ask', 'search', { text: 'x' }).catch(() => {});
    await until(() => release, 'the search is under way');
    await run(softphone.frame, 'serve', { dial: { does: 'answer' } });
    await until(() => softphone.capabilities.includes('dial'), 'the offer arrives');
    await goTo(softphone.frame, attackerPage(origins.subdomain));
    await run(softphone.frame, 'heard');
    release([{ recordId: '1', recordName: 'A secret' }]);
    softphone.setAppView({ url: `${location.origin}/secret` });
    expect((await errorOf(softphone.dial('+46812345'))).code).to.be.oneOf(['NOT_READY', 'ORIGIN_REFUSED', 'SESSION_REPLACED']);
    await run(softphone.frame, 'attack', 'parent');
    expect(softphone.status).to.have.property('state', 'refused');
    // The one thing it is told: that it was turned away, with nothing but the two origins.
    expect(await heard(softphone.frame)).to.deep.equal([
      { data: { ringframe: 'refused', refused: origins.subdomain, by: location.origin }, origin: location.origin },
    ]);
  });

  it('that leads our frame away without a goodbye is noticed too', async () => {
    const softphone = mount({ src: softphonePage({ query: 'silent=1' }), crm, connectTimeoutMs: NEVER_MS });
    await softphone.ready();
    await run(softphone.frame, 'connected');
    await run(softphone.frame, 'serve', { hold: { does: 'hang' } });
    await until(() => softphone.capabilities.includes('hold'), 'the offer arrives');
    const holding = errorOf(softphone.hold('call-1'));
    await goTo(softphone.frame, attackerPage(origins.subdomain));
    await run(softphone.frame, 'attack', 'parent');
    expect((await holding).code).to.be.oneOf(['SESSION_REPLACED', 'ORIGIN_REFUSED']);
    await until(() => softphone.status.state === 'refused', 'the CRM refuses');
    expect(
      (await heard(softphone.frame)).filter(({ data, port }) => port !== undefined || (data as { ringframe?: string })?.ringframe !== 'refused'),
    ).to.deep.equal([]);
    expect(searched).to.deep.equal([]);
  });

  it('cannot make either page believe it was refused', async () => {
    const attacker = openFrame(attackerPage(origins.subdomain));
    const softphone = mount({ crm });
    await softphone.ready();
    const notice = { ringframe: 'refused', refused: location.origin, by: origins.ip };
    await run(attacker, 'post', 'parent', notice);
    await run(attacker, 'post', numberOf(softphone.frame), notice);
    postMessage(notice, '*');
    await aWhile();
    expect(softphone.status.state).to.equal('ready');
    expect(await run(softphone.frame, 'status')).to.have.property('state', 'ready');
    // Nor a page of another origin in the frame itself: it is refused, but not believed.
    await goTo(softphone.frame, attackerPage(origins.subdomain));
    await run(softphone.frame, 'post', 'parent', notice);
    await aWhile();
    expect(softphone.status.state).to.equal('reconnecting');
    expect(await heard(softphone.frame)).to.deep.equal([]);
  });

  it('script in the CRM page cannot pose as the softphone by a made-up event', async () => {
    const softphone = mount({ crm });
    await softphone.ready();
    const states = statesOf(softphone);
    const { port1, port2 } = new MessageChannel();
    const got: unknown[] = [];
    port1.onmessage = ({ data }) => got.push(data);
    for (const data of [
      { namespace: 'penpal', channel: 'ringframe', type: 'SYN', participantId: 'z' },
      { namespace: 'penpal', channel: 'ringframe', type: 'ACK2' },
      { namespace: 'penpal', channel: 'ringframe', type: 'CALL', id: 'x', methodPath: ['call'], args: [undefined, 1, 'search', {}] },
      { ringframe: 'refused', refused: location.origin, by: origins.ip },
    ]) {
      const event = new MessageEvent('message', { data, origin: origins.ip, ports: [port2] });
      // Firefox takes no window of another origin in the constructor.
      Object.defineProperty(event, 'source', { value: softphone.frame.contentWindow });
      dispatchEvent(event);
    }
    port1.postMessage({ namespace: 'penpal', channel: 'ringframe', type: 'CALL', id: 'y', methodPath: ['hello'], args: [] });
    await aWhile();
    expect(got).to.deep.equal([]);
    expect(states).to.deep.equal(['ready']);
    expect(await run(softphone.frame, 'ask', 'search', { text: 'x' })).to.have.length(1);
  });

  it('with the handshake of penpal 6, which has no port, is not let in even from the right page', async () => {
    const softphone = mount({ src: fixture('bridge/attacker.html', origins.ip), crm });
    const states = statesOf(softphone);
    await run(softphone.frame, 'post', 'parent', { penpal: 'syn' });
    await run(softphone.frame, 'post', 'parent', { penpal: 'ack', methodNames: [] });
    await run(softphone.frame, 'post', 'parent', { penpal: 'call', id: 1, methodName: 'call', args: [undefined, 1, 'search', { text: 'x' }] });
    await run(softphone.frame, 'post', 'parent', { penpal: 'call', id: 2, methodName: 'hello', args: [{}] });
    await aWhile();
    const answers = (await heard(softphone.frame)).filter(({ data }) => data?.type !== 'SYN');
    expect(answers).to.deep.equal([]);
    expect(searched).to.deep.equal([]);
    expect(states).to.deep.equal(['connecting']);
  });

  it('cannot make a page that is let in fall back to that handshake, over which calls would go by window', async () => {
    const softphone = mount({ src: fixture('bridge/raw-softphone.html', origins.ip), crm });
    await run(softphone.frame, 'hello');
    await run(softphone.frame, 'postWindow', { penpal: 'syn' });
    expect(await run(softphone.frame, 'ask', 1, 'search', { text: 'x' })).to.have.property('ok', true);
    expect(await run(softphone.frame, 'heardDeprecated')).to.deep.equal([]);
  });
});

describe('a softphone that allows two CRMs', () => {
  afterEach(cleanUp);

  it('stays with the one it met: the window cannot change over to the other', async () => {
    const host = openFrame('about:blank');
    const softphone = openFrame('about:blank');
    const hostPage = (origin: string) => fixture('bridge/raw-host.html', origin, `softphone=${numberOf(softphone)}`);
    host.src = hostPage(origins.ip);
    softphone.src = softphonePage({
      origin: origins.subdomain,
      options: { allowedOrigins: [origins.ip, origins.localhost], connectTimeoutMs: NEVER_MS },
      query: `host=${numberOf(host)}`,
    });
    await run(softphone, 'received');
    await run(host, 'shake');
    expect(await run(softphone, 'connected')).to.deep.equal({ state: 'ready' });

    await goTo(host, hostPage(origins.localhost));
    await run(host, 'shake');
    await until(async () => (await run<{ state: string }>(softphone, 'status')).state === 'refused', 'the softphone refuses the second');
    expect(await run(host, 'handshakes')).to.deep.equal([]);
    expect(await run(host, 'hellos')).to.deep.equal([]);
    expect((await errorOf(run(softphone, 'ask', 'search', { text: 'secret' }))).details).to.deep.equal({ origin: origins.localhost, expected: origins.ip });
    expect(await run(host, 'calls')).to.deep.equal([]);
  });
});
