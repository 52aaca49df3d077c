import { expect } from 'chai';
import type { Party } from '../../../src/protocol/call.ts';
import { CtiError } from '../../../src/protocol/error.ts';
import { action, actions, all, clearPage, click, focused, mount, one, settle, textOf } from './control-page.ts';
import { allCapabilities, type Fake, fakeDesktop } from './fake-desktop.ts';

/** A call on hold, with a consultation about it that was answered. */
const consultedAbout = ({ script }: Fake): string => {
  const id = script.talk();
  script.apply({ type: 'held', callId: id, at: Date.now(), by: 'local' });
  script.apply({ type: 'originated', callId: 'asked', at: Date.now(), remote: { number: '204' }, consultationFor: id });
  script.apply({ type: 'established', callId: 'asked', at: Date.now() });
  return id;
};

describe('the call bar in a conference', () => {
  afterEach(clearPage);

  const parties = (bar: Element) => all(bar, '.party').map((party) => textOf(party));
  const conferring = async (fake: Fake, more: Party[] = []) => {
    const callId = consultedAbout(fake);
    const bar = await mount('ringframe-call-bar', fake);
    await click(bar, 'conference');
    if (more.length > 0)
      fake.script.apply({ type: 'conferenced', callId, at: Date.now(), by: 'local', parties: [...(fake.script.call(callId)?.parties ?? []), ...more] });
    await settle();
    return { bar, callId };
  };

  it('joins the two calls when the phone has done it, not by the click', async () => {
    const fake = fakeDesktop();
    const callId = consultedAbout(fake);
    const bar = await mount('ringframe-call-bar', fake);
    const held = fake.script.hold('conference');
    await click(bar, 'conference');
    expect(action(bar, 'conference').getAttribute('aria-busy')).to.equal('true');
    expect(all(bar, '.party')).to.have.lengthOf(0);
    expect(all(bar, '.card')).to.have.lengthOf(2);
    held.release();
    await settle();
    expect(all(bar, '.card').map(({ dataset }) => [dataset.call, dataset.state])).to.deep.equal([[callId, 'connected']]);
    expect(textOf(one(bar, '.state'))).to.equal('Conference');
    expect(parties(bar)).to.deep.equal(['Ada Lind +46812345678 Remove Ada Lind from the call', '204 Remove 204 from the call']);
  });

  it('removes one after the other, until it is an ordinary call', async () => {
    const fake = fakeDesktop();
    const { bar, callId } = await conferring(fake, [{ number: '205', name: 'Third' }]);
    const remove = async (name: string) => {
      all(bar, '[data-action=dropParty]')
        .find((button) => textOf(button).includes(name))
        ?.click();
      await settle();
    };
    await remove('204');
    expect(fake.script.call(callId)?.parties?.map(({ number }) => number)).to.deep.equal(['+46812345678', '205']);
    expect(parties(bar)).to.have.lengthOf(2);
    await remove('Ada Lind');
    expect(fake.script.call(callId)?.remote.number).to.equal('205');
    expect(all(bar, '.party')).to.have.lengthOf(0);
    expect(textOf(one(bar, '.name'))).to.equal('Third');
  });

  it('keeps a party that the phone system will not let go, and says so', async () => {
    const fake = fakeDesktop();
    const { bar } = await conferring(fake);
    fake.script.fail('dropParty', new CtiError('REFUSED', 'x'));
    all(bar, '[data-action=dropParty]')[1]?.click();
    await settle();
    expect(parties(bar)).to.have.lengthOf(2);
    expect(textOf(one(bar, '[role=alert]'))).to.include('The phone system refused.');
  });

  it('shows who is in it without buttons where the phone removes nobody, or nobody can be named', async () => {
    const fake = fakeDesktop({ capabilities: allCapabilities.filter((name) => name !== 'dropParty') });
    const { bar } = await conferring(fake);
    expect(parties(bar)).to.deep.equal(['Ada Lind +46812345678', '204']);
    expect(actions(bar)).not.to.include('dropParty');
    clearPage();
    const withheld = await conferring(fakeDesktop(), [{ number: '' }]);
    expect(parties(withheld.bar).at(-1)).to.equal('Number withheld');
  });

  it('keeps the focus in the card when the button that had it goes', async () => {
    const fake = fakeDesktop();
    const { bar, callId } = await conferring(fake);
    all(bar, '[data-action=dropParty]')[1]?.focus();
    all(bar, '[data-action=dropParty]')[1]?.click();
    await settle();
    expect(focused()?.closest('[data-call]')?.getAttribute('data-call')).to.equal(callId);
  });
});
