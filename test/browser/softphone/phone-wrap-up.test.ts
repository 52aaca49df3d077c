/** A wrap-up that the phone system wants to know of too, beside the CRM's log. */
import { expect } from 'chai';
import type { AgentReasons } from '../../../src/index.ts';
import { cleanUp } from '../bridge/pages.ts';
import { codeOf, until } from '../bridge/remote-page.ts';
import { openDesk, type StartOptions } from './desk.ts';

const reasons = (mandatory: boolean): AgentReasons => ({
  notReady: [],
  logOut: [],
  wrapUp: [
    { code: '17', label: 'Sold' },
    { code: '18', label: 'Call back' },
  ],
  mandatory: { wrapUp: mandatory },
});

/** A call that was answered and is over, of an agent who works after it. */
const finished = async (phone: StartOptions['phone'] = {}) => {
  const desk = await openDesk({}, { phone: { workMode: 'manualIn', ...phone } });
  const id = await desk.ring('+46812345678');
  await desk.desk('answer', id);
  await desk.desk('hangUp', id);
  await until(() => desk.saved.length, 'the first log is saved');
  expect((await desk.get('agent')).state).to.equal('workingAfterCall');
  const wrappedUp = async () => (await desk.requests()).filter(({ command }) => command === 'wrapUp');
  return { ...desk, id, wrappedUp };
};

describe('a wrap-up', () => {
  afterEach(cleanUp);

  it('goes to the phone system, ends the work after the call there, and into the log', async () => {
    const { wrappedUp, saved, id, ...desk } = await finished({ reasons: reasons(true) });
    await desk.desk('completeWrapUp', id, { disposition: '17', notes: 'Forty pallets' });
    expect(await wrappedUp()).to.deep.equal([{ command: 'wrapUp', callId: id, code: '17', note: 'Forty pallets' }]);
    expect((await desk.get('agent')).state).to.equal('ready');
    expect(saved.at(-1)).to.include({ disposition: '17', notes: 'Forty pallets' });
    expect(await desk.get('wrapUps')).to.deep.equal([]);
  });

  it('is not complete without an outcome where the phone system wants one', async () => {
    const { wrappedUp, saved, id, ...desk } = await finished({ reasons: reasons(true) });
    expect(await codeOf(desk.desk('completeWrapUp', id, { notes: 'x' }))).to.equal('INVALID_ARGUMENT');
    expect(await codeOf(desk.desk('completeWrapUp', id, { disposition: 'no code of this phone system' }))).to.equal('INVALID_ARGUMENT');
    expect(await wrappedUp()).to.deep.equal([]);
    expect(saved).to.have.length(1);
    await desk.desk('completeWrapUp', id, { disposition: '18' });
    expect(saved.at(-1)).to.include({ disposition: '18', notes: 'x' });
  });

  it('keeps to the CRM what is no code of the phone system', async () => {
    const { wrappedUp, saved, id, ...desk } = await finished({ reasons: reasons(false) });
    await desk.desk('completeWrapUp', id, { disposition: 'the CRM’s own' });
    expect(await wrappedUp()).to.deep.equal([]);
    expect(saved.at(-1)).to.include({ disposition: 'the CRM’s own' });
  });

  it('stays open when the phone system refuses, with everything in the log; then it is told once', async () => {
    const { wrappedUp, saved, id, ...desk } = await finished();
    await desk.script('refuseNext', 'wrapUp', 'REFUSED');
    expect(await codeOf(desk.desk('completeWrapUp', id, { disposition: 'Sold', notes: 'important' }))).to.equal('REFUSED');
    expect(saved.at(-1)).to.include({ disposition: 'Sold', notes: 'important' });
    expect(await desk.get('wrapUps')).to.have.length(1);
    await desk.desk('completeWrapUp', id);
    expect(await wrappedUp()).to.have.length(2);
    expect(await desk.get('wrapUps')).to.deep.equal([]);
  });

  it('is the CRM’s alone where the phone has none', async () => {
    const desk = await openDesk({}, { phone: { capabilities: ['answer', 'hangUp'] } });
    const id = await desk.ring('+46812345678');
    await desk.desk('answer', id);
    await desk.desk('hangUp', id);
    await desk.desk('completeWrapUp', id, { disposition: 'Sold' });
    expect((await desk.requests()).map(({ command }) => command)).to.deep.equal(['connect', 'answer', 'hangUp']);
    expect(desk.saved.at(-1)).to.include({ disposition: 'Sold' });
  });
});
