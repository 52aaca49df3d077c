/** How much a phone can do shows in the buttons there are, and there is no other. */
import { expect } from 'chai';
import { defineControls } from '../../../src/controls/index.ts';
import type { PhoneCommandName } from '../../../src/protocol/phone-commands.ts';
import { actions, all, clearPage, mount, place, shown } from './control-page.ts';
import { fakeDesktop } from './fake-desktop.ts';

defineControls();

/** Every control, with a call that rings, one that runs and one to wrap up. */
const everything = async (capabilities: readonly PhoneCommandName[]) => {
  const fake = fakeDesktop({ capabilities });
  const parent = place();
  fake.script.end(fake.script.talk({ remote: { number: '1', name: 'Finished' } }));
  fake.script.talk({ remote: { number: '2', name: 'Talking' } });
  fake.script.ring({ remote: { number: '3', name: 'Ringing' } });
  for (const tag of ['ringframe-incoming-call', 'ringframe-call-bar', 'ringframe-dial-pad', 'ringframe-agent-state'] as const)
    await mount(tag, fake, tag === 'ringframe-incoming-call' ? { muted: true } : {}, parent);
  return { fake, parent, buttons: [...parent.children].flatMap((child) => actions(child)) };
};

describe('a phone that', () => {
  afterEach(clearPage);

  it('only tells of calls shows them, and not one button', async () => {
    const { parent, buttons } = await everything([]);
    expect(buttons).to.deep.equal([]);
    const words = [...parent.children].map((child) => shown(child)).join(' ');
    expect(words).to.include('Ringing').and.include('Talking').and.include('Ready');
    expect([...parent.children].flatMap((child) => all(child, 'button'))).to.deep.equal([]);
  });

  it('has agent states as well shows those, and no button of a call', async () => {
    const { buttons } = await everything(['setAgentState', 'logIn', 'logOut']);
    expect(buttons).to.deep.equal(['ready', 'notReady', 'logOut']);
  });

  it('can do everything shows everything', async () => {
    const { buttons } = await everything([...fakeDesktop().desktop.capabilities]);
    expect(buttons).to.include.members(['answer', 'reject', 'hangUp', 'hold', 'mute', 'keypad', 'transfer', 'ready', 'notReady', 'logOut']);
  });
});
