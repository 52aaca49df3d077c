import { expect } from 'chai';
import { ringBuffer } from '../../../src/controls/ring-tone.ts';
import { action, actions, clearPage, click, mount, settle, shown, until } from './control-page.ts';
import { fakeAudio } from './fake-audio.ts';
import { fakeDesktop } from './fake-desktop.ts';
import { probeSound } from './sound-probe.ts';

const AUDIBLE = 0.02;
const SILENT = 0.001;

describe('the ringing sound', () => {
  let probe: ReturnType<typeof probeSound>;
  afterEach(() => {
    clearPage();
    probe?.restore();
  });

  it('is a double ring with silence after it, and never loud enough to be cut off', async () => {
    const context = new OfflineAudioContext(1, 1, 8_000);
    const samples = ringBuffer(context, 'ringing').getChannelData(0);
    const peak = (from: number, to: number) => samples.slice(from * 8_000, to * 8_000).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    expect(samples.length).to.equal(24_000);
    expect(peak(0.05, 0.3)).to.be.within(0.1, 0.5);
    expect(peak(0.55, 1)).to.be.within(0.1, 0.5);
    expect(peak(1.2, 3)).to.equal(0);
    const waiting = ringBuffer(context, 'waiting').getChannelData(0);
    expect(Math.max(...waiting)).to.be.below(0.1);
  });

  it('is heard while a call rings, and ends with it', async () => {
    probe = probeSound();
    const fake = fakeDesktop({ audio: fakeAudio().audio });
    await mount('ringframe-incoming-call', fake);
    const callId = fake.script.ring();
    expect(await probe.loudest()).to.be.above(AUDIBLE);
    fake.script.end(callId);
    await until('the audio device is given back', () => probe.contexts.every(({ state }) => state !== 'running'));
    expect(await probe.loudest(300)).to.be.below(SILENT);
  });

  it('can be silenced for a call, and turned on again', async () => {
    probe = probeSound();
    const fake = fakeDesktop({ audio: fakeAudio().audio });
    const element = await mount('ringframe-incoming-call', fake);
    fake.script.ring();
    expect(await probe.loudest()).to.be.above(AUDIBLE);
    await click(element, 'silence');
    expect(action(element, 'silence').getAttribute('aria-pressed')).to.equal('true');
    expect(await probe.loudest(400)).to.be.below(SILENT);
    await click(element, 'silence');
    expect(await probe.loudest()).to.be.above(AUDIBLE);
  });

  it('follows `muted` and `volume`', async () => {
    probe = probeSound();
    const fake = fakeDesktop({ audio: fakeAudio().audio });
    const element = await mount('ringframe-incoming-call', fake, { muted: true });
    fake.script.ring();
    await settle();
    expect(probe.contexts).to.have.lengthOf(0);
    expect(actions(element)).not.to.include('silence');
    element.muted = false;
    const loud = await probe.loudest(1_200);
    expect(loud).to.be.above(AUDIBLE);
    element.volume = 0.2;
    await settle();
    await new Promise((resolve) => setTimeout(resolve, 1_800));
    const quiet = await probe.loudest(1_500);
    expect(quiet).to.be.within(loud * 0.1, loud * 0.4);
  });

  it('is not made where the phone rings by itself', async () => {
    probe = probeSound();
    const fake = fakeDesktop();
    const element = await mount('ringframe-incoming-call', fake);
    fake.script.ring();
    await settle();
    expect(probe.contexts).to.have.lengthOf(0);
    expect(actions(element)).not.to.include('silence');
  });

  it('is only a quiet knock during a call', async () => {
    probe = probeSound();
    const fake = fakeDesktop({ audio: fakeAudio().audio });
    fake.script.talk();
    await mount('ringframe-incoming-call', fake);
    fake.script.ring();
    expect(await probe.loudest()).to.be.within(AUDIBLE, 0.1);
  });

  it('ends when the control leaves the page', async () => {
    probe = probeSound();
    const fake = fakeDesktop({ audio: fakeAudio().audio });
    const element = await mount('ringframe-incoming-call', fake);
    fake.script.ring();
    expect(await probe.loudest()).to.be.above(AUDIBLE);
    element.remove();
    await until('the context is closed', () => probe.contexts.every(({ state }) => state === 'closed'));
  });

  it('says when the browser holds it back, and one click turns it on', async () => {
    probe = probeSound(true);
    const fake = fakeDesktop({ audio: fakeAudio().audio });
    const element = await mount('ringframe-incoming-call', fake);
    fake.script.ring();
    await until('the notice shows', () => actions(element).includes('unlock'));
    expect(shown(element)).to.include('holding back the ringing sound');
    probe.allow();
    await click(element, 'unlock');
    await until('the notice goes', () => !actions(element).includes('unlock'));
    expect(await probe.loudest(3_500)).to.be.above(AUDIBLE);
  });

  it('unlocks the sound of the phone as well', async () => {
    probe = probeSound();
    const { audio } = fakeAudio({ blocked: true });
    const fake = fakeDesktop({ audio });
    const element = await mount('ringframe-incoming-call', fake);
    fake.script.ring();
    await settle();
    await click(element, 'unlock');
    // The browser takes its time to start the ringing sound, which comes first.
    await until('the phone is unlocked', () => !audio.blocked);
    await until('the notice goes', () => !actions(element).includes('unlock'));
  });
});
