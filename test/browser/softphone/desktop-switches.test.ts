/** Every part of the desktop manager can be switched off, seen from outside, and put away. */
import { expect } from 'chai';
import { cleanUp } from '../bridge/pages.ts';
import { aWhile, codeOf, run, until } from '../bridge/remote-page.ts';
import { openDesk, searched } from './desk.ts';

const aLink = (): HTMLAnchorElement => {
  const link = document.createElement('a');
  link.href = 'tel:+46812345678';
  document.body.append(link);
  return link;
};

describe('the desktop manager', () => {
  afterEach(() => {
    cleanUp();
    for (const link of document.querySelectorAll('a')) link.remove();
  });

  it('connects the phone by itself, or when it is told to', async () => {
    const eager = await openDesk();
    expect(await run(eager.page, 'phoneStatus')).to.have.property('state', 'ready');
    const lazy = await openDesk({}, { desktop: { connect: false } });
    expect(await lazy.requests()).to.deep.equal([]);
    expect(await lazy.get('status')).to.have.property('state', 'disconnected');
    await lazy.desk('connect');
    expect(await lazy.get('status')).to.deep.include({ state: 'ready', address: 'sip:agent@fake.invalid' });
    await lazy.desk('disconnect');
    expect(await lazy.get('status')).to.have.property('state', 'disconnected');
    expect((await lazy.events('status')).map(({ state }) => state)).to.deep.equal(['connecting', 'ready', 'disconnected']);
  });

  it('that cannot connect says so, and why numbers cannot be clicked', async () => {
    const link = aLink();
    const desk = await openDesk({}, { phone: { server: 'wrongPassword' } });
    await until(async () => (await desk.events('problem')).length, 'the problem is told');
    expect((await desk.events('problem'))[0]).to.deep.include({ during: 'connect' });
    expect((await desk.events('problem'))[0]?.error.code).to.equal('UNAUTHORIZED');
    await until(() => link.title === 'The phone could not connect.', 'the link says why');
    expect(link.getAttribute('aria-disabled')).to.equal('true');
  });

  it('makes numbers clickable while the phone is ready, and dials them', async () => {
    const link = aLink();
    const desk = await openDesk({}, { desktop: { connect: false } });
    await until(() => link.title === 'The phone is switched off.', 'the link says why');
    await desk.desk('connect');
    await until(() => link.dataset.ringframeDial === 'enabled', 'the number can be clicked');
    link.click();
    await until(async () => (await desk.requests()).some(({ command, number }) => command === 'dial' && number === '+46812345678'), 'it is dialled');
    await desk.script('loseSignalling');
    await until(() => link.dataset.ringframeDial === 'disabled', 'and no more');
    expect(link.title).to.equal('The phone is connecting.');
    await desk.script('restoreSignalling');
    await until(() => link.dataset.ringframeDial === 'enabled', 'and again');
  });

  it('says when a clicked number could not be dialled', async () => {
    const link = aLink();
    const desk = await openDesk();
    await until(() => link.dataset.ringframeDial === 'enabled', 'the number can be clicked');
    await desk.script('refuseNext', 'dial', 'NO_MICROPHONE');
    link.click();
    await until(async () => (await desk.events('problem')).length, 'the problem is told');
    expect((await desk.events('problem'))[0]).to.deep.include({ during: 'clickToDial' });
    expect((await desk.events('problem'))[0]?.error.code).to.equal('NO_MICROPHONE');
  });

  it('leaves numbers alone, if that is wished', async () => {
    const link = aLink();
    const desk = await openDesk({}, { desktop: { clickToDial: false } });
    await aWhile();
    expect(link.dataset.ringframeDial).to.equal('disabled');
    // Even if somebody else makes them clickable.
    await run(desk.page, 'crm', 'enableClickToDial');
    link.click();
    await aWhile();
    expect((await desk.requests()).map(({ command }) => command)).not.to.include('dial');
  });

  it('logs nothing, if that is wished, but wraps up all the same', async () => {
    const { saved, ...desk } = await openDesk({}, { desktop: { log: false } });
    const id = await desk.ring('+46812345678');
    await desk.desk('answer', id);
    await desk.desk('hangUp', id);
    expect((await desk.get('wrapUps')).map(({ callId, log }) => [callId, log])).to.deep.equal([[id, undefined]]);
    await desk.desk('completeWrapUp', id, { notes: 'x' });
    await aWhile();
    expect(saved).to.deep.equal([]);
    expect(await desk.events('log')).to.deep.equal([]);
  });

  it('wraps nothing up, if that is wished, but logs all the same', async () => {
    const { saved, ...desk } = await openDesk({}, { desktop: { wrapUp: false } });
    const id = await desk.ring('+46812345678');
    await desk.desk('answer', id);
    await desk.desk('hangUp', id);
    await until(() => saved.length, 'it is logged');
    expect(await desk.get('wrapUps')).to.deep.equal([]);
    expect(await desk.events('wrapUp')).to.deep.equal([]);
  });

  it('serves the commands of the CRM: those the phone has and that are allowed', async () => {
    const { softphone, ...desk } = await openDesk(
      {},
      { phone: { capabilities: ['dial', 'answer', 'hangUp', 'hold'] }, desktop: { allowCommands: ['answer', 'hold', 'mute'] } },
    );
    await until(() => softphone.capabilities.length, 'the offer arrives');
    expect([...softphone.capabilities].sort()).to.deep.equal(['answer', 'hold']);
    const id = await desk.ring('+46812345678');
    await softphone.answer(id);
    await softphone.hold(id);
    await until(() => softphone.calls.map(({ state }) => state).join() === 'held', 'the CRM hears of it');
    expect(await codeOf(softphone.hangUp(id))).to.equal('NOT_SUPPORTED');
    expect(await codeOf(softphone.dial('+461'))).to.equal('NOT_SUPPORTED');
    expect(await codeOf(softphone.hold('nobody')), 'errors of the phone reach the CRM').to.equal('NO_SUCH_CALL');
    expect(await codeOf(softphone.hold(id))).to.equal('INVALID_STATE');
    expect((await desk.requests()).map(({ command }) => command)).to.deep.equal(['connect', 'answer', 'hold']);
  });

  it('passes every command on', async () => {
    const { softphone, ...desk } = await openDesk();
    await until(() => softphone.capabilities.length, 'the offer arrives');
    const id = await desk.ring('+46812345678');
    await softphone.answer(id);
    await softphone.hold(id);
    await softphone.retrieve(id);
    await softphone.mute(id);
    await softphone.unmute(id);
    await softphone.sendDtmf(id, '12#');
    const consultation = await softphone.consult(id, '+46822222222');
    expect(consultation).to.deep.include({ consultationFor: id, direction: 'outbound' });
    await desk.script('farEndAnswers', consultation.id);
    await softphone.completeTransfer(id);
    const second = await desk.ring('+46812345679');
    await softphone.reject(second, { as: 'declined' });
    const third = await softphone.dial('+46833333333');
    await desk.script('farEndAnswers', third.id);
    await softphone.blindTransfer(third.id, '+46844444444');
    const asked = await desk.ring('+46812345680');
    await softphone.answer(asked);
    const cancelled = await softphone.consult(asked, '+46866666666');
    await softphone.cancelConsult(asked, { consultationCallId: cancelled.id });
    const call = () => softphone.calls.find(({ id: callId }) => callId === asked);
    await until(() => softphone.calls.length === 1 && call()?.state === 'connected', 'back with the caller');
    const joined = await softphone.consult(asked, '+46877777777');
    await desk.script('farEndAnswers', joined.id);
    await softphone.conference(asked);
    await until(
      () =>
        call()
          ?.parties?.map(({ number }) => number)
          .join() === '+46812345680,+46877777777',
      'both are parties',
    );
    await softphone.dropParty(asked, '+46877777777');
    await until(() => call() && !call()?.parties, 'one is left');
    await softphone.setCallData(asked, { order: '17' });
    await until(() => call()?.data.order === '17', 'the data have changed');
    await softphone.hangUp(asked);
    await softphone.wrapUp(asked, 'sold', { note: 'x' });
    const heard: unknown[] = [];
    softphone.on('message', ({ by, text }) => heard.push([by, text]));
    softphone.on('vendorEvent', (event) => heard.push(event));
    const chat = await desk.ring('+46812345681', { callType: 'chat' });
    await softphone.answer(chat);
    await softphone.sendMessage(chat, 'Good morning');
    await desk.script('writes', chat, 'Hello');
    await desk.script('vendorEvent', { name: 'toString', data: { level: [3] } });
    await until(() => heard.length === 3, 'chat and vendor event are heard');
    expect(heard, 'rows 54 and 56').to.deep.equal([['local', 'Good morning'], ['remote', 'Hello'], { name: 'toString', data: { level: [3] } }]);
    await softphone.pushUrl(chat, 'https://shop.example/orders/17');
    expect(await softphone.vendorCommand('constructor', { deep: [1, null] })).to.equal(undefined);
    await softphone.hangUp(chat);
    const fourth = await softphone.dial('+46855555555');
    await softphone.hangUp(fourth.id);
    await softphone.logOut({ reason: 'Home' });
    await until(() => softphone.agent?.state === 'loggedOut', 'the agent is logged out');
    await softphone.logIn({ workMode: 'autoIn' });
    await softphone.setAgentState('notReady', { reason: 'Lunch' });
    await until(() => softphone.agent?.state === 'notReady', 'the agent is told');
    expect(softphone.agent?.reason).to.equal('Lunch');
    const done = (await desk.requests()).map(({ command }) => command);
    for (const command of [
      'answer',
      'hold',
      'retrieve',
      'mute',
      'unmute',
      'sendDtmf',
      'consult',
      'completeTransfer',
      'reject',
      'dial',
      'blindTransfer',
      'hangUp',
      'cancelConsult',
      'conference',
      'dropParty',
      'setCallData',
      'sendMessage',
      'pushUrl',
      'vendorCommand',
      'wrapUp',
      'logIn',
      'logOut',
      'setAgentState',
    ])
      expect(done, command).to.include(command);
    expect((await desk.requests()).find(({ command }) => command === 'reject')).to.include({ as: 'declined' });
    await until(() => softphone.calls.length === 0, 'all calls are over');
  });

  it('leaves no call behind that was dialled for a CRM that gave up', async () => {
    const { softphone, ...desk } = await openDesk();
    await until(() => softphone.capabilities.length, 'the offer arrives');
    await run(desk.page, 'holdUp', 'dial');
    const controller = new AbortController();
    const dialling = codeOf(softphone.dial('+46812345678', { signal: controller.signal }));
    await run(desk.page, 'asked');
    controller.abort();
    expect(await dialling).to.equal('ABORTED');
    await aWhile(100);
    await run(desk.page, 'proceed');
    await until(async () => (await desk.requests()).some(({ command }) => command === 'hangUp'), 'it is hung up');
    await until(() => softphone.calls.length === 0, 'it is over');
  });

  it('tells of everything it does', async () => {
    const desk = await openDesk();
    const id = await desk.ring('+46812345678');
    await searched(desk, id);
    await desk.desk('answer', id);
    await desk.script('quality', { callId: id, packetsReceived: 1, packetsSent: 1, packetsLost: 0, lossRatio: 0, jitterMs: 1 });
    await desk.desk('hangUp', id);
    await until(async () => (await desk.events('log')).some(({ state }) => state === 'saved'), 'it is logged');
    const heard = new Set(await run<string[]>(desk.page, 'events'));
    for (const name of ['call', 'context', 'agent', 'status', 'crm', 'quality', 'wrapUp', 'log', 'change'])
      if (name !== 'crm') expect(heard.has(name), name).to.equal(true);
    const changes = (await desk.events('change')).map(({ reason }) => reason);
    expect(changes.filter((reason) => reason === 'call')).to.have.length((await desk.events('call')).length);
    expect((await desk.events('call')).map(({ event }) => event)).to.deep.equal(['delivered', 'established', 'cleared']);
  });

  it('that is disposed of ends the phone and its part in the CRM; the connection stays', async () => {
    const link = aLink();
    const { saved, softphone, ...desk } = await openDesk();
    await until(() => link.dataset.ringframeDial === 'enabled', 'the number can be clicked');
    const id = await desk.ring('+46812345678');
    await desk.desk('answer', id);
    await desk.desk('dispose');
    await desk.desk('dispose');
    await until(() => softphone.calls.length === 0 && softphone.capabilities.length === 0, 'the CRM learns of it');
    await until(() => link.dataset.ringframeDial === 'disabled', 'numbers too');
    expect(await run(desk.page, 'crmStatus')).to.equal('ready');
    expect(softphone.status.state).to.equal('ready');
    await until(() => saved.length, 'the call that was cut short is logged');
    expect(saved.map(({ callId }) => callId)).to.deep.equal([id]);
    link.click();
    expect(await codeOf(desk.desk('dial', { number: '+461' }))).to.equal('DISPOSED');
    expect(await run(desk.page, 'errors')).to.deep.equal([]);
    // The page may attach another phone.
    await desk.start();
    await until(() => softphone.capabilities.length > 0, 'the new offer arrives');
  });
});
