/** Calls that are answered without the agent: when, and when not. */
import { expect } from 'chai';
import { type Call, CtiError, type RecordMatch } from '../../../src/index.ts';
import { type AutoAnswerSettings, attachPhone, type DesktopOptions } from '../../../src/softphone/index.ts';
import { createFakePhone } from '../../../src/testing/index.ts';
import { cleanUp } from '../bridge/pages.ts';
import { aWhile, openFrame, run, until } from '../bridge/remote-page.ts';
import { fixture, origins } from '../origins.ts';
import { type Desk, deskIn, deskPage, one, openDesk, searched } from './desk.ts';
import { createNotingCrm } from './noting-crm.ts';

const stateOf = async (desk: Desk, callId: string) => (await desk.get('calls')).find(({ id }) => id === callId)?.state;
const connected = (desk: Desk, callId: string) => until(async () => (await stateOf(desk, callId)) === 'connected', 'the call is answered');
/** A gate the CRM waits at. */
const gate = () => {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
};
const withSettings = (autoAnswer: AutoAnswerSettings, more: DesktopOptions = {}) => ({ desktop: { autoAnswer, ...more } });

describe('auto-answer', () => {
  afterEach(cleanUp);

  it('is off, if nothing is said', async () => {
    const desk = await openDesk({ matches: [one] });
    const id = await desk.ring('+46812345678');
    await until(() => desk.popped.length, 'the record is popped');
    await aWhile();
    expect(await stateOf(desk, id)).to.equal('alerting');
  });

  it('`always` answers as soon as it rings, whatever the CRM does', async () => {
    const { opened, open } = gate();
    const desk = await openDesk({ search: () => opened.then(() => [one]) }, withSettings({ inbound: 'always' }));
    const id = await desk.ring('+46812345678');
    await connected(desk, id);
    expect(desk.popped, 'the search is still under way').to.deep.equal([]);
    open();
    await until(() => desk.popped.length, 'the record is popped all the same');
  });

  it('`afterPop` waits until the page is on the screen', async () => {
    const { opened, open } = gate();
    const desk = await openDesk({ matches: [one], screenPop: () => opened }, withSettings({ inbound: 'afterPop' }));
    const id = await desk.ring('+46812345678');
    await until(() => desk.popped.length, 'the CRM is asked to pop');
    await aWhile();
    expect(await stateOf(desk, id), 'the CRM is still at it').to.equal('alerting');
    open();
    await connected(desk, id);
  });

  for (const [what, crm, options] of [
    ['nobody is found', { matches: [] as RecordMatch[] }, {}],
    ['the search fails', { search: () => Promise.reject(new Error('no database')) }, {}],
    [
      'the CRM cannot open the page',
      {
        matches: [one],
        screenPop: () => {
          throw new Error('no such page');
        },
      },
      {},
    ],
    ['calls are popped only once they are answered', { matches: [one] }, { popOn: 'established' as const }],
    ['calls are not popped', { matches: [one] }, { popOn: 'never' as const }],
  ] as const) {
    it(`\`afterPop\` answers where no page will come: ${what}`, async () => {
      const desk = await openDesk(crm, withSettings({ inbound: 'afterPop' }, options));
      await connected(desk, await desk.ring('+46812345678'));
    });
  }

  it('has its own setting for calls of colleagues', async () => {
    const desk = await openDesk({}, withSettings({ consult: 'always' }));
    const outside = await desk.ring('+46812345678');
    await searched(desk, outside);
    expect(await stateOf(desk, outside)).to.equal('alerting');
    await desk.desk('reject', outside);
    await connected(desk, await desk.ring('204', { direction: 'internal' }));
  });

  it('takes a call that is handed on for one of a colleague', async () => {
    const desk = await openDesk({}, withSettings({ inbound: 'always' }));
    await desk.script('event', { type: 'delivered', callId: 'handed-on', at: Date.now(), direction: 'inbound', remote: { number: '+461' }, cause: 'transfer' });
    await aWhile();
    expect(await stateOf(desk, 'handed-on')).to.equal('alerting');
  });

  it('never answers a second call, unless it is told to', async () => {
    const quiet = await openDesk({}, withSettings({ inbound: 'always', consult: 'always' }));
    const first = await quiet.ring('+46812345678');
    await connected(quiet, first);
    const second = await quiet.ring('+46812345679');
    await aWhile();
    expect([await stateOf(quiet, first), await stateOf(quiet, second)]).to.deep.equal(['connected', 'alerting']);
    await quiet.desk('hangUp', first);
    await aWhile();
    expect(await stateOf(quiet, second), 'it stays the agent’s to answer').to.equal('alerting');
  });

  it('answers a second call where `whileBusy` says so, and holds the first', async () => {
    const desk = await openDesk({}, withSettings({ whileBusy: 'always' }));
    const first = await desk.ring('+46812345678');
    await desk.desk('answer', first);
    const second = await desk.ring('+46812345679');
    await connected(desk, second);
    expect(await stateOf(desk, first)).to.equal('held');
  });

  it('leaves a call alone that became a second one while the CRM searched', async () => {
    const { opened, open } = gate();
    const desk = await openDesk({ search: () => opened.then(() => [one]) }, withSettings({ inbound: 'afterPop' }));
    const id = await desk.ring('+46812345678');
    await desk.desk<Call>('dial', { number: '+46833333333' });
    open();
    await until(() => desk.popped.length, 'the record is popped');
    await aWhile();
    expect(await stateOf(desk, id)).to.equal('alerting');
  });

  it('asks a phone once, and tells when that failed', async () => {
    const desk = await openDesk({}, withSettings({ inbound: 'always' }));
    await desk.script('refuseNext', 'answer', 'NO_MICROPHONE');
    const id = await desk.ring('+46812345678');
    await until(async () => (await desk.events('problem')).length, 'it is told');
    expect((await desk.events('problem')).map(({ during, callId, error }) => [during, callId, error.code])).to.deep.equal([
      ['autoAnswer', id, 'NO_MICROPHONE'],
    ]);
    expect(await stateOf(desk, id)).to.equal('alerting');
    expect((await desk.requests()).filter(({ command }) => command === 'answer')).to.have.length(1);
  });

  it('answers a call that went back to its queue and rings again', async () => {
    const desk = await openDesk({}, withSettings({ inbound: 'always' }));
    await desk.script('refuseNext', 'answer', 'REFUSED');
    const id = await desk.ring('+46812345678');
    await until(async () => (await desk.events('problem')).length, 'the first answer is refused');
    await desk.script('event', { type: 'queued', callId: id, at: Date.now() });
    await desk.script('event', { type: 'delivered', callId: id, at: Date.now() });
    await connected(desk, id);
  });

  it('leaves a phone alone that cannot answer', async () => {
    const desk = await openDesk({}, { ...withSettings({ inbound: 'always' }), phone: { capabilities: [] } });
    const id = await desk.ring('+46812345678');
    await aWhile();
    expect(await stateOf(desk, id)).to.equal('alerting');
    expect(await desk.events('problem')).to.deep.equal([]);
  });

  it('`afterPop` waits for no CRM that will not come', async () => {
    const { crm, tell } = createNotingCrm();
    const phone = createFakePhone();
    const desktop = attachPhone(phone, crm, { autoAnswer: { inbound: 'afterPop', whileBusy: 'afterPop' } });
    await phone.connect();
    const error = new CtiError('NO_ANSWER', 'No CRM answered.');
    Object.assign(crm, { status: { state: 'reconnecting' } });
    phone.script.ring({ number: '+46812345678' }, { callId: 'before' });
    await aWhile();
    expect(phone.calls[0]?.state, 'the CRM may come back').to.equal('alerting');
    Object.assign(crm, { status: { state: 'failed', error } });
    tell('status', { state: 'failed', error });
    await until(() => phone.calls[0]?.state === 'connected', 'the call is answered');
    await phone.hangUp('before');
    phone.script.ring({ number: '+46812345679' }, { callId: 'after' });
    await until(() => phone.calls[0]?.state === 'connected', 'the next one is too');
    await desktop.dispose();
  });

  for (const setting of ['always', 'afterPop'] as const) {
    it(`\`${setting}\` answers in one window only, though the call rings in two`, async () => {
      const tabs: Desk[] = [];
      for (const _ of [1, 2]) {
        const host = openFrame(fixture('bridge/host.html', origins.subdomain));
        await run(host, 'mount', { src: deskPage(origins.subdomain) }, { search: { does: 'answer', value: [one] }, screenPop: { does: 'answer' } });
        await run(host, 'ready');
        const desk = deskIn(host.contentWindow?.[0] as Window);
        await desk.start(withSettings({ inbound: setting }));
        tabs.push(desk);
      }
      const callId = `call-${Date.now()}-${setting}`;
      await Promise.all(tabs.map((tab) => tab.ring('+46812345678', { callId })));
      const answered = async () => (await Promise.all(tabs.map((tab) => stateOf(tab, callId)))).filter((state) => state === 'connected').length;
      await until(answered, 'somebody answers');
      await aWhile();
      expect(await answered()).to.equal(1);
    });
  }
});
