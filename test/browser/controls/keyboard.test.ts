/** A whole working day by keyboard alone: no click, no call of `focus()`, only keys as a person presses them. */
import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { clearPage, focused, mount, one, place, settle, textOf } from './control-page.ts';
import { fakeDesktop } from './fake-desktop.ts';

const press = async (...keys: string[]) => {
  for (const key of keys) await sendKeys({ press: key });
  await settle();
};

const what = () => {
  const element = focused() as HTMLElement | null;
  return element?.dataset?.action ?? element?.dataset?.key ?? element?.getAttribute('name') ?? element?.localName ?? 'nothing';
};

/** Presses Tab until the focus is on what is looked for; more than thirty would mean it cannot be reached. */
const tabTo = async (wanted: string) => {
  const passed: string[] = [];
  for (let presses = 0; presses < 30; presses += 1) {
    if (what() === wanted) return;
    await press('Tab');
    passed.push(what());
  }
  throw new Error(`Tab does not lead to ${wanted}, but to ${passed.join(', ')}`);
};

describe('with nothing but a keyboard', () => {
  afterEach(clearPage);

  it('a call is answered, held, sent tones, transferred and wrapped up', async () => {
    const parent = place();
    const fake = fakeDesktop();
    const dispositions = [
      { value: 'sold', label: 'Sold' },
      { value: 'callback', label: 'Call back' },
    ];
    await mount('ringframe-incoming-call', fake, {}, parent);
    const bar = await mount('ringframe-call-bar', fake, {}, parent);
    const wrapUp = await mount('ringframe-wrap-up', fake, { dispositions }, parent);
    const callId = fake.script.ring();
    await settle();

    await tabTo('answer');
    await press('Enter');
    expect(fake.script.call(callId)?.state).to.equal('connected');
    expect(what(), 'the focus goes on to the call').to.equal('mute');

    await tabTo('hold');
    await press(' ');
    expect(fake.script.call(callId)?.state).to.equal('held');
    expect(what()).to.equal('retrieve');
    await press(' ');
    expect(fake.script.call(callId)?.state).to.equal('connected');

    await tabTo('keypad');
    await press('Enter');
    await sendKeys({ type: '42#' });
    await settle();
    expect(fake.script.tones(callId)).to.equal('42#');
    await press('Escape');
    expect(what(), 'Escape leads back').to.equal('keypad');

    await tabTo('transfer');
    await press('Enter');
    expect(what(), 'the panel takes the focus').to.equal('input');
    await sendKeys({ type: '204' });
    await press('Enter');
    const asked = fake.desktop.calls.find((call) => call.consultationFor === callId);
    expect(asked?.remote.number, 'Enter asks first').to.equal('204');
    expect(focused()?.closest('[data-call]')?.getAttribute('data-call'), 'the focus is in the consultation').to.equal(asked?.id);
    fake.script.apply({ type: 'established', callId: asked?.id ?? '', at: Date.now() });
    await settle();

    await sendKeys({ down: 'Shift' });
    await tabTo('cancelConsult');
    await sendKeys({ up: 'Shift' });
    await press('Enter');
    expect(fake.desktop.calls.map(({ id, state }) => [id, state])).to.deep.equal([[callId, 'connected']]);
    expect(what(), 'the focus stays in the call').to.equal('mute');

    await tabTo('transfer');
    await press('Enter');
    await sendKeys({ type: '205' });
    await press('Enter');
    fake.script.apply({ type: 'established', callId: fake.desktop.calls[1]?.id ?? '', at: Date.now() });
    await settle();
    await sendKeys({ down: 'Shift' });
    await tabTo('conference');
    await sendKeys({ up: 'Shift' });
    await press('Enter');
    expect(fake.script.call(callId)?.parties?.map(({ number }) => number)).to.deep.equal(['+46812345678', '205']);
    expect(what(), 'the focus is among the parties').to.equal('dropParty');
    await press('Tab', 'Enter');
    expect(fake.script.call(callId)?.parties).to.equal(undefined);

    one(bar, '[data-action=hold]');
    await tabTo('hangUp');
    await press('Enter');
    expect(fake.desktop.calls).to.deep.equal([]);
    expect(what(), 'the focus goes on to the wrap-up of the call').to.equal('disposition');
    expect(focused()?.closest('[data-call]')?.getAttribute('data-call')).to.equal(callId);

    await press(' ');
    await press('ArrowDown');
    expect(fake.script.contextOf(callId).disposition).to.equal('callback');
    await tabTo('textarea');
    await sendKeys({ type: 'Back on Monday' });
    await tabTo('save');
    await press('Enter');
    expect(fake.script.contextOf(callId).notes).to.equal('Back on Monday');
    expect(fake.desktop.wrapUps.map((open) => open.callId)).not.to.include(callId);
    expect(textOf(one(wrapUp, '.spoken[role=status]'))).to.equal('Wrap-up saved');
  });

  it('a number is dialled and the agent goes on a break', async () => {
    const parent = place();
    const fake = fakeDesktop();
    await mount('ringframe-dial-pad', fake, {}, parent);
    await mount('ringframe-agent-state', fake, { reasons: ['Break'] }, parent);
    await tabTo('input');
    await sendKeys({ type: '+46 8 123' });
    await press('Enter');
    expect(fake.desktop.calls.map(({ remote }) => remote.number)).to.deep.equal(['+46 8 123']);
    await tabTo('notReady');
    await press('Enter');
    await tabTo('reason');
    await press('Enter');
    expect(fake.desktop.agent).to.include({ state: 'notReady', reason: 'Break' });
    expect(what()).to.equal('notReady');
  });

  it('the focus can always be seen', async () => {
    const parent = place();
    const fake = fakeDesktop();
    fake.script.talk();
    await mount('ringframe-call-bar', fake, {}, parent);
    for (let presses = 0; presses < 6; presses += 1) {
      await press('Tab');
      const { outlineStyle, outlineWidth } = getComputedStyle(focused() as Element);
      expect(outlineStyle, what()).to.equal('solid');
      expect(Number.parseFloat(outlineWidth)).to.be.at.least(2);
    }
  });

  it('an answered call takes the focus from nobody who has moved on', async () => {
    const parent = place();
    const fake = fakeDesktop();
    await mount('ringframe-incoming-call', fake, {}, parent);
    await mount('ringframe-call-bar', fake, {}, parent);
    const field = document.createElement('input');
    field.name = 'elsewhere';
    parent.append(field);
    fake.script.ring();
    await settle();
    const held = fake.script.hold('answer');
    await tabTo('answer');
    await press('Enter');
    await tabTo('elsewhere');
    held.release();
    await settle();
    expect(fake.desktop.calls[0]?.state).to.equal('connected');
    expect(what()).to.equal('elsewhere');
  });
});
