import { expect } from 'chai';
import { CtiError } from '../../../src/protocol/error.ts';
import type { RecordMatch } from '../../../src/protocol/record.ts';
import { action, actions, all, clearPage, click, focused, mount, one, settle, shown, textOf, type } from './control-page.ts';
import { allCapabilities, type Fake, fakeDesktop } from './fake-desktop.ts';

const ada: RecordMatch = { recordId: 'contact/1', recordName: 'Ada Lind', objectType: 'Contact' };
const bo: RecordMatch = { recordId: 'contact/2', recordName: 'Bo Ek' };
const dispositions = [
  { value: 'sold', label: 'Sold' },
  { value: 'callback', label: 'Call back' },
];
const finished = (fake: Fake, context = {}) => {
  const callId = fake.script.talk({ agoMs: 125_000, context });
  fake.script.end(callId);
  return callId;
};
const pick = async (element: Element, name: string, value: string) => {
  one<HTMLInputElement>(element, `input[name=${name}][value='${value}']`).click();
  await settle();
};

describe('the wrap-up form', () => {
  afterEach(clearPage);

  it('shows caller and duration of each finished call, newest first', async () => {
    const fake = fakeDesktop();
    finished(fake);
    const second = fake.script.talk({ remote: { number: '204', name: 'Second' }, agoMs: 3_725_000 });
    fake.script.end(second);
    const element = await mount('ringframe-wrap-up', fake);
    expect(all(element, '.head').map((head) => textOf(head))).to.deep.equal(['Second Inbound1:02:05204', 'Ada Lind Inbound2:05+46812345678']);
  });

  it('saves outcome, record and notes, and closes', async () => {
    const fake = fakeDesktop();
    const callId = finished(fake, { search: 'done', matches: [ada, bo], notes: 'from the call' });
    const element = await mount('ringframe-wrap-up', fake, { dispositions });
    expect(one<HTMLInputElement>(element, 'input[name=record][value=""]').checked, 'no record yet').to.equal(true);
    expect(one<HTMLTextAreaElement>(element, 'textarea').value).to.equal('from the call');
    await pick(element, 'disposition', 'callback');
    await pick(element, 'record', 'contact/2');
    await type(one<HTMLTextAreaElement>(element, 'textarea'), 'Call on Monday');
    await click(element, 'save');
    expect(fake.script.contextOf(callId)).to.include({ disposition: 'callback', notes: 'Call on Monday' });
    expect(fake.script.contextOf(callId).record).to.deep.equal({ recordId: 'contact/2', objectType: undefined, recordName: 'Bo Ek' });
    expect(fake.desktop.wrapUps).to.deep.equal([]);
    expect(all(element, 'form')).to.have.lengthOf(0);
    expect(textOf(all(element, '[role=status]')[0])).to.equal('Wrap-up saved');
  });

  it('takes a record back', async () => {
    const fake = fakeDesktop();
    const callId = finished(fake, { search: 'done', matches: [ada], record: ada });
    const element = await mount('ringframe-wrap-up', fake);
    expect(one<HTMLInputElement>(element, 'input[value="contact/1"]').checked).to.equal(true);
    await pick(element, 'record', '');
    expect(fake.script.contextOf(callId).record).to.equal(undefined);
  });

  it('offers the record that was dialled from, found or not', async () => {
    const fake = fakeDesktop();
    finished(fake, { record: { recordId: 'lead/7', recordName: 'Mill in Gävle' } });
    const element = await mount('ringframe-wrap-up', fake);
    expect(all(element, '.choice').map((choice) => textOf(choice))).to.deep.equal(['Mill in Gävle', 'No record']);
  });

  it('keeps everything when saving fails, and says why', async () => {
    const fake = fakeDesktop();
    finished(fake);
    const element = await mount('ringframe-wrap-up', fake, { dispositions });
    const field = one<HTMLTextAreaElement>(element, 'textarea');
    await type(field, 'important');
    const held = fake.script.hold('completeWrapUp');
    await click(element, 'save');
    expect(action(element, 'save').getAttribute('aria-busy')).to.equal('true');
    held.fail(new CtiError('TIMEOUT', 'x'));
    await settle();
    expect(field.value).to.equal('important');
    expect(textOf(one(element, '[role=alert]'))).to.include('No answer in time.');
    await click(element, 'save');
    expect(all(element, 'form')).to.have.lengthOf(0);
  });

  it('says in words how the log stands', async () => {
    const fake = fakeDesktop();
    const callId = finished(fake);
    const element = await mount('ringframe-wrap-up', fake);
    const log = () => textOf(one(element, '[data-log]'));
    expect(one(element, '[data-log]').parentElement?.getAttribute('role')).to.equal('status');
    fake.script.log(callId, { state: 'saving' });
    await settle();
    expect(log()).to.equal('Saving the call log…');
    fake.script.log(callId, { state: 'saved' });
    await settle();
    expect(log()).to.equal('Call log saved');
    document.documentElement.lang = 'en-GB';
    fake.script.log(callId, { state: 'retrying', attempts: 2, retryAt: new Date(2026, 0, 1, 9, 41, 7).getTime() });
    await settle();
    expect(log()).to.equal('Call log not saved yet. Next try at 09:41:07.');
    document.documentElement.lang = 'en';
    fake.script.log(callId, { state: 'refused', error: { code: 'LOG_REFUSED', message: 'Outcome is required' } });
    await settle();
    expect(log()).to.equal('The CRM refused the call log: Outcome is required');
  });

  it('turns many outcomes into a list', async () => {
    const fake = fakeDesktop();
    const callId = finished(fake);
    const many = Array.from({ length: 20 }, (_, index) => ({ value: `v${index}`, label: `Outcome ${index}` }));
    const element = await mount('ringframe-wrap-up', fake, { dispositions: many });
    const select = one<HTMLSelectElement>(element, 'select');
    expect(select.value).to.equal('');
    select.value = 'v13';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
    expect(fake.script.contextOf(callId).disposition).to.equal('v13');
  });

  describe('with wrap-up codes of the phone system', () => {
    const open = async (mandatory: boolean, capabilities = allCapabilities) => {
      const fake = fakeDesktop({ capabilities });
      const wrapUp = [
        { code: '17', label: 'Order' },
        { code: '18', label: 'Complaint' },
      ];
      fake.script.agent({ state: 'workingAfterCall', since: Date.now(), reasons: { notReady: [], logOut: [], wrapUp, mandatory: { wrapUp: mandatory } } });
      const callId = finished(fake);
      return { fake, callId, element: await mount('ringframe-wrap-up', fake, { dispositions }) };
    };
    const outcomes = (element: Element) => all(element, 'input[name=disposition]').map((input) => textOf(input.parentElement ?? undefined));

    it('offers those instead of the page’s own', async () => {
      const { fake, callId, element } = await open(false);
      expect(outcomes(element)).to.deep.equal(['Order', 'Complaint']);
      await pick(element, 'disposition', '18');
      expect(fake.script.contextOf(callId).disposition).to.equal('18');
      await click(element, 'save');
      expect(fake.desktop.wrapUps).to.deep.equal([]);
    });

    it('offers the page’s own where the phone takes none', async () => {
      const { element } = await open(
        true,
        allCapabilities.filter((name) => name !== 'wrapUp'),
      );
      expect(outcomes(element)).to.deep.equal(['Sold', 'Call back']);
      await click(element, 'save');
      expect(all(element, 'form'), 'nothing is mandatory then').to.have.lengthOf(0);
    });

    it('saves nothing without one that is mandatory, says so, and leads there', async () => {
      const { fake, element } = await open(true);
      await click(element, 'save');
      expect(fake.desktop.wrapUps).to.have.lengthOf(1);
      expect(textOf(one(element, '[role=alert]'))).to.include('Choose an outcome: the phone system wants one.');
      expect((focused() as HTMLInputElement | null)?.name).to.equal('disposition');
      await pick(element, 'disposition', '17');
      expect(textOf(one(element, '[role=alert]'))).to.equal('');
      await click(element, 'save');
      expect(fake.desktop.wrapUps).to.deep.equal([]);
    });

    it('can be saved without one that is not mandatory', async () => {
      const { fake, element } = await open(false);
      await click(element, 'save');
      expect(fake.desktop.wrapUps).to.deep.equal([]);
    });
  });

  it('shows one call when told which', async () => {
    const fake = fakeDesktop();
    const first = finished(fake);
    fake.script.end(fake.script.talk({ remote: { number: '2', name: 'Other' } }));
    const element = await mount('ringframe-wrap-up', fake, { callId: first });
    expect(all(element, '.name').map((name) => textOf(name))).to.deep.equal(['Ada Lind']);
    expect(actions(element)).to.deep.equal(['save']);
    expect(shown(element)).not.to.include('Other');
  });
});
