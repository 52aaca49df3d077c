/** A page that was let in and sends without end. What counts: this page goes on living, and the flood ends. */
import { expect } from 'chai';
import type { MountOptions, Softphone } from '../../../src/host/index.ts';
import { fixture, origins } from '../origins.ts';
import { cleanUp, logged, mount, NEVER_MS, softphonePage, statesOf } from './pages.ts';
import { aWhile, errorOf, numberOf, openFrame, run, until } from './remote-page.ts';

const FLOOD = 100_000;

const mountGreeted = async (options: Partial<MountOptions> = {}): Promise<Softphone> => {
  const softphone = mount({ src: fixture('bridge/raw-softphone.html', origins.ip), ...options });
  await run(softphone.frame, 'hello');
  return softphone;
};

/** Counts the turns this page gets while something goes on. */
const watchTurns = () => {
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  });
  return {
    stop: () => {
      clearInterval(timer);
      return turns;
    },
  };
};

/** What this page sends through ports. Of what is on its way when a port is closed, a busy browser delivers some, or nothing. */
const watchSent = () => {
  const { postMessage } = MessagePort.prototype;
  const sent: { type?: string; value?: { ok?: boolean; error?: { code?: string } } }[] = [];
  MessagePort.prototype.postMessage = function (this: MessagePort, ...message: Parameters<typeof postMessage>) {
    sent.push(message[0]);
    postMessage.apply(this, message);
  } as typeof postMessage;
  return {
    stop(): void {
      MessagePort.prototype.postMessage = postMessage;
    },
    count: (type: string): number => sent.filter((message) => message.type === type).length,
    /** Of answers to calls. */
    codes(): Record<string, number> {
      const counts: Record<string, number> = {};
      for (const { type, value } of sent) {
        const code = value?.ok ? 'ok' : value?.error?.code;
        if (type === 'REPLY' && code !== undefined) counts[code] = (counts[code] ?? 0) + 1;
      }
      return counts;
    },
  };
};

