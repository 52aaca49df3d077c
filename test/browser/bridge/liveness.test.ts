/** Pages that are there but do not answer. */
import { expect } from 'chai';
import { fixture, origins } from '../origins.ts';
import { cleanUp, mount, NEVER_MS, softphonePage, statesOf } from './pages.ts';
import { aWhile, numberOf, openFrame, run, until } from './remote-page.ts';

describe('life signs', () => {
  afterEach(cleanUp);

  it('missing: unresponsive; back: ready, in the same session, with what was asked meanwhile', async () => {
    const softphone = mount({ heartbeatIntervalMs: 100, connectTimeoutMs: NEVER_MS });
    await softphone.ready();
    await run(softphone.frame, 'connected');
    await run(softphone.frame, 'serve', { hold: { does: 'answer' } });
    await until(() => softphone.capabilities.includes('hold'), 'the offer arrives');
    const { status } = softphone;
    const states = statesOf(softphone);
    await run(softphone.frame, 'silence', 1_500);
    await until(() => softphone.status.state === 'unresponsive', 'its silence is noticed');
    expect(softphone.status).to.have.property('since').that.is.closeTo(Date.now(), 5_000);
    expect(softphone.capabilities, 'nothing is taken back').to.deep.equal(['hold']);
    await softphone.hold('call-1');
    await until(() => softphone.status.state === 'ready', 'it is back');
    expect(states).to.deep.equal(['ready', 'unresponsive', 'ready']);
    expect(softphone.status).to.deep.equal(status);
  });

  it('need answering: a page that never says pong counts as unresponsive, whatever it sends brings it back', async () => {
    const softphone = mount({ src: fixture('bridge/raw-softphone.html', origins.ip), heartbeatIntervalMs: 50 });
    await run(softphone.frame, 'hello');
    await until(() => softphone.status.state === 'unresponsive', 'its silence is noticed');
    const pings = (await run<{ type: string }[]>(softphone.frame, 'events')).filter(({ type }) => type === 'ping');
    expect(pings.length).to.be.at.least(3);
    await run(softphone.frame, 'post', { type: 'event', name: 'agent', payload: { state: 'ready', since: 1 } });
    await until(() => softphone.status.state === 'ready', 'it is back');
    await until(() => softphone.status.state === 'unresponsive', 'its silence is noticed again');
  });

  it('are given when asked for', async () => {
    const softphone = mount({ src: fixture('bridge/raw-softphone.html', origins.ip) });
    await run(softphone.frame, 'hello');
    await run(softphone.frame, 'post', { type: 'ping' });
    await until(async () => (await run<{ type: string }[]>(softphone.frame, 'events')).some(({ type }) => type === 'pong'), 'the answer');
  });

  it('go both ways: the softphone notices a CRM page that does not answer', async () => {
    const host = openFrame('about:blank');
    const softphone = openFrame('about:blank');
    host.src = fixture('bridge/raw-host.html', origins.ip, `softphone=${numberOf(softphone)}`);
    softphone.src = softphonePage({
      origin: origins.subdomain,
      options: { allowedOrigins: [origins.ip], heartbeatIntervalMs: 50 },
      query: `host=${numberOf(host)}`,
    });
    await run(host, 'shake');
    await run(softphone, 'connected');
    const state = async () => (await run<{ state: string }>(softphone, 'status')).state;
    await until(async () => (await state()) === 'unresponsive', 'its silence is noticed');
    await run(host, 'post', { type: 'pong' });
    await until(
      async () =>
        (await run<{ state: string }[]>(softphone, 'statuses'))
          .map((status) => status.state)
          .join()
          .startsWith('ready,unresponsive,ready'),
      'it is back',
    );
  });

  it('are not asked for once the connection is gone', async () => {
    const softphone = mount({ src: fixture('bridge/raw-softphone.html', origins.ip), heartbeatIntervalMs: 50 });
    await run(softphone.frame, 'hello');
    await until(async () => (await run<unknown[]>(softphone.frame, 'events')).length > 0, 'a ping');
    await run(softphone.frame, 'post', { type: 'goodbye' });
    await until(() => softphone.status.state === 'reconnecting', 'the goodbye arrives');
    await aWhile(50);
    const heard = (await run<unknown[]>(softphone.frame, 'events')).length;
    await aWhile(200);
    expect(await run(softphone.frame, 'events')).to.have.length(heard);
  });
});
