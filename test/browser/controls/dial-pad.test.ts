import { expect } from 'chai';
import { CtiError } from '../../../src/protocol/error.ts';
import { action, actions, all, clearPage, click, mount, one, settle, shown, textOf, type } from './control-page.ts';
import { fakeDesktop } from './fake-desktop.ts';

const field = (pad: Element) => one<HTMLInputElement>(pad, 'input');
const key = async (pad: Element, name: string) => {
  one(pad, `[data-key='${name}']`).click();
  await settle();
};
const paste = async (pad: Element, text: string) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  // Firefox leaves the data out of an event that a script makes.
  const event = Object.defineProperty(new Event('paste', { bubbles: true, cancelable: true }), 'clipboardData', { value: clipboardData });
  field(pad).dispatchEvent(event);
  await settle();
};

describe('the dial pad', () => {
  afterEach(clearPage);

  it('has all keys and calls what they enter', async () => {
    const fake = fakeDesktop();
    const pad = await mount('ringframe-dial-pad', fake);
    expect(all(pad, '[data-key]').map(({ dataset }) => dataset.key)).to.have.members([...'0123456789*#+']);
    for (const name of '+46#') await key(pad, name);
    expect(field(pad).value).to.equal('+46#');
    await click(pad, 'delete');
    await click(pad, 'dial');
    expect(fake.desktop.calls.map(({ remote }) => remote.number)).to.deep.equal(['+46']);
  });

  it('types and deletes where the caret is', async () => {
    const pad = await mount('ringframe-dial-pad', fakeDesktop(), { number: '1245' });
    field(pad).setSelectionRange(2, 2);
    await key(pad, '3');
    expect(field(pad).value).to.equal('12345');
    expect(field(pad).selectionStart).to.equal(3);
    await click(pad, 'delete');
    await click(pad, 'delete');
    expect(field(pad).value).to.equal('145');
  });

  it('takes a pasted link or a number with hidden characters', async () => {
    const pad = await mount('ringframe-dial-pad', fakeDesktop());
    await paste(pad, ' tel:+46-8-123\u00a04567\n');
    expect(field(pad).value).to.equal('+46-8-123\u00a04567');
    field(pad).select();
    await paste(pad, '\u202a08 123\u202c');
    expect(field(pad).value).to.equal('08 123');
    field(pad).select();
    await paste(pad, 'alice@pbx.example');
    expect(field(pad).value).to.equal('alice@pbx.example');
  });

  it('calls on Enter, empties the field and offers the number again', async () => {
    const fake = fakeDesktop();
    const pad = await mount('ringframe-dial-pad', fake);
    await type(field(pad), '08 123');
    field(pad).dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    await settle();
    expect(fake.desktop.calls.map(({ remote }) => remote.number)).to.deep.equal(['08 123']);
    expect(field(pad).value).to.equal('');
    await click(pad, 'dial');
    expect(field(pad).value).to.equal('08 123');
    expect(fake.desktop.calls).to.have.lengthOf(1);
    expect(shown(pad)).to.include('Press Call again to dial 08 123');
    await click(pad, 'dial');
    expect(fake.desktop.calls).to.have.lengthOf(2);
  });

  it('makes one call, however often Enter is pressed', async () => {
    const fake = fakeDesktop();
    const pad = await mount('ringframe-dial-pad', fake, { number: '204' });
    const held = fake.script.hold('dial');
    for (let presses = 0; presses < 3; presses += 1) {
      field(pad).dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
      await settle();
    }
    expect(action(pad, 'dial').getAttribute('aria-busy')).to.equal('true');
    held.release();
    await settle();
    expect(fake.desktop.calls).to.have.lengthOf(1);
  });

  it('keeps the number and says why it could not be called', async () => {
    const fake = fakeDesktop();
    const pad = await mount('ringframe-dial-pad', fake, { number: 'x y' });
    fake.script.fail('dial', new CtiError('INVALID_NUMBER', 'x'));
    await click(pad, 'dial');
    expect(field(pad).value).to.equal('x y');
    expect(textOf(one(pad, '[role=alert]'))).to.include('This is not a number that can be dialled.');
  });

  it('calls nothing while the phone is not connected, and says so', async () => {
    const fake = fakeDesktop();
    const pad = await mount('ringframe-dial-pad', fake, { number: '204' });
    fake.script.status({ state: 'reconnecting', attempt: 1 });
    await settle();
    expect(action(pad, 'dial').getAttribute('aria-disabled')).to.equal('true');
    expect(textOf(one(pad, 'p[role=status]'))).to.equal('The phone is not connected.');
    await click(pad, 'dial');
    field(pad).dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    await settle();
    expect(fake.desktop.calls).to.deep.equal([]);
    fake.script.status({ state: 'ready', address: 'sip:a@b' });
    await settle();
    await click(pad, 'dial');
    expect(fake.desktop.calls).to.have.lengthOf(1);
  });

  it('shows nothing for a phone that cannot dial, but keys while a call takes tones', async () => {
    const fake = fakeDesktop({ capabilities: ['answer', 'hangUp', 'sendDtmf'] });
    const pad = await mount('ringframe-dial-pad', fake);
    expect(all(pad, '*')).to.deep.equal([]);
    const callId = fake.script.talk();
    await settle();
    expect(actions(pad).filter((name) => name === 'dial' || name === 'newCall')).to.deep.equal([]);
    await key(pad, '7');
    expect(fake.script.tones(callId)).to.equal('7');
  });

  describe('during a call', () => {
    it('sends tones by key and by keyboard, in order', async () => {
      const fake = fakeDesktop();
      const pad = await mount('ringframe-dial-pad', fake, { number: '77' });
      const callId = fake.script.talk();
      await settle();
      expect(shown(pad)).to.include('Keys send tones to Ada Lind');
      await key(pad, '1');
      one(pad, "[data-key='1']").dispatchEvent(new KeyboardEvent('keydown', { key: '#', bubbles: true, composed: true, cancelable: true }));
      await key(pad, '5');
      expect(fake.script.tones(callId)).to.equal('1#5');
      expect(textOf(one(pad, 'output'))).to.equal('1#5');
      fake.script.end(callId);
      await settle();
      expect(field(pad).value, 'what was typed before the call').to.equal('77');
    });

    it('dials a second number when asked to', async () => {
      const fake = fakeDesktop();
      const callId = fake.script.talk();
      const pad = await mount('ringframe-dial-pad', fake);
      await click(pad, 'newCall');
      for (const name of '204') await key(pad, name);
      expect(fake.script.tones(callId)).to.equal('');
      await click(pad, 'dial');
      expect(fake.desktop.calls.map(({ remote }) => remote.number)).to.include('204');
    });

    it('says why a tone was not sent', async () => {
      const fake = fakeDesktop();
      fake.script.talk();
      const pad = await mount('ringframe-dial-pad', fake);
      fake.script.fail('sendDtmf', new CtiError('INVALID_STATE', 'x'));
      await key(pad, '1');
      expect(textOf(one(pad, '[role=alert]'))).to.include('That is not possible at the moment.');
    });

    it('has no tones for a call that takes none', async () => {
      const fake = fakeDesktop({ capabilities: ['dial', 'hangUp', 'answer'] });
      fake.script.talk();
      const pad = await mount('ringframe-dial-pad', fake);
      expect(actions(pad)).not.to.include('tones');
    });
  });
});
