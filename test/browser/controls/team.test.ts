/** A supervisor's team in the controls, and the agent who asks for help. */
import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { Call } from '../../../src/protocol/call.ts';
import { CtiError } from '../../../src/protocol/error.ts';
import { action, actions, all, clearPage, click, focused, mount, one, settle, shown, textOf } from './control-page.ts';
import { fakeDesktop, teamCapabilities } from './fake-desktop.ts';

const call: Call = {
  id: 'theirs',
  direction: 'inbound',
  state: 'connected',
  remoteState: 'connected',
  remote: { number: '+46812345678', name: '<b>Caller</b>' },
  createdAt: Date.now() - 70_000,
  establishedAt: Date.now() - 65_000,
  muted: false,
  signalling: 'up',
  actions: [],
  data: {},
};

const opened = async (capabilities = teamCapabilities) => {
  const fake = fakeDesktop({ capabilities });
  fake.script.member('one', { name: 'Desk 201', agent: { state: 'busy', since: Date.now() }, calls: [call] });
  fake.script.member('two', { name: 'Desk 202', agent: { state: 'notReady', reason: 'Lunch', since: Date.now() } });
  const team = await mount('ringframe-team', fake);
  const row = (agentId: string) => one(team, `[data-agent=${agentId}]`);
  return { fake, team, row };
};

describe('the team', () => {
  afterEach(clearPage);

  it('shows each agent with state and calls, as text, and goes with them', async () => {
    const { fake, team, row } = await opened();
    expect(textOf(row('one'))).to.match(/Desk 201 .*In a call since .* <b>Caller<\/b> Connected 1:0[5-9]/);
    expect(textOf(row('two'))).to.contain('Not ready Lunch since');
    fake.script.member('one', { agent: { state: 'ready', since: Date.now() }, calls: [] });
    await settle();
    expect(textOf(row('one'))).to.contain('Ready since');
    expect(all(team, '[data-call]')).to.have.lengthOf(0);
    for (const agentId of ['one', 'two']) fake.script.leaves(agentId);
    await settle();
    expect(shown(team)).to.equal('');
  });

  it('row 73: listens, whispers, barges in and takes over by its buttons; pressing the present one ends it', async () => {
    const { fake, team } = await opened();
    expect(actions(team).filter((name) => name !== 'changeState')).to.deep.equal(['silentMonitor', 'whisper', 'bargeIn', 'intercept']);
    await click(team, 'silentMonitor');
    expect(fake.script.supervised).to.deep.equal(['silentMonitor one theirs']);
    const [own] = fake.desktop.calls;
    expect(own?.supervision).to.deep.equal({ how: 'silentMonitor', agentId: 'one' });
    expect(action(team, 'silentMonitor').ariaPressed).to.equal('true');
    await click(team, 'whisper');
    expect(fake.desktop.calls.map(({ supervision }) => supervision?.how)).to.deep.equal(['whisper']);
    expect([action(team, 'silentMonitor').ariaPressed, action(team, 'whisper').ariaPressed]).to.deep.equal(['false', 'true']);
    await click(team, 'whisper');
    expect(fake.desktop.calls).to.deep.equal([]);
    fake.script.fail('superviseCall', new CtiError('REFUSED', 'no', { details: { code: 'NOT_IN_TEAM' } }));
    await click(team, 'intercept');
    expect(textOf(one(team, '.negative .words'))).to.equal('This agent is not in your team.');
  });

  it('has no button for what is not granted, nor for a chat or a call that rings', async () => {
    const { fake, team } = await opened(teamCapabilities.filter((name) => name !== 'superviseCall' && name !== 'setMemberState'));
    expect(actions(team)).to.deep.equal([]);
    const second = await opened();
    second.fake.script.member('one', {
      calls: [
        { ...call, type: 'chat' },
        { ...call, id: 'rings', state: 'alerting' },
      ],
    });
    await settle();
    expect(actions(second.team).filter((name) => name !== 'changeState')).to.deep.equal([]);
    fake.script.leaves('one');
    const third = await opened();
    third.fake.script.status({ state: 'reconnecting', attempt: 1 });
    await settle();
    expect([actions(third.team), all(third.team, '.member').length], 'as it was, and nothing to press').to.deep.equal([[], 2]);
  });

  it('changes a state by keyboard alone, with the reasons of the phone system, and gives the focus back', async () => {
    const { fake, team, row } = await opened();
    const reasons = { notReady: [{ code: 'T', label: 'Training' }], logOut: [], wrapUp: [], mandatory: { notReady: true } };
    fake.script.agent({ state: 'ready', since: Date.now(), reasons });
    const change = row('two').querySelector<HTMLElement>('[data-action=changeState]');
    change?.focus();
    await sendKeys({ press: 'Enter' });
    await settle();
    expect(all(team, '.states button').map((button) => textOf(button))).to.deep.equal(['Ready', 'Not ready: Training', 'Log out']);
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await settle();
    expect(fake.desktop.team[1]?.agent).to.deep.include({ state: 'notReady', reason: 'T' });
    expect(textOf(row('two'))).to.contain('Not ready Training');
    expect(focused()?.getAttribute('data-action')).to.equal('changeState');
    expect(all(team, '.states')).to.have.lengthOf(0);
    await sendKeys({ press: 'Enter' });
    await settle();
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Escape' });
    await settle();
    expect(all(team, '.states')).to.have.lengthOf(0);
  });

  it('reads out who needs help, marks the agent, and says who has come', async () => {
    const { fake, team, row } = await opened();
    const help = { id: 'h', kind: 'emergency', state: 'asked', agentId: 'one', name: 'Desk 201', callId: 'theirs', at: Date.now() } as const;
    const alerts = one(team, '.region[role=alert]:has(+ .members)');
    expect(textOf(alerts)).to.equal('');
    fake.script.assistance({ ...help, id: 'own', agentId: 'somebody else' });
    await settle();
    expect(textOf(alerts), 'one’s own is not the team’s').to.equal('');
    fake.script.assistance(help);
    await settle();
    expect(textOf(alerts)).to.contain('Emergency: Desk 201 needs help at once');
    expect([row('one').classList.contains('asks'), row('two').classList.contains('asks')]).to.deep.equal([true, false]);
    fake.script.assistance({ ...help, state: 'taken', takenBy: { number: '200', name: 'Desk 200' } });
    await settle();
    expect(textOf(alerts)).to.contain('Desk 200 is helping Desk 201');
    expect(row('one').classList.contains('asks')).to.equal(false);
    fake.script.assistance({ ...help, state: 'over' });
    await settle();
    expect(textOf(alerts)).to.equal('');
  });
});

