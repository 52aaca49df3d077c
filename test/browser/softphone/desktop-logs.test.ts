/** The desktop manager with a scripted phone and a real CRM page of another origin: from the end of a call to its log. */
import { expect } from 'chai';
import { type CallLog, CtiError } from '../../../src/index.ts';
import { cleanUp } from '../bridge/pages.ts';
import { aWhile, codeOf, openFrame, run, until } from '../bridge/remote-page.ts';
import { fixture, origins } from '../origins.ts';
import { type Desk, deskIn, deskPage, one, openDesk, other, searched } from './desk.ts';

const agent = 'sip:agent@fake.invalid';
const logged = async (desk: Desk) => (await desk.events('log')).map(({ state, attempts }) => `${state} ${attempts}`);
const endOfLog = (desk: Desk, state: string) => until(async () => (await desk.events('log')).at(-1)?.state === state, `the log is ${state}`, 8_000);

describe('the log of a call', () => {
  afterEach(cleanUp);

  it('has all that is known of it, once', async () => {
    const { saved, ...desk } = await openDesk({ matches: [one], saveLog: () => ({ recordId: 'activity/1' }) });
    const before = Date.now();
    const id = await desk.ring('08-123 456 78', { called: { number: '+46855555555' }, data: { queue: 'sales' } }, 'Caller');
    await searched(desk, id);
    await desk.desk('answer', id);
    await desk.desk('setContext', id, { notes: 'Wants a lamp.', disposition: 'sale' });
    await aWhile(1_100);
    await desk.desk('hold', id);
    await desk.script('farEndHangsUp', id);
    await endOfLog(desk, 'saved');
    expect(saved).to.have.length(1);
    const { startedAt, answeredAt, endedAt, ...rest } = saved[0] as CallLog;
    expect(rest).to.deep.equal({
      id: `${id}/${agent}`,
      callId: id,
      direction: 'inbound',
      number: '08-123 456 78',
      e164: '+46812345678',
      name: 'Caller',
      called: '+46855555555',
      agent,
      durationSeconds: 1,
      answered: true,
      cause: 'normalClearing',
      notes: 'Wants a lamp.',
      disposition: 'sale',
      record: one,
      data: { queue: 'sales' },
    });
    expect(startedAt).to.be.within(before, Date.now());
    expect(answeredAt).to.be.within(startedAt, endedAt);
    expect(endedAt).to.be.within(startedAt + 1_000, Date.now());
    expect(await logged(desk)).to.include.members(['saving 1', 'saved 1']);
    expect(desk.softphone.calls).to.deep.equal([]);
  });

  it('of a dialled number has the record it was dialled from', async () => {
    const { saved, softphone, ...desk } = await openDesk({ matches: [other] });
    const link = document.createElement('a');
    link.href = 'tel:08-123%20456%2078';
    link.dataset.ringframeRecordId = 'contact/9';
    link.dataset.ringframeRecordType = 'Contact';
    document.body.append(link);
    await until(() => link.dataset.ringframeDial === 'enabled', 'the number can be clicked');
    link.click();
    const call = await until(() => softphone.calls[0], 'it is dialled');
    expect(call).to.deep.include({ direction: 'outbound', state: 'initiated', remote: { number: '08-123 456 78' } });
    await desk.script('farEndAnswers', call.id);
    await searched(desk, call.id);
    await desk.script('farEndHangsUp', call.id);
    await endOfLog(desk, 'saved');
    expect(saved).to.have.length(1);
    expect(saved[0]).to.deep.include({ direction: 'outbound', number: '08-123 456 78', e164: '+46812345678', answered: true });
    expect(saved[0]?.record).to.deep.include({ recordId: 'contact/9', objectType: 'Contact' });
    link.remove();
  });

  it('of a call the CRM commanded is no different', async () => {
    const { saved, softphone, ...desk } = await openDesk();
    await until(() => softphone.capabilities.length, 'the offer arrives');
    const call = await softphone.dial('+46812345678', { recordId: 'contact/17', data: { campaign: 'spring' } });
    await desk.script('farEndRefuses', call.id, 'busy');
    await endOfLog(desk, 'saved');
    expect(saved[0]).to.deep.include({ answered: false, cause: 'busy', durationSeconds: 0, data: { campaign: 'spring' } });
    expect(saved[0]?.answeredAt).to.equal(undefined);
    expect(saved[0]?.record?.recordId).to.equal('contact/17');
    expect(await desk.get('wrapUps'), 'nothing to add to a call that never was').to.deep.equal([]);
  });

  it('that was missed is written by one window, though it rang in two', async () => {
    const tabs: (Desk & { host: HTMLIFrameElement })[] = [];
    for (const _ of [1, 2]) {
      const host = openFrame(fixture('bridge/host.html', origins.subdomain));
      await run(host, 'mount', { src: deskPage(origins.subdomain) }, { search: { does: 'answer', value: [] }, saveLog: { does: 'answer' } });
      await run(host, 'ready');
      const desk = deskIn(host.contentWindow?.[0] as Window);
      await desk.start();
      tabs.push({ host, ...desk });
    }
    const saves = async () => {
      const all: CallLog[] = [];
      for (const { host } of tabs) all.push(...(await run<{ saveLog?: CallLog }[]>(host, 'received')).flatMap(({ saveLog }) => saveLog ?? []));
      return all;
    };
    for (let turn = 1; turn <= 3; turn += 1) {
      const callId = `missed-${Date.now()}-${turn}`;
      await Promise.all(tabs.map((tab) => tab.ring('+46812345678', { callId })));
      await Promise.all(tabs.map((tab) => tab.script('farEndHangsUp', callId)));
      await until(async () => (await saves()).length >= turn, 'somebody logs it');
      await aWhile();
      expect(await saves(), `turn ${turn}`).to.have.length(turn);
      expect((await saves()).filter((log) => log.callId === callId)[0]).to.deep.include({ answered: false, cause: 'callCancelled' });
    }
    // Answered in one: the other has nothing to say about it.
    const callId = `answered-${Date.now()}`;
    await Promise.all(tabs.map((tab) => tab.ring('+46812345678', { callId })));
    await tabs[0]?.desk('answer', callId);
    await tabs[1]?.script('farEndHangsUp', callId, 'answeredElsewhere');
    await tabs[0]?.desk('hangUp', callId);
    await until(async () => (await saves()).length >= 4, 'it is logged');
    await aWhile();
    expect((await saves()).filter((log) => log.callId === callId).map(({ answered }) => answered)).to.deep.equal([true]);
  });

  it('that cannot be saved is kept by the CRM page and saved later', async () => {
    let failures = 0;
    const { saved, softphone, ...desk } = await openDesk({
      saveLog: () => {
        failures += 1;
        if (failures < 2) throw new Error('down');
        return { recordId: 'activity/1' };
      },
    });
    const id = await desk.ring('+46812345678');
    await desk.desk('answer', id);
    await desk.desk('hangUp', id);
    await endOfLog(desk, 'retrying');
    expect((await desk.events('log')).at(-1)?.retryAt).to.be.greaterThan(Date.now());
    expect((await desk.get('wrapUps'))[0]?.log?.state).to.equal('retrying');
    expect(softphone.pendingLogs).to.have.length(1);
    await endOfLog(desk, 'saved');
    expect((await desk.get('wrapUps'))[0]?.log).to.deep.include({ state: 'saved', recordId: 'activity/1' });
    expect(saved).to.have.length(2);
    expect(await desk.events('problem')).to.deep.equal([]);
  });

  it('that the CRM refuses is a problem the agent sees', async () => {
    const { saved, ...desk } = await openDesk({
      saveLog: () => {
        throw new CtiError('LOG_REFUSED', 'Calls of internal numbers are not kept.');
      },
    });
    const id = await desk.ring('+46812345678');
    await desk.desk('answer', id);
    await desk.desk('hangUp', id);
    await until(async () => (await desk.events('problem')).length, 'the problem is told');
    expect(await desk.events('problem')).to.deep.equal([
      { during: 'log', callId: id, error: { code: 'LOG_REFUSED', message: 'Calls of internal numbers are not kept.' } },
    ]);
    expect((await desk.get('wrapUps'))[0]?.log?.state).to.equal('refused');
    await aWhile(300);
    expect(saved).to.have.length(1);
  });

  it('that ends while the CRM is away waits here, and is sent when it is back', async () => {
    const { saved, softphone, ...desk } = await openDesk({}, {}, { connectTimeoutMs: 60_000 });
    const id = await desk.ring('+46812345678');
    await desk.desk('answer', id);
    // The CRM takes the page for gone, and cannot be reached until the softphone has said hello again.
    await run(desk.page, 'goAway');
    await until(() => softphone.status.state === 'reconnecting', 'the CRM is away');
    await desk.desk('hangUp', id);
    await until(async () => (await logged(desk)).some((state) => state.startsWith('retrying')), 'it waits');
    expect(saved).to.deep.equal([]);
    await run(desk.page, 'comeBack');
    await endOfLog(desk, 'saved');
    expect(saved.map(({ callId, answered }) => ({ callId, answered }))).to.deep.equal([{ callId: id, answered: true }]);
  });
});

