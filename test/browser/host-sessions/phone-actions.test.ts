/** USD's phone actions, called from the CRM page: what the phone is asked for. */
import { expect } from 'chai';
import { cleanUp } from '../bridge/pages.ts';
import { codeOf, until } from '../bridge/remote-page.ts';
import { openDesk } from '../softphone/desk.ts';
import { openSessionDesk } from './session-desk.ts';

const open = async () => {
  const desk = await openDesk();
  const pads: (string | undefined)[] = [];
  desk.softphone.on('dialPad', ({ callId }) => pads.push(callId));
  const answered = async () => {
    const id = await desk.ring('+46811111111');
    await desk.desk('answer', id);
    await until(() => desk.softphone.calls.some(({ state }) => state === 'connected'), 'the agent talks');
    return id;
  };
  const asked = async () => (await desk.requests()).map(({ command, number }) => (number === undefined ? command : `${command} ${number}`));
  return { ...desk, pads, answered, asked, actions: desk.softphone.phoneActions };
};

describe('row 57: phone actions', () => {
  afterEach(cleanUp);

  it('row 57: Dial calls the number, asks for a dial pad without one, and sends tones in a call', async () => {
    const desk = await open();
    await until(() => desk.softphone.capabilities.includes('dial'), 'the phone is there');
    expect(await desk.actions.dial()).to.equal(undefined);
    const made = await desk.actions.dial('08-123 456 78');
    expect(made).to.deep.include({ direction: 'outbound', remote: { number: '08-123 456 78' } });
    await desk.actions.hangUp();
    const id = await desk.answered();
    expect(await desk.actions.dial('1 (2)-3#')).to.equal(undefined);
    expect(await codeOf(desk.actions.dial('+46 8'))).to.equal('INVALID_ARGUMENT');
    await desk.actions.dial();
    expect(desk.pads).to.deep.equal([undefined, id]);
    const tones = (await desk.requests()).filter(({ command }) => command === 'sendDtmf');
    expect(tones).to.deep.equal([{ command: 'sendDtmf', callId: id, digits: '123#' }]);
    expect((await desk.asked()).filter((one) => one.startsWith('dial'))).to.deep.equal(['dial 08-123 456 78']);
  });

  it('row 57: Transfer consults first, with the data, and completes when it is pressed again', async () => {
    const desk = await open();
    const id = await desk.answered();
    expect(await codeOf(desk.actions.transfer())).to.equal('INVALID_ARGUMENT');
    const consultation = await desk.actions.transfer('204', { data: { record: 'contact/17' } });
    expect(consultation).to.deep.include({ consultationFor: id, remote: { number: '204' } });
    await until(() => desk.softphone.calls.find((call) => call.id === id)?.data.record === 'contact/17', 'the data is with the call');
    await desk.script('farEndAnswers', consultation?.id);
    await until(() => desk.softphone.calls.some(({ state, id: one }) => one === consultation?.id && state === 'connected'), 'the colleague answers');
    expect(await desk.actions.transfer('ignored')).to.equal(undefined);
    await until(() => desk.softphone.calls.length === 0, 'the agent is free');
    expect((await desk.asked()).filter((one) => /consult|Transfer/.test(one))).to.deep.equal(['consult 204', 'completeTransfer']);
  });

  it('row 57: Conference takes the same two steps, and Hangup ends the current call', async () => {
    const desk = await open();
    const id = await desk.answered();
    const consultation = await desk.actions.conference('204');
    await desk.script('farEndAnswers', consultation?.id);
    await until(() => desk.softphone.calls.some(({ state, id: one }) => one === consultation?.id && state === 'connected'), 'the colleague answers');
    await desk.actions.conference();
    await until(() => desk.softphone.calls[0]?.parties?.length === 2, 'all three talk');
    const waiting = await desk.ring('+46822222222');
    await until(() => desk.softphone.calls.length === 2, 'another call rings');
    await desk.actions.hangUp();
    await until(() => desk.softphone.calls.length === 1, 'the conference is over');
    expect(desk.softphone.calls[0]?.id).to.equal(waiting);
    expect((await desk.requests()).filter(({ command }) => command === 'hangUp')).to.deep.equal([{ command: 'hangUp', callId: id }]);
  });

  it('a double click is no second step, and without a call there is nothing to do', async () => {
    const desk = await open();
    expect(await codeOf(desk.actions.transfer('204'))).to.equal('INVALID_STATE');
    expect(await codeOf(desk.actions.hangUp())).to.equal('INVALID_STATE');
    await desk.answered();
    const [once, twice] = await Promise.allSettled([desk.actions.transfer('204'), desk.actions.transfer('204')]);
    expect([once.status, twice.status === 'rejected' && twice.reason.code]).to.deep.equal(['fulfilled', 'INVALID_STATE']);
  });

  it('row 57: a rule runs them too, and one about an outgoing call does not dial', async () => {
    const desk = await openSessionDesk({
      popRules: [
        { name: 'back', branches: { none: { decision: 'createSession' } }, actions: [{ type: 'runAction', name: 'Dial', params: { number: '[[cti.dnis]]' } }] },
      ],
    });
    const problems: string[] = [];
    desk.softphone.on('popProblem', ({ place, error }) => problems.push(`${place}: ${error.code}`));
    await desk.ring('+46811111111', { called: { number: '500' } });
    await until(async () => (await desk.requests()).some(({ command }) => command === 'dial'), 'the rule dials');
    await until(() => problems.length, 'the call it made is looked up');
    expect(problems).to.deep.equal(['rule back: the action Dial: INVALID_STATE']);
    expect((await desk.requests()).filter(({ command }) => command === 'dial')).to.have.length(1);
  });
});