describe('a flood', function () {
  // 100,000 messages take a browser seconds to deliver, however little is done with them.
  this.timeout(60_000);
  afterEach(cleanUp);

  it('of calls is slowed, then cut off; the page lives on, and lets the next page in', async () => {
    let searches = 0;
    const softphone = await mountGreeted({
      crm: {
        search: () => {
          searches += 1;
          return [];
        },
      },
    });
    const states = statesOf(softphone);
    const turns = watchTurns();
    const sent = watchSent();
    await run(softphone.frame, 'askMany', 20_000, 'search', { text: 'x' }).finally(sent.stop);
    const answers = sent.codes();
    expect(turns.stop(), 'turns of the page during the flood').to.be.at.least(2);
    expect(states).to.deep.equal(['ready', 'failed CUT_OFF']);
    expect(searches).to.be.within(1_000, 10_000);
    expect(answers.ok).to.be.within(searches - 50, searches);
    expect(answers.RATE_LIMITED).to.be.at.least(1);
    expect(searches + (answers.RATE_LIMITED ?? 0), 'after the cut nothing is answered').to.be.lessThan(20_000);
    expect(await run(softphone.frame, 'events'), 'the page is told').to.deep.include({ type: 'goodbye', reason: 'CUT_OFF' });
    expect((await errorOf(softphone.dial('+46812345'))).code).to.equal('CUT_OFF');
    expect(logged.filter(({ message }) => message.includes('slowed down'))).to.have.length(1);

    softphone.frame.src = softphonePage();
    await until(() => softphone.status.state === 'ready', 'the next page is let in');
  });

  it('of calls that are never answered holds no more than the agreed number', async () => {
    const answers: (() => void)[] = [];
    const softphone = await mountGreeted({ crm: { search: () => new Promise((resolve) => answers.push(() => resolve([]))) } });
    await run(softphone.frame, 'askAndForget', 2_500, 'search', { text: 'x' });
    await until(() => answers.length >= 256, 'the first are asked');
    await aWhile();
    expect(answers).to.have.length(256);
  });

  it('of events is dropped beyond the rate, then cut off; the page lives on', async () => {
    const softphone = await mountGreeted();
    const states = statesOf(softphone);
    let heard = 0;
    softphone.on('agent', () => {
      heard += 1;
    });
    const turns = watchTurns();
    await run(softphone.frame, 'postMany', FLOOD, { type: 'event', name: 'agent', payload: { state: 'ready', since: 1 } });
    await until(() => softphone.status.state === 'failed', 'the flood is cut off', 30_000);
    await aWhile();
    expect(turns.stop(), 'turns of the page during the flood').to.be.at.least(2);
    expect(states).to.deep.equal(['ready', 'failed CUT_OFF']);
    expect(heard).to.be.within(1_000, 20_000);
    expect(softphone.agent, 'who is cut off says nothing about the agent').to.equal(undefined);
  });

  it('of pings and nonsense is no different', async () => {
    const softphone = await mountGreeted();
    const sent = watchSent();
    await run(softphone.frame, 'postMany', 20_000, { type: 'ping' });
    await until(() => softphone.status.state === 'failed', 'the flood is cut off', 30_000).finally(sent.stop);
    expect(sent.count('pong')).to.be.within(1, 10_000);
  });

  it('of window messages, handshakes among them, leaves the connection as it is', async () => {
    let delivered = 0;
    const count = () => {
      delivered += 1;
    };
    // Counted before the doorkeeper, who keeps some of them to himself.
    addEventListener('message', count, { capture: true });
    const softphone = await mountGreeted({ crm: { search: () => [] } });
    const states = statesOf(softphone);
    const turns = watchTurns();
    await run(softphone.frame, 'postWindowMany', FLOOD / 2, { noise: true });
    await run(softphone.frame, 'postWindowMany', FLOOD / 2, { penpal: 'syn' });
    await until(() => delivered > FLOOD, 'all of them arrive', 50_000);
    removeEventListener('message', count, { capture: true });
    expect(turns.stop(), 'turns of the page during the flood').to.be.at.least(2);
    expect(states).to.deep.equal(['ready']);
    expect(await run(softphone.frame, 'ask', 1, 'search', { text: 'x' })).to.deep.include({ ok: true });
  });

  it('of handshakes reaches nobody beyond a few, and a page that comes later is still let in', async () => {
    const softphone = await mountGreeted();
    let answered = 0;
    const { frame } = softphone;
    // Each handshake that penpal sees it answers with one of its own.
    const before = await run<unknown[]>(frame, 'heardHandshakes').then((list) => list.length);
    for (let index = 0; index < 5; index += 1) {
      await run(frame, 'postWindowMany', 100, { namespace: 'penpal', channel: 'ringframe', type: 'SYN', participantId: `0${index}` });
      await run(frame, 'postWindowMany', 100, { namespace: 'penpal', channel: 'ringframe', type: 'ACK1', methodPaths: [] });
    }
    await aWhile();
    answered = (await run<unknown[]>(frame, 'heardHandshakes')).length - before;
    expect(answered).to.be.within(1, 150);
    frame.src = softphonePage();
    await until(() => softphone.status.state === 'ready' && !softphone.capabilities.includes('dial'), 'the next page is let in', 10_000);
  });

  it('of hellos is answered RATE_LIMITED, and the last accepted one holds', async () => {
    const softphone = await mountGreeted();
    const answers = await run<Record<string, number>>(softphone.frame, 'helloMany', 100);
    expect(answers.ok).to.be.within(5, 40);
    expect(answers.RATE_LIMITED).to.equal(100 - (answers.ok ?? 0));
    expect(softphone.status).to.have.property('session', await run(softphone.frame, 'session'));
  });

  it('that a CRM page has cut off is not taken up again by the softphone', async () => {
    const host = openFrame('about:blank');
    const softphone = openFrame('about:blank');
    host.src = fixture('bridge/raw-host.html', origins.ip, `softphone=${numberOf(softphone)}`);
    softphone.src = softphonePage({
      origin: origins.subdomain,
      options: { allowedOrigins: [origins.ip], connectTimeoutMs: NEVER_MS },
      query: `host=${numberOf(host)}`,
    });
    await run(host, 'shake');
    await run(softphone, 'connected');
    await run(host, 'post', { type: 'goodbye', reason: 'CUT_OFF' });
    await until(async () => (await run<{ code?: string }>(softphone, 'status')).code === 'CUT_OFF', 'it is told');
    await aWhile();
    expect(await run(host, 'hellos')).to.have.length(1);
  });

  it('from a CRM page is cut off by the softphone as well', async () => {
    const host = openFrame('about:blank');
    const softphone = openFrame('about:blank');
    host.src = fixture('bridge/raw-host.html', origins.ip, `softphone=${numberOf(softphone)}`);
    softphone.src = softphonePage({
      origin: origins.subdomain,
      options: { allowedOrigins: [origins.ip], connectTimeoutMs: NEVER_MS },
      query: `host=${numberOf(host)}`,
    });
    await run(host, 'shake');
    expect(await run(softphone, 'connected')).to.deep.equal({ state: 'ready' });
    await run(host, 'postMany', FLOOD / 2, { type: 'event', name: 'navigation', payload: { url: 'https://crm.example/' } });
    await until(async () => (await run<{ code?: string }>(softphone, 'status')).code === 'CUT_OFF', 'the flood is cut off', 30_000);
    const heard = (await run<{ navigation?: unknown }[]>(softphone, 'received')).filter((entry) => entry.navigation);
    expect(heard.length).to.be.within(1_000, 20_000);
    expect((await errorOf(run(softphone, 'ask', 'search', { text: 'x' }))).code).to.equal('CUT_OFF');
  });
});