describe('after a call', () => {
  afterEach(cleanUp);
  const callAndEnd = async (desk: Desk): Promise<string> => {
    const id = await desk.ring('+46812345678');
    await searched(desk, id);
    await desk.desk('answer', id);
    await desk.desk('hangUp', id);
    await endOfLog(desk, 'saved');
    return id;
  };

  it('notes are added to the same log, and only if there are any', async () => {
    const { saved, ...desk } = await openDesk({ matches: [one], saveLog: () => ({ recordId: 'activity/1' }) });
    const first = await callAndEnd(desk);
    expect((await desk.get('wrapUps')).map(({ callId, durationSeconds, log }) => ({ callId, durationSeconds, state: log?.state }))).to.deep.equal([
      { callId: first, durationSeconds: 0, state: 'saved' },
    ]);
    await desk.desk('completeWrapUp', first);
    expect(await desk.get('wrapUps')).to.deep.equal([]);
    await aWhile(100);
    expect(saved, 'nothing has changed').to.have.length(1);
    expect(await codeOf(desk.desk('completeWrapUp', first))).to.equal('NO_SUCH_CALL');
    expect(await codeOf(desk.desk('setContext', first, { notes: 'late' }))).to.equal('NO_SUCH_CALL');

    const second = await callAndEnd(desk);
    await desk.desk('setContext', second, { notes: 'Call back.' });
    await desk.desk('completeWrapUp', second, { disposition: 'callback', record: other });
    expect(saved).to.have.length(3);
    expect(saved[2]?.id).to.equal(saved[1]?.id);
    expect(saved[2]).to.deep.equal({ ...saved[1], notes: 'Call back.', disposition: 'callback', record: other });
    expect((await desk.events('wrapUp')).map(({ open }) => open).at(-1)).to.equal(false);
  });

  it('what is too long is refused and changes nothing', async () => {
    const { saved, ...desk } = await openDesk();
    const id = await callAndEnd(desk);
    expect(await codeOf(desk.desk('setContext', id, { notes: 'x'.repeat(32_001) }))).to.equal('INVALID_ARGUMENT');
    expect(await codeOf(desk.desk('completeWrapUp', id, { disposition: 'x'.repeat(501) }))).to.equal('INVALID_ARGUMENT');
    expect(await desk.get('wrapUps')).to.have.length(1);
    await desk.desk('completeWrapUp', id);
    expect(saved).to.have.length(1);
  });

  it('a wrap-up stays open when its log is refused, so that it can be mended', async () => {
    const { saved, ...desk } = await openDesk({
      saveLog: (log) => {
        if (log.disposition === 'wrong') throw new CtiError('LOG_REFUSED', 'No such disposition.');
      },
    });
    const id = await callAndEnd(desk);
    expect(await codeOf(desk.desk('completeWrapUp', id, { disposition: 'wrong' }))).to.equal('LOG_REFUSED');
    expect(await desk.get('wrapUps')).to.have.length(1);
    await desk.desk('completeWrapUp', id, { disposition: 'right' });
    expect(saved.map(({ disposition }) => disposition)).to.deep.equal([undefined, 'wrong', 'right']);
  });

  it('twenty wrap-ups stay open; the oldest are completed as they are', async () => {
    const { ...desk } = await openDesk();
    const ids = [];
    for (let index = 0; index < 22; index += 1) {
      const id = await desk.ring(`+4681234${index}`);
      await desk.desk('answer', id);
      await desk.desk('hangUp', id);
      ids.push(id);
    }
    await until(async () => (await desk.get('wrapUps')).length === 20, 'the oldest are completed');
    expect((await desk.get('wrapUps')).map(({ callId }) => callId)).to.deep.equal(ids.slice(2).reverse());
    expect(await desk.events('problem')).to.deep.equal([]);
  });
});