describe('an agent in a call', () => {
  afterEach(clearPage);

  it('asks for help once, sees that nobody has come yet, and who has', async () => {
    const fake = fakeDesktop({ capabilities: teamCapabilities });
    const callId = fake.script.talk();
    const bar = await mount('ringframe-call-bar', fake);
    await click(bar, 'assist');
    const [asked] = fake.desktop.assistance;
    expect([asked?.kind, asked?.callId]).to.deep.equal(['assist', callId]);
    expect(textOf(one(bar, '[data-notice=help]'))).to.equal('You have asked for help. Nobody has come yet.');
    expect([action(bar, 'assist').ariaPressed, action(bar, 'emergency').ariaPressed]).to.deep.equal(['true', 'false']);
    if (asked) fake.script.assistance({ ...asked, state: 'taken', takenBy: { number: '200' } });
    await settle();
    expect(textOf(one(bar, '[data-notice=help]'))).to.equal('200 is with you.');
    expect(actions(bar)).not.to.include('emergency');
  });

  it('is not offered help where none is granted, and is told when nobody is there', async () => {
    const without = fakeDesktop();
    without.script.talk();
    expect(actions(await mount('ringframe-call-bar', without))).not.to.include('assist');
    const fake = fakeDesktop({ capabilities: teamCapabilities });
    fake.script.talk();
    const bar = await mount('ringframe-call-bar', fake);
    fake.script.fail('requestAssistance', new CtiError('REFUSED', 'no', { details: { code: 'NO_SUPERVISOR' } }));
    await click(bar, 'emergency');
    expect(shown(bar)).to.contain('No supervisor is there at the moment.');
  });

  it('a supervisor who listens has no notes to take, and a card that says so', async () => {
    const fake = fakeDesktop({ capabilities: teamCapabilities });
    await fake.desktop.superviseCall({ agentId: 'one', callId: 'theirs', how: 'silentMonitor' });
    const bar = await mount('ringframe-call-bar', fake);
    expect(shown(bar)).to.contain('You are listening');
    expect(actions(bar)).to.deep.equal(['hold', 'hangUp']);
    expect(all(bar, 'textarea')).to.have.lengthOf(0);
  });
});
