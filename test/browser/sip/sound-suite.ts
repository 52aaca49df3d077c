/** Sound, microphones, speakers, tones and quality. Call it inside `describe`. */
import { expect } from 'chai';
import { connectAgent, disposeAgents } from './agent-phone.ts';
import type { SipEnvironment } from './environment.ts';
import { type FarEnds, startFarEnds } from './far-ends.ts';
import { farEndHears, farEndIsSilent, hearsSomething, isSilent } from './hearing.ts';
import { type Microphones, watchMicrophones } from './microphones.ts';
import { rejection } from './rejection.ts';
import { until } from './until.ts';

export const soundSuite = (environment: SipEnvironment): void => {
  let ends: FarEnds;
  let microphones: Microphones;
  before(async () => {
    ends = await startFarEnds(environment);
  });
  beforeEach(() => {
    microphones = watchMicrophones();
  });
  afterEach(async () => {
    microphones.restore();
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

  it('carries sound both ways', async () => {
    const { element, far } = await talking();
    await hearsSomething(element);
    await farEndHears(far);
  });

  it('carries sound both ways when the agent has dialled', async () => {
    const agent = await connectAgent(environment);
    await agent.phone.dial({ number: environment.first.user });
    const far = await ends.first.received();
    await far.answer();
    await hearsSomething(agent.element);
    await farEndHears(far);
  });

  it('does not wait for a STUN server that never answers', async () => {
    const agent = await connectAgent(environment, { iceServers: [{ urls: environment.silentStun ?? 'stun:127.0.0.1:9' }] });
    const began = performance.now();
    await agent.phone.dial({ number: environment.first.user });
    const far = await ends.first.received();
    expect(performance.now() - began).to.be.lessThan(2_500);
    await far.answer();
    await hearsSomething(agent.element);
  });

  it('plays through an element of its own when none is given', async () => {
    const playing: HTMLMediaElement[] = [];
    const play = HTMLMediaElement.prototype.play;
    HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
      playing.push(this);
      return play.call(this);
    };
    try {
      const agent = await connectAgent(environment, { audioElement: undefined });
      await ends.first.dial(environment.agent.user);
      await agent.phone.answer((await agent.rings()).id);
      const own = await until('an element that plays', () =>
        playing.find((one): one is HTMLAudioElement => one instanceof HTMLAudioElement && !one.isConnected && one.srcObject !== null),
      );
      await hearsSomething(own);
    } finally {
      HTMLMediaElement.prototype.play = play;
    }
  });

  it('lets the far end hear nothing while muted', async () => {
    const { phone, id, far } = await talking();
    await farEndHears(far);
    await phone.mute(id);
    await farEndIsSilent(far);
    await phone.unmute(id);
    await farEndHears(far);
  });

  it('is silent both ways while held, and not afterwards', async () => {
    const { phone, id, far, element } = await talking();
    await farEndHears(far);
    await phone.hold(id);
    await farEndIsSilent(far);
    expect(await isSilent(element)).to.equal(true);
    await phone.retrieve(id);
    await farEndHears(far);
    await hearsSomething(element);
  });

  it('stays muted through hold and retrieve', async () => {
    const { phone, id, far } = await talking();
    await phone.mute(id);
    await phone.hold(id);
    await phone.retrieve(id);
    await farEndIsSilent(far);
    await phone.unmute(id);
    await farEndHears(far);
  });

  describe('the microphone', () => {
    it('is open during a call only', async () => {
      const agent = await connectAgent(environment);
      expect(microphones.opened).to.equal(0);
      const far = await ends.first.dial(environment.agent.user);
      const { id } = await agent.rings();
      expect(microphones.opened).to.equal(0);
      await agent.phone.answer(id);
      expect(microphones.running()).to.equal(1);
      await far.hangUp();
      await agent.hears(id, 'cleared');
      expect(microphones.running()).to.equal(0);
    });

    it('is closed when the caller gives up while it is being opened', async () => {
      const agent = await connectAgent(environment);
      const far = await ends.first.dial(environment.agent.user);
      const { id } = await agent.rings();
      const open = microphones.block();
      const answered = rejection(agent.phone.answer(id));
      await far.hangUp();
      await agent.hears(id, 'cleared');
      open();
      expect((await answered).code).to.be.oneOf(['NO_SUCH_CALL', 'INVALID_STATE']);
      expect(microphones.opened).to.equal(1);
      expect(microphones.running()).to.equal(0);
      expect(agent.eventsOf(id)).to.deep.equal(['delivered', 'cleared']);
    });

    it('is closed when the phone is disposed of while it is being opened', async () => {
      const agent = await connectAgent(environment);
      const open = microphones.block();
      const dialled = rejection(agent.phone.dial({ number: environment.first.user }));
      await agent.phone.dispose();
      expect((await dialled).code).to.equal('DISPOSED');
      open();
      await until('the microphone to be opened too late', () => microphones.opened === 1);
      expect(microphones.running()).to.equal(0);
    });

    it('is closed after a call that was refused', async () => {
      const agent = await connectAgent(environment);
      const { id } = await agent.phone.dial({ number: environment.unknownUser });
      await agent.hears(id, 'cleared');
      expect([microphones.opened, microphones.running()]).to.deep.equal([1, 0]);
    });

    it('missing: the call rings on, and can be answered once there is one', async () => {
      const agent = await connectAgent(environment);
      await ends.first.dial(environment.agent.user);
      const { id } = await agent.rings();
      microphones.failWith('NotFoundError');
      expect((await rejection(agent.phone.answer(id))).code).to.equal('NO_MICROPHONE');
      expect((await rejection(agent.phone.dial({ number: environment.second.user }))).code).to.equal('NO_MICROPHONE');
      expect(agent.phone.calls.map(({ state }) => state)).to.deep.equal(['alerting']);
      microphones.failWith(undefined);
      await agent.phone.answer(id);
      expect(agent.call(id)?.state).to.equal('connected');
    });

    it('not allowed: says what to do', async () => {
      const agent = await connectAgent(environment);
      microphones.failWith('NotAllowedError');
      const { code, message } = await rejection(agent.phone.dial({ number: environment.first.user }));
      expect(code).to.equal('PERMISSION_DENIED');
      expect(message).to.match(/allow/);
      expect(agent.phone.calls).to.deep.equal([]);
    });

    it('can be changed in a call, muted or not', async () => {
      const { phone, id, far } = await talking();
      const devices = (await phone.audio?.devices()) ?? [];
      const other = devices.filter(({ kind }) => kind === 'microphone').at(-1);
      expect(other?.deviceId).to.be.a('string');
      await phone.mute(id);
      await phone.audio?.select({ microphone: other?.deviceId });
      expect([microphones.opened, microphones.running()]).to.deep.equal([2, 1]);
      expect(phone.audio?.selected.microphone).to.equal(other?.deviceId);
      await farEndIsSilent(far);
      await phone.unmute(id);
      await farEndHears(far);
      await phone.hangUp(id);
      expect(microphones.running()).to.equal(0);
    });

    it('that does not exist is refused, and the one in use goes on', async () => {
      const { phone, far } = await talking();
      const refused = await rejection(phone.audio?.select({ microphone: 'no such device' }) ?? Promise.resolve());
      expect(refused.code).to.equal('NO_MICROPHONE');
      expect(phone.audio?.selected.microphone).to.equal(undefined);
      await farEndHears(far);
    });
  });

  it('plays on a speaker that exists only, or says that it cannot choose', async () => {
    const { phone, element } = await talking();
    const { code } = await rejection(phone.audio?.select({ speaker: 'no such device' }) ?? Promise.resolve());
    expect(code).to.equal('setSinkId' in element ? 'INVALID_ARGUMENT' : 'NOT_SUPPORTED');
    await hearsSomething(element);
  });

  it('tells that sound is blocked, and plays after unlock', async () => {
    const element = new Audio();
    const blocked: boolean[] = [];
    const { play } = element;
    element.play = () => Promise.reject(new DOMException('as the test asked', 'NotAllowedError'));
    const agent = await connectAgent(environment, { audioElement: element });
    agent.phone.on('audio', (event) => blocked.push(event.blocked));
    await ends.first.dial(environment.agent.user);
    await agent.phone.answer((await agent.rings()).id);
    await until('sound to be blocked', () => agent.phone.audio?.blocked);
    element.play = play;
    await agent.phone.audio?.unlock();
    expect(blocked).to.deep.equal([true, false]);
    await hearsSomething(element);
  });

  it('measures quality', async () => {
    const { qualities, id, phone } = await talking();
    const last = await until(
      'two measurements and a round trip',
      () => qualities.length > 3 && qualities.at(-1)?.roundTripMs !== undefined && qualities.at(-1),
      15_000,
    );
    const first = qualities.find(({ packetsReceived }) => packetsReceived > 0);
    expect(last.callId).to.equal(id);
    expect(last.packetsReceived).to.be.greaterThan(first?.packetsReceived ?? Number.POSITIVE_INFINITY);
    expect(last.packetsSent).to.be.greaterThan(50);
    expect(last.lossRatio).to.be.within(0, 0.1);
    expect(last.jitterMs).to.be.within(0, 200);
    expect(last.roundTripMs).to.be.within(0, 500);
    expect(qualities.some(({ inputLevel = 0 }) => inputLevel > 0.001)).to.equal(true);
    await phone.hangUp(id);
    const count = qualities.length;
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(qualities.length).to.equal(count);
  });

  describe('tones', () => {
    it('go into the audio stream when the far end takes them there', async () => {
      const { phone, id, far } = await talking();
      const heard = far.digits(1);
      const began = performance.now();
      await phone.sendDtmf(id, '159#');
      // Not before the last has sounded; how late, is the machine's affair.
      expect(performance.now() - began).to.be.at.least(4 * 100);
      // As INFO they would have arrived by now.
      expect(await Promise.race([heard, Promise.resolve('none')])).to.equal('none');
    });

    it('go as INFO when it does not', async () => {
      const agent = await connectAgent(environment);
      await agent.phone.dial({ number: environment.first.user });
      const far = await ends.first.received();
      far.session.on('sdp', (event: { originator: unknown; sdp: string }) => {
        if (String(event.originator) === 'local') event.sdp = event.sdp.replace(/a=rtpmap:\d+ telephone-event.*\r\n/g, '');
      });
      await far.answer();
      const [call] = agent.phone.calls;
      await agent.becomes(call?.id ?? '', 'the call to be connected', ({ state }) => state === 'connected');
      await agent.phone.sendDtmf(call?.id ?? '', '42*');
      expect(await far.digits(3)).to.equal('42*');
    });
  });
};
