import { expect } from 'chai';
import type { AgentReasons } from '../../../src/protocol/agent.ts';
import { CtiError } from '../../../src/protocol/error.ts';
import { action, actions, all, clearPage, click, focused, mount, one, settle, shown, textOf } from './control-page.ts';
import { fakeDesktop } from './fake-desktop.ts';

const reasons = ['Break', 'Lunch'];
const state = (element: Element) => textOf(one(element, '.state'));

describe('the agent state', () => {
  afterEach(clearPage);

  it('shows state, reason and since when, as the phone reports them', async () => {
    const fake = fakeDesktop();
    const element = await mount('ringframe-agent-state', fake);
    document.documentElement.lang = 'en-GB';
    for (const [agent, words] of [
      ['loggedOut', 'Logged out'],
      ['ready', 'Ready'],
      ['reserved', 'Call coming'],
      ['busy', 'In a call'],
      ['workingAfterCall', 'Wrap-up'],
    ] as const) {
      fake.script.agent({ state: agent, since: new Date(2026, 0, 1, 14, 5).getTime() });
      await settle();
      expect(state(element)).to.equal(words);
      expect(shown(element)).to.include('since 14:05');
    }
    fake.script.agent({ state: 'notReady', reason: 'Fire drill', since: 0 });
    await settle();
    expect(state(element)).to.equal('Not ready · Fire drill');
    expect(one(element, '.state').getAttribute('role')).to.equal('status');
    document.documentElement.lang = 'en';
  });

  it('sets ready and not ready with a reason', async () => {
    const fake = fakeDesktop();
    const element = await mount('ringframe-agent-state', fake, { reasons });
    await click(element, 'notReady');
    expect(fake.desktop.agent.state, 'the reason comes first').to.equal('ready');
    expect(all(element, '[data-action=reason]').map((button) => textOf(button))).to.deep.equal(['Break', 'Lunch', 'No reason']);
    all(element, '[data-action=reason]')[1]?.focus();
    all(element, '[data-action=reason]')[1]?.click();
    await settle();
    expect(fake.desktop.agent).to.include({ state: 'notReady', reason: 'Lunch' });
    expect(all(element, '[data-action=reason]')).to.have.lengthOf(0);
    expect(focused()).to.equal(action(element, 'notReady'));
    await click(element, 'ready');
    expect(fake.desktop.agent).to.include({ state: 'ready', reason: undefined });
  });

  it('needs no reason where there are none', async () => {
    const fake = fakeDesktop();
    const element = await mount('ringframe-agent-state', fake);
    await click(element, 'notReady');
    expect(fake.desktop.agent.state).to.equal('notReady');
  });

  it('shows the pressed button only once the phone reports the state', async () => {
    const fake = fakeDesktop();
    const element = await mount('ringframe-agent-state', fake);
    const held = fake.script.hold('setAgentState');
    await click(element, 'notReady');
    expect(action(element, 'notReady').getAttribute('aria-busy')).to.equal('true');
    expect(action(element, 'notReady').getAttribute('aria-pressed')).to.equal('false');
    expect(action(element, 'ready').getAttribute('aria-pressed')).to.equal('true');
    held.fail(new CtiError('REFUSED', 'x'));
    await settle();
    expect(action(element, 'ready').getAttribute('aria-pressed')).to.equal('true');
    expect(textOf(one(element, '[role=alert]'))).to.include('The phone system refused.');
  });

  it('has no switch where the phone has no agent states, nor before the agent has logged in', async () => {
    const element = await mount('ringframe-agent-state', fakeDesktop({ capabilities: ['dial'] }));
    expect(actions(element)).to.deep.equal([]);
    const out = fakeDesktop();
    out.script.agent({ state: 'loggedOut', since: 0 });
    expect(actions(await mount('ringframe-agent-state', out))).to.deep.equal(['logIn']);
    const without = fakeDesktop({ capabilities: ['setAgentState'] });
    without.script.agent({ state: 'loggedOut', since: 0 });
    expect(actions(await mount('ringframe-agent-state', without))).to.deep.equal([]);
  });

  describe('with reasons of the phone system', () => {
    const codes: AgentReasons = {
      notReady: [
        { code: 'L', label: 'Lunch' },
        { code: 'T', label: 'Training' },
      ],
      logOut: [{ code: 'H', label: 'Going home' }],
      wrapUp: [],
    };
    const open = async (mandatory: AgentReasons['mandatory'] = {}) => {
      const fake = fakeDesktop();
      fake.script.agent({ state: 'ready', since: Date.now(), reasons: { ...codes, mandatory } });
      return { fake, element: await mount('ringframe-agent-state', fake, { reasons }) };
    };
    const offered = (element: Element) => all(element, '[data-action=reason]').map((button) => textOf(button));

    it('offers those, sends their codes and shows their labels', async () => {
      const { fake, element } = await open();
      await click(element, 'notReady');
      expect(offered(element)).to.deep.equal(['Lunch', 'Training', 'No reason']);
      all(element, '[data-action=reason]')[1]?.click();
      await settle();
      expect(fake.desktop.agent).to.include({ state: 'notReady', reason: 'T' });
      expect(state(element)).to.equal('Not ready · Training');
      await click(element, 'notReady');
      expect(all(element, '[data-action=reason]').map((button) => button.getAttribute('aria-pressed'))).to.deep.equal(['false', 'true', 'false']);
    });

    it('does not let an agent go without one that is mandatory, and says so', async () => {
      const { fake, element } = await open({ notReady: true });
      await click(element, 'notReady');
      expect(offered(element)).to.deep.equal(['Lunch', 'Training']);
      expect(shown(element)).to.include('Choose a reason: without one the phone system keeps your state.');
      expect(fake.desktop.agent.state).to.equal('ready');
    });

    it('says in words what a phone system misses that wants one and has none to offer', async () => {
      const { fake, element } = await open();
      fake.script.fail('setAgentState', new CtiError('INVALID_ARGUMENT', 'developers only'));
      await click(element, 'notReady');
      all(element, '[data-action=reason]')[2]?.click();
      await settle();
      expect(textOf(one(element, '[role=alert]'))).to.equal('The phone system does not take this without one of its reasons. Dismiss');
      expect(offered(element), 'and leaves the list open').to.have.lengthOf(3);
    });

    it('logs out with one of them', async () => {
      const { fake, element } = await open({ logOut: true });
      await click(element, 'logOut');
      expect(offered(element)).to.deep.equal(['Going home']);
      all(element, '[data-action=reason]')[0]?.click();
      await settle();
      expect(fake.desktop.agent).to.include({ state: 'loggedOut', reason: 'H' });
      expect(state(element)).to.equal('Logged out · Going home');
      expect(actions(element)).to.deep.equal(['logIn']);
    });

    it('shows one list at a time, which Escape closes', async () => {
      const { element } = await open();
      await click(element, 'notReady');
      await click(element, 'logOut');
      expect(offered(element)).to.deep.equal(['Going home', 'No reason']);
      expect(action(element, 'notReady').getAttribute('aria-expanded')).to.equal('false');
      all(element, '[data-action=reason]')[0]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
      await settle();
      expect(offered(element)).to.deep.equal([]);
      expect(focused()).to.equal(action(element, 'logOut'));
    });

    it('asks for the wrap-up first where that is mandatory', async () => {
      const { fake, element } = await open({ wrapUp: true });
      fake.script.agent({ ...fake.desktop.agent, state: 'workingAfterCall' });
      fake.script.fail('setAgentState', new CtiError('INVALID_ARGUMENT', 'x'));
      await click(element, 'ready');
      expect(textOf(one(element, '[role=alert]'))).to.include('Wrap up your last call first');
      expect(state(element)).to.equal('Wrap-up');
    });
  });

  describe('logs in and out', () => {
    const loggedOut = () => {
      const fake = fakeDesktop();
      fake.script.agent({ state: 'loggedOut', since: Date.now() });
      return fake;
    };

    it('at once where nothing is asked, when the phone has done it', async () => {
      const fake = loggedOut();
      const element = await mount('ringframe-agent-state', fake);
      const held = fake.script.hold('logIn');
      await click(element, 'logIn');
      expect(action(element, 'logIn').getAttribute('aria-busy')).to.equal('true');
      expect(state(element)).to.equal('Logged out');
      held.release();
      await settle();
      expect(fake.script.loggedInWith).to.deep.equal({});
      expect(actions(element)).to.deep.equal(['ready', 'notReady', 'logOut']);
      await click(element, 'logOut');
      expect(fake.desktop.agent.state).to.equal('loggedOut');
    });

    it('with what the phone system asks for, and what is left empty is its to decide', async () => {
      const fake = loggedOut();
      const element = await mount('ringframe-agent-state', fake, { logInFields: ['agentId', 'password', 'extension', 'workMode'] });
      const field = (name: string) => one<HTMLInputElement>(element, `[name=${name}]`);
      expect([field('password').type, field('password').autocomplete, field('agentId').autocomplete]).to.deep.equal([
        'password',
        'current-password',
        'username',
      ]);
      field('agentId').value = 'alice';
      field('password').value = 'secret';
      field('workMode').value = 'manualIn';
      await click(element, 'logIn');
      expect(fake.script.loggedInWith).to.deep.equal({ agentId: 'alice', password: 'secret', workMode: 'manualIn' });
      expect(shown(element)).to.include('After a call: wrap-up');
      expect(all(element, 'input')).to.have.lengthOf(0);
    });

    it('says who was refused and why, and keeps what was filled in', async () => {
      const fake = loggedOut();
      const element = await mount('ringframe-agent-state', fake, { logInFields: ['agentId'] });
      one<HTMLInputElement>(element, '[name=agentId]').value = 'alice';
      fake.script.fail('logIn', new CtiError('UNAUTHORIZED', 'x'));
      await click(element, 'logIn');
      expect(textOf(one(element, '[role=alert]'))).to.include('refused the user name or password');
      expect(one<HTMLInputElement>(element, '[name=agentId]').value).to.equal('alice');
      fake.script.fail('logIn', new CtiError('INVALID_STATE', 'x'));
      await click(element, 'logIn');
      expect(textOf(one(element, '[role=alert]'))).to.include('You are logged in already, perhaps in another place.');
    });

    it('only while the phone is connected', async () => {
      const fake = loggedOut();
      fake.script.status({ state: 'disconnected' });
      expect(actions(await mount('ringframe-agent-state', fake))).to.deep.equal(['connect']);
    });
  });

  it('says how the phone stands, and connects it again', async () => {
    const fake = fakeDesktop();
    const element = await mount('ringframe-agent-state', fake);
    const phone = () => textOf(one(element, '[data-phone]'));
    expect(phone()).to.equal('Phone connected as agent@pbx.example');
    fake.script.status({ state: 'reconnecting', attempt: 3 });
    await settle();
    expect(phone()).to.equal('Phone connection lost. Connecting again, attempt 3…');
    expect(actions(element)).not.to.include('connect');
    fake.script.status({ state: 'failed', error: new CtiError('UNAUTHORIZED', 'secret') });
    await settle();
    expect(phone()).to.equal('Phone stopped: The phone system refused the user name or password.');
    expect(textOf(action(element, 'connect'))).to.equal('Try again');
    await click(element, 'connect');
    expect(fake.desktop.status.state).to.equal('ready');
    expect(actions(element)).not.to.include('connect');
  });

  it('row 66: names the server it is connected by, a part that is missing, and a loss that lasts', async () => {
    const fake = fakeDesktop();
    const element = await mount('ringframe-agent-state', fake);
    const phone = () => textOf(one(element, '[data-phone]'));
    const isWarning = () => all(element, '[data-phone].warning').length === 1;
    fake.script.status({ state: 'ready', address: '101', server: 'wss://link-2.example/softphone' });
    await settle();
    expect([phone(), isWarning()]).to.deep.equal(['Phone connected as 101, by way of wss://link-2.example/softphone', false]);
    fake.script.status({ state: 'ready', address: '101', partial: 'no routing' });
    await settle();
    expect([phone(), isWarning()]).to.deep.equal(['Phone connected, but a part of the phone system does not answer: no routing', true]);
    fake.script.status({ state: 'reconnecting', attempt: 7, unreachable: true });
    await settle();
    expect([phone(), isWarning()]).to.deep.equal(['The phone system cannot be reached. Still trying, attempt 7…', true]);
  });

  it('speaks of the CRM only when something is wrong with it', async () => {
    const fake = fakeDesktop();
    const element = await mount('ringframe-agent-state', fake);
    expect(all(element, '[data-crm]')).to.have.lengthOf(0);
    fake.script.crm({ state: 'refused', error: new CtiError('ORIGIN_REFUSED', 'x') });
    await settle();
    expect(textOf(one(element, '[data-crm=refused]'))).to.equal('No CRM: This CRM is not allowed to use this phone.');
  });
});
