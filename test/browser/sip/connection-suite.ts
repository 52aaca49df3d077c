/** Losing the connection and getting it back. Needs an environment that can be cut. Call it inside `describe`. */
import { expect } from 'chai';
import * as JsSIP from 'jssip';
import { connectAgent, disposeAgents, makeAgent } from './agent-phone.ts';
import type { SipEnvironment } from './environment.ts';
import { type FarEnds, startFarEnds } from './far-ends.ts';
import { farEndHears, hearsSomething } from './hearing.ts';
import { rejection } from './rejection.ts';
import { until } from './until.ts';

export const connectionSuite = (environment: SipEnvironment): void => {
  let ends: FarEnds;
  const kill = () => environment.kill?.() ?? Promise.reject(new Error('this phone system cannot be killed'));
  const start = () => environment.start?.() ?? Promise.reject(new Error('this phone system cannot be started'));
  before(async () => {
    ends = await startFarEnds(environment);
  });
  beforeEach(async () => {
    await Promise.all([ends.first.registered(), ends.second.registered()]);
  });
  afterEach(async () => {
    await start();
    await disposeAgents();
    ends.tidy();
  });
  after(() => ends.stop());

  const talking = async (options: Parameters<typeof connectAgent>[1] = {}) => {
    const agent = await connectAgent(environment, options);
    const far = await ends.first.dial(environment.agent.user);
    const { id } = await agent.rings();
    await agent.phone.answer(id);
    return { ...agent, id, far };
  };
  const ready = ({ phone }: { phone: { status: { state: string } } }) => until('the status ready', () => phone.status.state === 'ready', 10_000);

  it('a server that dies in a call and comes back: sound goes on, signalling is lost, then up', async () => {
    const agent = await talking();
    const { phone, id, far, element } = agent;
    await kill();
    await agent.becomes(id, 'signalling to be lost', ({ signalling }) => signalling === 'lost');
    expect(phone.status.state).to.equal('reconnecting');
    expect([agent.call(id)?.state, agent.call(id)?.actions]).to.deep.equal(['connected', ['hangUp']]);
    await farEndHears(far);
    await hearsSomething(element);
    await start();
    await ready(agent);
    await agent.becomes(id, 'signalling to be up', ({ signalling }) => signalling === 'up', 15_000);
    await phone.hold(id);
    await far.heldByPhone(true);
    await phone.retrieve(id);
    await farEndHears(far);
    await phone.hangUp(id);
    expect(await far.ended()).to.equal('hungUp');
    expect(agent.eventsOf(id)).to.deep.equal(['delivered', 'established', 'held', 'retrieved', 'cleared']);
  }).timeout(60_000);

  it('a connection that is cut comes back by itself, and so does the call', async () => {
    const agent = await talking();
    await environment.drop?.(environment.agent.user);
    await agent.becomes(agent.id, 'signalling to be lost', ({ signalling }) => signalling === 'lost');
    await agent.becomes(agent.id, 'signalling to be up', ({ signalling }) => signalling === 'up', 15_000);
    expect(agent.statuses.map(({ state }) => state)).to.deep.equal(['connecting', 'ready', 'reconnecting', 'ready']);
    await agent.far.hangUp();
    expect((await agent.hears(agent.id, 'cleared')).cause).to.equal('normalClearing');
  }).timeout(30_000);

  it('a call that hung up meanwhile at the far end is over when that is found out', async () => {
    const agent = await talking();
    await kill();
    await agent.becomes(agent.id, 'signalling to be lost', ({ signalling }) => signalling === 'lost');
    await agent.far.hangUp();
    expect(agent.call(agent.id)?.state).to.equal('connected');
    await start();
    await ends.first.registered();
    const { cause } = await agent.hears(agent.id, 'cleared', 40_000);
    expect(cause).to.be.oneOf(['signallingLost', 'mediaFailed']);
  }).timeout(60_000);

  it('a call that rings when the connection goes is over, since it cannot be answered any more', async () => {
    const agent = await connectAgent(environment);
    await ends.first.dial(environment.agent.user);
    const { id } = await agent.rings();
    await kill();
    expect((await agent.hears(id, 'cleared')).cause).to.equal('signallingLost');
  });

  it('a call being dialled when the connection goes has failed', async () => {
    const agent = await connectAgent(environment);
    const { id } = await agent.phone.dial({ number: environment.first.user });
    await ends.first.received();
    await kill();
    expect((await agent.hears(id, 'cleared')).cause).to.equal('signallingLost');
    expect(agent.eventsOf(id).slice(-2)).to.deep.equal(['failed', 'cleared']);
  });

  it('a hang-up while the server is gone ends the call here at once', async () => {
    const agent = await talking();
    await kill();
    await agent.becomes(agent.id, 'signalling to be lost', ({ signalling }) => signalling === 'lost');
    const began = performance.now();
    await agent.phone.hangUp(agent.id);
    expect(performance.now() - began).to.be.lessThan(200);
    expect(agent.phone.calls).to.deep.equal([]);
  });

  it('a connection that is dead without anybody saying so is found out when the network returns', async () => {
    const agent = await connectAgent(environment);
    const { send } = WebSocket.prototype;
    WebSocket.prototype.send = () => {};
    try {
      dispatchEvent(new Event('online'));
      await until('the status reconnecting', () => agent.phone.status.state === 'reconnecting', 6_000);
    } finally {
      WebSocket.prototype.send = send;
    }
    await ready(agent);
  });

  it('a connection that lives is left alone when the network returns', async () => {
    const agent = await connectAgent(environment);
    dispatchEvent(new Event('online'));
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    expect(agent.statuses.map(({ state }) => state)).to.deep.equal(['connecting', 'ready']);
  });

  describe('session timers', () => {
    // JsSIP's 90 s, and the least it accepts, made short.
    const limits = JsSIP.C as unknown as { SESSION_EXPIRES: number; MIN_SESSION_EXPIRES: number };
    const own = { ...limits };
    before(() => void Object.assign(limits, { SESSION_EXPIRES: 4, MIN_SESSION_EXPIRES: 2 }));
    after(() => void Object.assign(limits, { SESSION_EXPIRES: own.SESSION_EXPIRES, MIN_SESSION_EXPIRES: own.MIN_SESSION_EXPIRES }));
    const longerThanTheTimer = () => new Promise((resolve) => setTimeout(resolve, 7_000));

    it('keep a call up that both ends refresh', async () => {
      const agent = await talking();
      let refreshed = 0;
      agent.far.session.on('update', () => {
        refreshed += 1;
      });
      await longerThanTheTimer();
      expect(refreshed).to.be.greaterThan(1);
      expect([agent.call(agent.id)?.state, agent.far.session.isEstablished()]).to.deep.equal(['connected', true]);
    });

    it('are refreshed by re-INVITE where UPDATE is not known', async () => {
      const agent = await talking();
      let offers = 0;
      agent.far.session.on('update', ({ reject }: { reject(options: object): void }) => reject({ status_code: 405 }));
      agent.far.session.on('reinvite', () => {
        offers += 1;
      });
      await longerThanTheTimer();
      expect(offers).to.be.greaterThan(0);
      expect([agent.call(agent.id)?.state, agent.far.session.isEstablished()]).to.deep.equal(['connected', true]);
      await farEndHears(agent.far);
    });

    it('do not end a call that can be heard while the server is gone', async () => {
      const caller = await connectAgent(environment);
      const called = await connectAgent(environment, environment.second);
      const { id } = await caller.phone.dial({ number: environment.second.user });
      await called.rings();
      await called.phone.answer(id);
      await caller.becomes(id, 'the call to be connected', ({ state }) => state === 'connected');
      await kill();
      await longerThanTheTimer();
      for (const one of [caller, called]) expect([one.call(id)?.state, one.call(id)?.signalling]).to.deep.equal(['connected', 'lost']);
      await hearsSomething(caller.element);
      await hearsSomething(called.element);
      await start();
      for (const one of [caller, called]) await one.becomes(id, 'signalling to be up', ({ signalling }) => signalling === 'up', 15_000);
      await longerThanTheTimer();
      await caller.phone.hangUp(id);
      await called.hears(id, 'cleared');
    }).timeout(60_000);
  });

  it('a registration is renewed well before half of its time is over', async () => {
    // Twenty times as fast: 60 s registered are 3 s of the phone's timers.
    const timers = {
      setTimeout: (callback: () => void, ms: number) => setTimeout(callback, ms / 20),
      clearTimeout: (handle: unknown) => clearTimeout(handle as number),
    };
    const agent = await connectAgent(environment, { registerExpiresSeconds: 60, timers });
    const left = async () => (await environment.contacts?.(environment.agent.user))?.[0] ?? Number.NaN;
    const before = await until('a second to pass', async () => (await left()) < 60 && left());
    const after = await until('the registration to last longer again', async () => (await left()) > before && left(), 1_500);
    expect(after).to.equal(60);
    expect(agent.statuses.map(({ state }) => state)).to.deep.equal(['connecting', 'ready']);
  });

  it('leaves no registration behind', async () => {
    const agent = await connectAgent(environment);
    expect(await environment.contacts?.(environment.agent.user)).to.have.length(1);
    await agent.phone.disconnect();
    expect(await environment.contacts?.(environment.agent.user)).to.have.length(0);
  });

  it('a page put away unregisters and hangs up, and registers again when it returns', async () => {
    const agent = await talking();
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    expect(await agent.far.ended()).to.equal('hungUp');
    await until('the phone to be disconnected', () => agent.phone.status.state === 'disconnected');
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await ready(agent);
    await ends.second.dial(environment.agent.user);
    await agent.rings();
  });

  it('a server that cannot be reached is told at once, and the next one is tried', async () => {
    const agent = makeAgent(environment, { server: [environment.nowhere, environment.server] });
    expect((await rejection(agent.phone.connect())).code).to.equal('UNREACHABLE');
    await ready(agent);
    expect(agent.statuses.map(({ state }) => state)).to.deep.equal(['connecting', 'reconnecting', 'ready']);
  });
};
