/** What SIP says about calls, and transfers in all directions. Call it inside `describe`. */
import { expect } from 'chai';
import * as JsSIP from 'jssip';
import { connectAgent, disposeAgents, makeAgent } from './agent-phone.ts';
import type { SipEnvironment } from './environment.ts';
import { type FarEnds, startFarEnds } from './far-ends.ts';
import { farEndHears, hearsSomething } from './hearing.ts';
import { rejection } from './rejection.ts';
import { until } from './until.ts';

export const callsSuite = (environment: SipEnvironment): void => {
  let ends: FarEnds;
  before(async () => {
    ends = await startFarEnds(environment);
  });
  afterEach(async () => {
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

  it('tells who calls, what was dialled, and the data that is asked for', async () => {
    const agent = await connectAgent(environment, { dataHeaders: ['X-Order', 'X-Missing'] });
    await ends.first.dial(environment.agent.user, ['X-Order: 17', 'X-Other: not asked for']);
    const call = await agent.rings();
    expect(call.remote.number).to.equal(environment.first.user);
    expect(call.called).to.deep.equal({ number: environment.agent.user });
    expect(call.data).to.deep.equal({ 'X-Order': '17' });
  });

  it('sends call data as headers and lets nothing else in', async () => {
    const agent = await connectAgent(environment);
    await agent.phone.dial({ number: environment.first.user, data: { Order: '17\r\nX-Injected: yes' } });
    const { invite } = await ends.first.received();
    expect(invite.getHeader('X-Order')).to.equal('17 X-Injected: yes');
    expect(invite.getHeader('X-Injected')).to.equal(undefined);
    const refused = await rejection(agent.phone.dial({ number: environment.first.user, data: { 'a: b\r\nc': 'd' } }));
    expect(refused.code).to.equal('INVALID_ARGUMENT');
  });

  it('has the Call-ID as id', async () => {
    const agent = await connectAgent(environment);
    const { id } = await agent.phone.dial({ number: environment.first.user });
    expect((await ends.first.received()).invite.getHeader('Call-ID')).to.equal(id);
  });

  it('answers for an agent who is not ready, when told to', async () => {
    for (const [rejectWhenNotReady, status] of [
      ['busy', 486],
      ['unavailable', 480],
    ] as const) {
      const agent = await connectAgent(environment, { rejectWhenNotReady });
      await agent.phone.setAgentState({ state: 'notReady', reason: 'Lunch' });
      const far = await ends.first.dial(environment.agent.user);
      const seen = new Promise((resolve) =>
        far.session.on('failed', ({ message }: { message: unknown }) => resolve((message as { status_code: number }).status_code)),
      );
      expect(await seen).to.equal(status);
      expect(agent.told).to.deep.equal([]);
      await agent.phone.dispose();
    }
  });

  it('is reserved while it rings, busy in a call, and ready again', async () => {
    const agent = await connectAgent(environment);
    const states: string[] = [];
    agent.phone.on('agent', ({ state }) => states.push(state));
    const far = await ends.first.dial(environment.agent.user);
    const { id } = await agent.rings();
    await agent.phone.answer(id);
    await far.hangUp();
    await agent.hears(id, 'cleared');
    expect(states).to.deep.equal(['reserved', 'busy', 'ready']);
  });

  it('takes two calls that arrive together', async () => {
    const agent = await connectAgent(environment);
    const [one, two] = await Promise.all([ends.first.dial(environment.agent.user), ends.second.dial(environment.agent.user)]);
    const [a, b] = [await agent.rings(), await agent.rings()];
    await agent.phone.answer(b.id);
    expect([agent.call(a.id)?.state, agent.call(b.id)?.state]).to.deep.equal(['alerting', 'connected']);
    await agent.phone.reject(a.id);
    const endings = await Promise.race([one.ended(), two.ended()]);
    expect(endings).to.equal('busy');
    expect(agent.phone.calls.map(({ id }) => id)).to.deep.equal([b.id]);
  });

  it('says when another device of the agent has answered', async () => {
    const [here, there] = [await connectAgent(environment), await connectAgent(environment)];
    await ends.first.dial(environment.agent.user);
    const [ringing, { id }] = [await here.rings(), await there.rings()];
    await there.phone.answer(id);
    expect((await here.hears(ringing.id, 'cleared')).cause).to.equal('answeredElsewhere');
    expect(there.call(id)?.state).to.equal('connected');
  });

  it('leaves a call alone whose far end refuses to be held, and can hold it later', async () => {
    const { phone, id, far, element, call } = await talking();
    let refuse = true;
    far.session.on('reinvite', ({ reject }: { reject(options: object): void }) => refuse && reject({ status_code: 488 }));
    const { code, details } = await rejection(phone.hold(id));
    expect([code, details?.status]).to.deep.equal(['REFUSED', 488]);
    expect(call(id)?.state).to.equal('connected');
    await farEndHears(far);
    // An offer of the far end finds a connection on which nothing is pending.
    await far.hold();
    await far.retrieve();
    await farEndHears(far);
    await hearsSomething(element);
    refuse = false;
    await phone.hold(id);
    await far.heldByPhone(true);
    refuse = true;
    expect((await rejection(phone.retrieve(id))).code).to.equal('REFUSED');
    expect(call(id)?.state).to.equal('held');
    refuse = false;
    await phone.retrieve(id);
    await farEndHears(far);
  }).timeout(40_000);

  it('survives both ends holding at the same moment', async () => {
    const agent = await connectAgent(environment);
    const other = await connectAgent(environment, environment.second);
    await agent.phone.dial({ number: environment.second.user });
    const there = await other.rings();
    await other.phone.answer(there.id);
    await agent.becomes(there.id, 'the call to be connected', ({ state }) => state === 'connected');
    await Promise.all([agent.phone.hold(there.id), other.phone.hold(there.id)]);
    for (const { call } of [agent, other]) expect([call(there.id)?.state, call(there.id)?.remoteState]).to.deep.equal(['held', 'held']);
    await agent.phone.retrieve(there.id);
    await other.phone.retrieve(there.id);
    await other.becomes(there.id, 'both ends to talk', ({ state, remoteState }) => state === 'connected' && remoteState === 'connected');
    await hearsSomething(other.element);
    await hearsSomething(agent.element);
  }).timeout(50_000);

  it('says that the target of a blind transfer is busy, and keeps the call', async () => {
    const { phone, id, far, call } = await talking();
    const refused = rejection(phone.blindTransfer(id, environment.second.user));
    await (await ends.second.received()).reject('busy');
    const { code, details } = await refused;
    expect([code, details?.status]).to.deep.equal(['BUSY', 486]);
    expect(call(id)?.state).to.equal('connected');
    await farEndHears(far);
  });

  it('says that the far end does not want to be transferred, and keeps the call', async () => {
    const { phone, id, far } = await talking();
    ends.first.followsRefer = false;
    const { code, details } = await rejection(phone.blindTransfer(id, environment.second.user));
    expect([code, details?.status]).to.deep.equal(['REFUSED', 603]);
    await farEndHears(far);
  });

  it('lets the far ends hear each other after an attended transfer', async () => {
    const { phone, id, far } = await talking();
    const consultation = await phone.consult(id, environment.second.user);
    const asked = await ends.second.received();
    await asked.answer();
    await until('the consultation to be connected', () => phone.calls.find((one) => one.id === consultation.id)?.state === 'connected');
    await phone.completeTransfer(id);
    expect(await far.ended()).to.equal('hungUp');
    const joined = await until('the new call of the second far end', () =>
      ends.second.calls.find(({ session }) => session !== asked.session && session.isEstablished()),
    );
    await farEndHears(joined);
  });

  it('goes on with another far end when that takes the place of the first', async () => {
    const { phone, id, far, hears, call, element, eventsOf } = await talking();
    // The first far end asks the second, and joins it with the agent.
    const asking = await ends.first.dial(environment.second.user);
    const asked = await ends.second.received();
    await asked.answer();
    await asked.confirmed();
    await asking.confirmed();
    asking.session.refer(`sip:${environment.agent.user}@${environment.domain}`, { replaces: far.session });
    expect((await hears(id, 'transferred')).remote.number).to.equal(environment.second.user);
    expect(await far.ended()).to.equal('hungUp');
    expect([call(id)?.state, phone.calls.length]).to.deep.equal(['connected', 1]);
    await hearsSomething(element);
    const joined = await until('the new call of the second far end', () =>
      ends.second.calls.find(({ session }) => session !== asked.session && session.isEstablished()),
    );
    await farEndHears(joined);
    await phone.hold(id);
    await joined.heldByPhone(true);
    await phone.hangUp(id);
    expect(await joined.ended()).to.equal('hungUp');
    expect(eventsOf(id)).to.deep.equal(['delivered', 'established', 'transferred', 'held', 'cleared']);
  }).timeout(30_000);

  it('calls whom the far end transfers it to, in the own domain', async () => {
    const { phone, id, far, hears } = await talking();
    const outcome = new Promise<string>((resolve) =>
      far.session.refer(`sip:${environment.second.user}@${environment.domain}`, {
        eventHandlers: { accepted: () => resolve('accepted'), failed: () => resolve('failed') },
      }),
    );
    const target = await ends.second.received();
    await target.answer();
    expect(await outcome).to.equal('accepted');
    await far.hangUp();
    await hears(id, 'cleared');
    const [call] = phone.calls;
    expect([call?.direction, call?.state, call?.remote.number]).to.deep.equal(['outbound', 'connected', environment.second.user]);
    await farEndHears(target);
  });

  it('calls nobody outside of it', async () => {
    const { phone, far } = await talking();
    const outcome = new Promise<number>((resolve) =>
      far.session.refer('sip:premium@elsewhere.example', {
        eventHandlers: {
          accepted: () => resolve(200),
          failed: ({ status_line }: { status_line: { status_code: number } }) => resolve(status_line.status_code),
        },
      }),
    );
    expect(await outcome).to.equal(603);
    expect(phone.calls.length).to.equal(1);
  });

  it('switches JsSIP’s log off, which has numbers and digests in it', async () => {
    const before = JsSIP.debug.disable();
    JsSIP.debug.enable('JsSIP:*,of-the-page');
    try {
      await connectAgent(environment);
      expect([JsSIP.debug.enabled('JsSIP:Transport'), JsSIP.debug.enabled('of-the-page')]).to.deep.equal([false, true]);
    } finally {
      JsSIP.debug.disable();
      if (before) JsSIP.debug.enable(before);
    }
  });

  it('says what to do when JsSIP is not there', async () => {
    const { phone } = makeAgent(environment, { jssip: () => Promise.reject(new Error('404')) });
    const { code, message } = await rejection(phone.connect());
    expect(code).to.equal('NOT_SUPPORTED');
    expect(message).to.match(/jssip/);
    expect(phone.status.state).to.equal('failed');
  });
};
