/** A call that is to be accepted before anything opens. */
import { expect } from 'chai';
import { CtiError } from '../../../src/protocol/error.ts';
import { action, actions, clearPage, click, mount, shown } from './control-page.ts';
import { fakeDesktop } from './fake-desktop.ts';

const offered = { search: 'skipped', matches: [], notes: '', interaction: 'offered' } as const;

describe('a call that is offered', () => {
  afterEach(clearPage);

  it('row 22: shows Accept and Decline on its card and nothing else; accepted, it is answered as usual', async () => {
    const fake = fakeDesktop();
    const id = fake.script.ring({ context: offered });
    const card = await mount('ringframe-incoming-call', fake, { muted: true });
    expect(actions(card)).to.deep.equal(['accept', 'decline']);
    action(card, 'accept').focus();
    await click(card, 'accept');
    expect(fake.script.contextOf(id).interaction).to.equal('accepted');
    expect(actions(card)).to.deep.equal(['answer', 'reject', 'rejectEverywhere']);
    expect(card.shadowRoot?.activeElement, 'the focus goes on to the next button').to.equal(action(card, 'answer'));
  });

  it('row 22: declined, it is not offered again', async () => {
    const fake = fakeDesktop({ capabilities: [] });
    const id = fake.script.ring({ context: offered });
    const card = await mount('ringframe-incoming-call', fake, { muted: true });
    await click(card, 'decline');
    expect([fake.script.contextOf(id).interaction, actions(card)]).to.deep.equal(['declined', []]);
  });

  it('row 22: answered at another phone, it can be accepted in the call bar', async () => {
    const fake = fakeDesktop();
    fake.script.talk({ context: offered });
    const bar = await mount('ringframe-call-bar', fake);
    expect(actions(bar).slice(0, 2)).to.deep.equal(['accept', 'decline']);
    await click(bar, 'accept');
    expect(actions(bar)).not.to.include('accept');
  });

  it('says in words what was refused, and stays', async () => {
    const fake = fakeDesktop();
    fake.script.ring({ context: offered });
    fake.script.fail('decline', new CtiError('REFUSED', 'no'));
    const card = await mount('ringframe-incoming-call', fake, { muted: true });
    await click(card, 'decline');
    expect(shown(card)).to.include('The phone system refused.');
    expect(actions(card)).to.include.members(['accept', 'decline']);
  });
});
