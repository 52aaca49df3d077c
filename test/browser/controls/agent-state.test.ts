import { expect } from 'chai';
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
    expect(actions(await mount('ringframe-agent-state', out))).to.deep.equal([]);
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

  it('speaks of the CRM only when something is wrong with it', async () => {
    const fake = fakeDesktop();
    const element = await mount('ringframe-agent-state', fake);
    expect(all(element, '[data-crm]')).to.have.lengthOf(0);
    fake.script.crm({ state: 'refused', error: new CtiError('ORIGIN_REFUSED', 'x') });
    await settle();
    expect(textOf(one(element, '[data-crm=refused]'))).to.equal('No CRM: This CRM is not allowed to use this phone.');
  });
});
