/** How controls hold on to a desktop manager, and let go of it. */
import { expect } from 'chai';
import { controlElements, defineControls } from '../../../src/controls/index.ts';
import { all, clearPage, click, mount, place, settle, shown } from './control-page.ts';
import { fakeAudio } from './fake-audio.ts';
import { fakeDesktop } from './fake-desktop.ts';

const tags = Object.keys(controlElements) as (keyof HTMLElementTagNameMap & keyof typeof controlElements)[];

describe('a control', () => {
  afterEach(clearPage);

  for (const tag of tags) {
    it(`<${tag}> shows nothing without a desktop manager, and follows one that is set late, exchanged or taken away`, async () => {
      const [first, second] = [fakeDesktop({ audio: fakeAudio().audio }), fakeDesktop({ audio: fakeAudio().audio })];
      const element = await mount(tag, undefined);
      expect(all(element, 'button, input, select, textarea')).to.have.lengthOf(0);
      element.desktop = first.desktop;
      await settle();
      expect(first.script.listeners).to.be.above(0);
      element.desktop = second.desktop;
      await settle();
      expect(first.script.listeners).to.equal(0);
      expect(second.script.listeners).to.be.above(0);
      element.desktop = undefined;
      await settle();
      expect(second.script.listeners).to.equal(0);
      expect(all(element, 'button, input, select, textarea')).to.have.lengthOf(0);
    });

    it(`<${tag}> listens only while it is on the page`, async () => {
      const fake = fakeDesktop({ audio: fakeAudio().audio });
      fake.script.talk();
      fake.script.end(fake.script.talk());
      const parent = place();
      const element = await mount(tag, fake, {}, parent);
      const open = fake.script.listeners;
      expect(open).to.be.above(0);
      element.remove();
      await settle();
      expect(fake.script.listeners).to.equal(0);
      parent.append(element);
      await settle();
      expect(fake.script.listeners).to.equal(open);
    });
  }

  it('shows what changed while it was off the page', async () => {
    const fake = fakeDesktop();
    const parent = place();
    const bar = await mount('ringframe-call-bar', fake, {}, parent);
    bar.remove();
    fake.script.talk();
    parent.append(bar);
    await settle();
    expect(shown(bar)).to.include('Ada Lind');
  });

  it('forgets errors and unsent text of another desktop manager', async () => {
    const [first, second] = [fakeDesktop(), fakeDesktop()];
    const [a, b] = [first.script.talk(), second.script.talk()];
    expect(a).to.equal(b);
    const bar = await mount('ringframe-call-bar', first, { callId: a });
    first.script.fail('hold', new Error('of the first'));
    const held = first.script.hold('mute');
    await click(bar, 'mute');
    await click(bar, 'hold');
    bar.desktop = second.desktop;
    await settle();
    held.fail(new Error('late'));
    await settle();
    expect(all(bar, '.notice.negative')).to.have.lengthOf(0);
    expect(all(bar, '[aria-busy=true]')).to.have.lengthOf(0);
  });

  it('works when it was made before it was defined', async () => {
    const fake = fakeDesktop();
    fake.script.talk();
    const frame = document.createElement('iframe');
    place().append(frame);
    const element = document.createElement('ringframe-call-bar');
    Object.assign(element, { desktop: fake.desktop });
    place().append(element);
    await settle();
    expect(shown(element)).to.include('Ada Lind');
  });

  it('is defined once, however often that is asked for', () => {
    expect(() => defineControls()).not.to.throw();
    for (const tag of tags) expect(customElements.get(tag)).to.equal(controlElements[tag]);
  });
});
