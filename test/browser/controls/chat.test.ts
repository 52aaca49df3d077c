/** Chats in the controls: what was written, writing, and no button of a phone call. */
import { expect } from 'chai';
import { CtiError } from '../../../src/protocol/error.ts';
import { action, actions, all, clearPage, click, mount, one, settle, shown, textOf } from './control-page.ts';
import { fakeDesktop } from './fake-desktop.ts';

const chatting = async () => {
  const fake = fakeDesktop();
  const id = fake.script.talk({ callType: 'chat' });
  const bar = await mount('ringframe-call-bar', fake);
  const write = async (name: 'text' | 'url', value: string) => {
    one<HTMLTextAreaElement>(bar, `[name=${name}]`).value = value;
    await click(bar, name === 'text' ? 'sendMessage' : 'pushUrl');
  };
  return { fake, id, bar, write };
};

describe('a chat', () => {
  afterEach(clearPage);

  it('row 54: has no button of a phone call', async () => {
    const { bar } = await chatting();
    expect(actions(bar)).to.deep.equal(['sendMessage', 'pushUrl', 'transfer', 'hangUp']);
  });

  it('row 54: shows what was written as text, by whom, and sends what is typed, once', async () => {
    const { fake, id, bar, write } = await chatting();
    fake.script.message(id, 'remote', 'My <b>lamp</b> is broken');
    await write('text', 'Good morning');
    const lines = all(bar, '.message').map((line) => [textOf(line.querySelector('.by') ?? undefined), textOf(line.querySelector('.written') ?? undefined)]);
    expect(lines).to.deep.equal([
      ['Ada Lind', 'My <b>lamp</b> is broken'],
      ['You', 'Good morning'],
    ]);
    expect(one(bar, '[role=log]').querySelector('b')).to.equal(null);
    expect(one<HTMLTextAreaElement>(bar, '[name=text]').value, 'the field is free for the next').to.equal('');
    await write('text', '   ');
    expect(fake.script.contextOf(id).messages).to.have.length(2);
  });

  it('row 54: Enter sends, with Shift it begins a new line', async () => {
    const { fake, id, bar } = await chatting();
    const field = one<HTMLTextAreaElement>(bar, '[name=text]');
    field.value = 'Good morning';
    const press = (shiftKey: boolean) => field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', shiftKey, bubbles: true, cancelable: true }));
    expect(press(true), 'the browser begins the line').to.equal(true);
    expect(press(false)).to.equal(false);
    await settle();
    expect(fake.script.contextOf(id).messages?.map(({ text }) => text)).to.deep.equal(['Good morning']);
  });

  it('keeps what could not be sent, and says why', async () => {
    const { fake, bar, write } = await chatting();
    fake.script.fail('sendMessage', new CtiError('NOT_CONNECTED', 'no'));
    await write('text', 'Good morning');
    expect(one<HTMLTextAreaElement>(bar, '[name=text]').value).to.equal('Good morning');
    expect(shown(bar)).to.include('The phone is not connected.');
  });

  it('row 55: shows the other side a page', async () => {
    const { fake, write } = await chatting();
    await write('url', ' https://shop.example/orders/17 ');
    expect(fake.script.pushed).to.deep.equal(['https://shop.example/orders/17']);
  });

  it('rings as one', async () => {
    const fake = fakeDesktop();
    fake.script.talk({ remote: { number: '1', name: 'Talking' } });
    fake.script.ring({ callType: 'chat' });
    const card = await mount('ringframe-incoming-call', fake, { muted: true });
    expect(shown(card)).to.include('Incoming chat').and.not.include('puts your current call on hold');
    expect(action(card, 'answer')).to.be.instanceOf(HTMLElement);
  });
});
