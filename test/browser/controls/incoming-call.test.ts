import { expect } from 'chai';
import { CtiError } from '../../../src/protocol/error.ts';
import type { RecordMatch } from '../../../src/protocol/record.ts';
import { action, actions, all, clearPage, click, focused, mount, one, place, settle, shown, textOf } from './control-page.ts';
import { fakeDesktop } from './fake-desktop.ts';

const ada: RecordMatch = { recordId: 'contact/1', recordName: 'Ada Lind', objectType: 'Contact', fields: { company: 'Northwind Timber' } };
const bo: RecordMatch = { recordId: 'contact/2', recordName: 'Bo Ek', confidence: 'weak' };

describe('the card of a ringing call', () => {
  afterEach(clearPage);

  it('shows who calls, what was dialled and the call data, and goes when the ringing ends', async () => {
    const fake = fakeDesktop();
    const element = await mount('ringframe-incoming-call', fake);
    expect(all(element, '.card')).to.have.lengthOf(0);
    const callId = fake.script.ring({ called: { number: '08400100' }, data: { queue: 'Sales', tier: 'gold', a: '1', b: '2', c: '3' } });
    await settle();
    expect(textOf(one(element, '.name'))).to.equal('Ada Lind');
    expect(textOf(one(element, '.number'))).to.equal('+46812345678');
    const facts = all(element, 'dt').map((term) => [textOf(term), textOf(term.nextElementSibling ?? undefined)]);
    expect(facts.slice(0, 3)).to.deep.equal([
      ['Dialled', '08400100'],
      ['Queue', 'Sales'],
      ['tier', 'gold'],
    ]);
    expect(facts).to.have.lengthOf(6);
    expect(one<HTMLDetailsElement>(element, 'details').open).to.equal(false);
    fake.script.end(callId, 'callCancelled');
    await settle();
    expect(all(element, '.card')).to.have.lengthOf(0);
  });

  it('says that a number is withheld, and searches nothing then', async () => {
    const fake = fakeDesktop();
    fake.script.ring({ remote: { number: '' } });
    const element = await mount('ringframe-incoming-call', fake);
    expect(textOf(one(element, '.name'))).to.equal('Number withheld');
    expect(shown(element)).not.to.include('Not in the CRM');
  });

  it('moves no button when the CRM finds somebody while it rings', async () => {
    const fake = fakeDesktop();
    const callId = fake.script.ring();
    const element = await mount('ringframe-incoming-call', fake);
    const before = ['answer', 'reject', 'rejectEverywhere'].map((name) => action(element, name).getBoundingClientRect().top);
    fake.script.context(callId, { search: 'done', matches: [ada, bo] });
    await settle();
    expect(all(element, '.matches, [data-action="open"], .match').length).to.be.greaterThan(0);
    expect(['answer', 'reject', 'rejectEverywhere'].map((name) => action(element, name).getBoundingClientRect().top)).to.deep.equal(before);
  });

  it('answers', async () => {
    const fake = fakeDesktop();
    const callId = fake.script.ring();
    const element = await mount('ringframe-incoming-call', fake);
    await click(element, 'answer');
    expect(fake.script.call(callId)?.state).to.equal('connected');
  });

  it('declines as busy, and everywhere from the second place', async () => {
    for (const [name, as] of [
      ['reject', 'busy'],
      ['rejectEverywhere', 'declined'],
    ] as const) {
      const fake = fakeDesktop();
      fake.script.ring();
      const element = await mount('ringframe-incoming-call', fake);
      await click(element, name);
      expect(fake.desktop.calls).to.deep.equal([]);
      expect(fake.script.rejectedAs).to.equal(as);
    }
  });

  it('has no button for what the phone would refuse', async () => {
    const fake = fakeDesktop({ capabilities: ['dial', 'answer', 'hangUp'] });
    fake.script.ring();
    const element = await mount('ringframe-incoming-call', fake);
    expect(actions(element)).to.deep.equal(['answer', 'reject']);
    await click(element, 'reject');
    expect(fake.desktop.calls).to.deep.equal([]);
  });

  it('is busy while it answers, and says why it could not', async () => {
    const fake = fakeDesktop();
    fake.script.ring();
    const element = await mount('ringframe-incoming-call', fake);
    const held = fake.script.hold('answer');
    await click(element, 'answer');
    expect(action(element, 'answer').getAttribute('aria-busy')).to.equal('true');
    held.fail(new CtiError('PERMISSION_DENIED', 'x'));
    await settle();
    expect(textOf(one(element, '[role=alert] .words'))).to.include('The microphone is not allowed.');
    expect(action(element, 'answer').hasAttribute('aria-busy')).to.equal(false);
  });

  it('lets the agent choose among several records, and opens the one', async () => {
    const fake = fakeDesktop();
    const callId = fake.script.ring({ remote: { number: '08123' }, context: { search: 'pending' } });
    const element = await mount('ringframe-incoming-call', fake);
    expect(shown(element)).to.include('Looking up the caller…');
    fake.script.context(callId, { search: 'done', matches: [ada, bo] });
    await settle();
    expect(all(element, '.match').map((match) => textOf(match))).to.deep.equal(['Open Ada LindContact · Northwind Timber', 'Open Bo EkPossible match']);
    one(element, '[data-record="contact/2"]').click();
    await settle();
    expect(fake.script.opened).to.equal('contact/2');
    expect(fake.script.contextOf(callId).record).to.deep.equal({ recordId: 'contact/2', objectType: undefined, recordName: 'Bo Ek' });
    expect(one(element, '[aria-current=true]').dataset.record).to.equal('contact/2');
    expect(textOf(one(element, '.name'))).to.equal('Bo Ek');
  });

  it('says when the CRM knows nobody, or could not be asked', async () => {
    const fake = fakeDesktop();
    const callId = fake.script.ring({ context: { search: 'done' } });
    const element = await mount('ringframe-incoming-call', fake);
    expect(shown(element)).to.include('Not in the CRM');
    fake.script.context(callId, { search: 'failed' });
    await settle();
    expect(shown(element)).to.include('The CRM could not be searched');
  });

  it('warns that answering holds the call at hand', async () => {
    const fake = fakeDesktop();
    const first = fake.script.talk();
    const second = fake.script.ring({ remote: { number: '2', name: 'Second' } });
    const element = await mount('ringframe-incoming-call', fake);
    expect(shown(element)).to.include('Answering puts your current call on hold.');
    await click(element, 'answer');
    expect([fake.script.call(first)?.state, fake.script.call(second)?.state]).to.deep.equal(['held', 'connected']);
  });

  it('shows a card for each of several ringing calls', async () => {
    const fake = fakeDesktop();
    fake.script.ring({ remote: { number: '1', name: 'One' } });
    fake.script.ring({ remote: { number: '2', name: 'Two' } });
    const element = await mount('ringframe-incoming-call', fake);
    expect(all(element, '.name').map((name) => textOf(name))).to.deep.equal(['One', 'Two']);
  });

  it('shows names and call data as text, whatever is in them', async () => {
    const fake = fakeDesktop();
    const evil = '<img src=x onerror="window.pwned=1">';
    fake.script.ring({
      remote: { number: '1', name: evil },
      data: { [evil]: evil },
      context: { search: 'done', matches: [{ recordId: '1', recordName: evil, fields: { a: evil } }] },
    });
    const element = await mount('ringframe-incoming-call', fake);
    expect(all(element, 'img')).to.have.lengthOf(0);
    expect(shown(element)).to.include(evil);
  });

  describe('tells screen readers', () => {
    const regions = (element: HTMLElement) => ({
      alert: one(element, '.spoken[role=alert]'),
      status: one(element, '.spoken[role=status]'),
    });

    it('of a call once, in a region that was there before', async () => {
      const fake = fakeDesktop();
      const element = await mount('ringframe-incoming-call', fake);
      const { alert } = regions(element);
      expect(textOf(alert)).to.equal('');
      fake.script.ring();
      await settle();
      expect(regions(element).alert).to.equal(alert);
      expect(textOf(alert)).to.equal('Incoming call from Ada Lind, +46812345678');
      let changes = 0;
      const observer = new MutationObserver((records) => (changes += records.length));
      observer.observe(alert, { childList: true, characterData: true, subtree: true });
      await new Promise((resolve) => setTimeout(resolve, 1_300));
      observer.disconnect();
      expect(changes).to.equal(0);
    });

    it('politely of what the CRM found, and of the end', async () => {
      const fake = fakeDesktop();
      const element = await mount('ringframe-incoming-call', fake);
      const callId = fake.script.ring({ remote: { number: '08123' }, context: { search: 'pending' } });
      await settle();
      fake.script.context(callId, { search: 'done', matches: [ada], record: ada });
      await settle();
      expect(textOf(regions(element).status)).to.equal('The caller is Ada Lind');
      fake.script.end(callId);
      await settle();
      expect(textOf(regions(element).status)).to.equal('The call from Ada Lind no longer rings');
      expect(textOf(regions(element).alert)).to.equal('');
    });

    it('again while it rings, at most three times', async () => {
      const fake = fakeDesktop();
      const element = await mount('ringframe-incoming-call', fake);
      fake.script.ring();
      await settle();
      const { status } = regions(element);
      const told: string[] = [];
      const observer = new MutationObserver(() => told.push(status.textContent ?? ''));
      observer.observe(status, { childList: true, characterData: true, subtree: true });
      const now = performance.now;
      let ahead = 0;
      performance.now = () => now.call(performance) + ahead;
      try {
        for (let step = 0; step < 6; step += 1) {
          ahead += 10_500;
          element.requestUpdate();
          await settle();
        }
      } finally {
        performance.now = now;
        observer.disconnect();
      }
      expect(told.map((text) => text.replace(/[\u2066-\u2069]/g, '').trim())).to.deep.equal(Array(3).fill('Still ringing: Ada Lind'));
      expect(new Set(told).size, 'each differs from the one before, or it would not be read').to.equal(2);
    });

    it('of a second call as well', async () => {
      const fake = fakeDesktop();
      const element = await mount('ringframe-incoming-call', fake);
      fake.script.ring();
      await settle();
      fake.script.ring({ remote: { number: '2', name: 'Bo Ek' } });
      await settle();
      expect(textOf(regions(element).alert)).to.equal('Incoming call from Bo Ek, 2');
    });
  });

  it('does not take the focus from where the agent types', async () => {
    const parent = place();
    const field = document.createElement('input');
    parent.append(field);
    const fake = fakeDesktop();
    await mount('ringframe-incoming-call', fake, {}, parent);
    field.focus();
    fake.script.ring();
    await settle();
    expect(focused()).to.equal(field);
  });
});
