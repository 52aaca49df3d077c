/** The demo with `--switch cisco`: each of the CTI Server's ten application services, from the simulator to what the CRM page shows. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { callDataUpdate, miscellaneous } from '../../src/link/switches/cisco/index.ts';
import { type CiscoStage, choose, isHeaded, isPressed, reads, readsNot, setCiscoStage, type } from './cisco-stage.ts';
import { named, press, textOf, until } from './stage.ts';

describe('the call centre of the demo, at a site of Cisco’s', { timeout: 240_000 }, () => {
  let site: CiscoStage;
  let first: Page;
  let second: Page;
  let caller = { name: '', number: '' };
  let other = { name: '', number: '' };
  /** Answers that a test meant. */
  let refusals = 0;

  const phone = (crm: Page) => site.phoneIn(crm);
  const talks = (crm: Page, name: string): Promise<true> =>
    until(`${name} is talked with`, async () => (await site.sessions(crm)).includes(`${name}, talking`) && true);
  const isAt = (agent: 'agent-1' | 'agent-2', state: string): Promise<true> =>
    until(`the CTI Server has ${agent} ${state}`, async () => (await site.agent(agent)).agent.state === state && true);
  /** One agent is, and the other is not. */
  const ready = async (agent: 'agent-1' | 'agent-2'): Promise<void> => {
    const idle = agent === 'agent-1' ? 'agent-2' : 'agent-1';
    await site.simulate(`/agents/${idle}/commands/setAgentState`, { state: 'notReady' });
    await site.simulate(`/agents/${agent}/commands/setAgentState`, { state: 'ready' });
    await isAt(idle, 'notReady');
    await isAt(agent, 'ready');
  };
  /** A call straight to agent 1, who talks then. */
  const talk = async (): Promise<string> => {
    await first.bringToFront();
    const callId = await site.place(caller.number, '7001');
    await press(phone(first), 'Answer');
    await talks(first, caller.name);
    return callId;
  };

  before(async () => {
    site = await setCiscoStage();
    ({ first, second } = site);
    const [one, two] = site.callers;
    assert.ok(one && two);
    caller = one;
    other = two;
  });
  after(() => site?.stage.close());
  afterEach(async () => {
    await site.clear();
    assert.equal(site.stage.complaints.length, refusals, site.stage.complaints.join('\n'));
  });

  it('Client Control: the agent logs in, is ready, answers, holds and hangs up in the CRM, as the CTI Server has it too', async () => {
    await first.bringToFront();
    await press(phone(first), 'Log out');
    await press(phone(first), 'End of shift');
    await isAt('agent-1', 'loggedOut');
    await press(phone(first), 'Log in');
    await isAt('agent-1', 'notReady');
    await press(phone(first), 'Not ready');
    await press(phone(first), 'Break');
    await until('the reason has its number', async () => (await site.agent('agent-1')).agent.reason === '1');
    await press(phone(first), 'Ready');
    await isAt('agent-1', 'ready');

    await talk();
    await press(phone(first), 'Hold');
    await until('the CTI Server holds it', async () => (await site.agent('agent-1')).calls[0]?.state === 'held');
    await reads('the page shows it', () => first, 'on hold');
    await press(phone(first), 'Resume');
    await talks(first, caller.name);
    assert.doesNotMatch(await textOf(first), /Today/);
    await press(phone(first), 'Hang up');
    await until('the CTI Server has no call', async () => (await site.calls()).length === 0);
    await reads('the call is in the timeline', () => first, 'Today');
  });

  it('Client Control: a call that an agent declines goes back to the queue, and to the next agent', async () => {
    // Who has been ready the longest is the first to be rung.
    await ready('agent-2');
    await site.simulate('/agents/agent-1/commands/setAgentState', { state: 'ready' });
    await isAt('agent-1', 'ready');
    await first.bringToFront();
    const callId = await site.place(caller.number, '7100');
    await press(phone(second), 'Decline', 'behind');
    await reads('it rings at the other', phone(first), 'Answer');
    const [call] = await site.calls();
    assert.equal(call?.id, callId);
    assert.deepEqual(
      call?.parties.map(({ number, state }) => [number, state]),
      [
        [caller.number, 'connected'],
        ['7001', 'alerting'],
      ],
    );
  });

  it('All Events: a call placed at the switchboard pops, is held at the desk phone, ended by the caller, and logged', async () => {
    await ready('agent-1');
    const switchboard = await site.stage.open(site.stage.demo.switchboardUrl);
    await choose(switchboard, '#from', other.number);
    await press(() => switchboard, 'Place the call');
    await isHeaded(first, other.name);
    assert.doesNotMatch(await textOf(first), /Today/);
    await press(() => switchboard, 'Pick up');
    await talks(first, other.name);
    await press(() => switchboard, 'Hold');
    await reads('the softphone shows it', phone(first), /on hold/i);
    await press(() => switchboard, 'Customer hangs up');
    await reads('nobody is calling', () => switchboard, 'Nobody is calling.');
    await reads('the call is in the timeline', () => first, 'Today');
    await switchboard.close();
  });

  it('Call Data Update: what another client knows of the call shows in its session; record and note go along to a colleague', async () => {
    const callId = await talk();
    const data = callDataUpdate(await site.connect({ services: ['callDataUpdate'] }));
    await data.set(
      { connectionCallId: Number(callId), connectionDeviceIdType: 0, connectionDeviceId: '7001' },
      { callVariables: { 1: 'Delivery' }, namedVariables: [{ name: 'user.loyalty', value: 'Gold' }] },
    );
    await reads('the session shows the variable by its own name', () => first, /topic\s+Delivery/);
    await reads('and the named one', () => first, /user\.loyalty\s+Gold/);
    const switchboard = await site.stage.open(site.stage.demo.switchboardUrl);
    await choose(switchboard, 'select[aria-label="The caller chooses in the menu"]', 'Invoice');
    await reads('the session shows what was chosen since', () => first, /topic\s+Invoice/);
    await switchboard.close();
    await first.bringToFront();

    await type(phone(first), 'Notes', 'wants forty pallets');
    await press(phone(first), 'Transfer');
    await type(phone(first), 'Transfer to', '7002');
    await press(phone(first), 'Transfer now');
    await until('it travels in the site’s variable', async () => (await site.calls()).some(({ data: values }) => values['user.ringframe'] !== undefined));
    await second.bringToFront();
    await press(phone(second), 'Answer');
    await isHeaded(second, caller.name);
    await until(
      'the note came along',
      async () => (await (await named(phone(second)(), 'Notes')).evaluate((field) => (field as HTMLTextAreaElement).value)) === 'wants forty pallets',
    );
    await reads('and what the other clients had said', () => second, /topic\s+Invoice.*Gold/s);
  });

  it('Supervisor: agent 2 asks for help; agent 1 sees agent 2’s call, listens, barges in and takes it over', async () => {
    await second.bringToFront();
    await site.place(other.number, '7002');
    await press(phone(second), 'Answer');
    await talks(second, other.name);
    await press(phone(second), 'Ask for help');
    await reads('the supervisor is asked', phone(first), 'asks for help');
    await press(phone(second), 'Back to caller');
    await readsNot('it is over', phone(first), 'asks for help');

    await first.bringToFront();
    await press(phone(first), 'Listen');
    await isPressed('the supervisor listens', phone(first), 'Listen', true);
    await press(phone(first), 'Barge in');
    await isPressed('the supervisor takes part', phone(first), 'Barge in', true);
    await until('the call has three', async () => (await site.calls()).some(({ parties }) => parties.length === 3));
    await press(phone(first), 'Take over');
    await until('agent 2 has it no more', async () => (await site.agent('agent-2')).calls.length === 0);
    await talks(first, other.name);
    assert.deepEqual(await site.sessions(second), [`${other.name}, over`]);
  });

  it('Miscellaneous: a notice of the site, and a message of another user, are read out in every CRM page until they are closed', async () => {
    const switchboard = await site.stage.open(site.stage.demo.switchboardUrl);
    await type(() => switchboard, 'Notice to everybody', 'The line to Gothenburg is slow today.');
    await press(() => switchboard, 'Send the notice');
    await switchboard.close();
    await miscellaneous(await site.connect({ services: ['miscellaneous'], clientId: 'lobby' })).sendMessage({ to: 'all', text: 'Fire drill at ten.' });
    await first.bringToFront();
    for (const crm of [first, second]) {
      const log = () => crm.$eval('[role="log"][aria-label="Notices of the phone system"]', (element) => (element as HTMLElement).innerText);
      await until('both are shown', async () => /Phone system: The line to Gothenburg.*Message from lobby: Fire drill at ten\./s.test(await log()));
    }
    await press(() => first, 'Close: The line to Gothenburg is slow today.');
    await readsNot('it is closed', () => first, 'Gothenburg');
    assert.match(await textOf(first), /Fire drill/);
    assert.match(await textOf(second), /Gothenburg/);
  });

  it('Client Events: a program at an agent’s desk opens the listener’s address for its calls, and the CRM pops', async () => {
    await first.bringToFront();
    const callId = await site.place(other.number, '7003');
    await isHeaded(first, other.name);
    assert.deepEqual(await site.sessions(first), [`${other.name}, rings`]);
    assert.doesNotMatch(await textOf(phone(first)()), /\bAnswer\b/, 'it is another desk’s to answer');
    await site.simulate(`/calls/${callId}/answer`, { number: '7003' });
    await talks(first, other.name);
    await site.simulate(`/calls/${callId}/hangUp`, { number: other.number });
    await until('it is over', async () => (await site.sessions(first)).includes(`${other.name}, over`));
  });

  it('Peripheral Monitor: the calls of a followed phone pop; of one that is left at run time, no more', async () => {
    const { programs } = site.stage.demo.callCentre;
    assert.ok(programs);
    await first.bringToFront();
    await site.place(other.number, '7009');
    await isHeaded(first, other.name);
    await site.clear();
    await programs.setRunning('phone-7009', false);
    await site.place(other.number, '7009');
    // Behind it, by the same session and the same way: had the first been announced, it would be there before this one.
    await site.place(caller.number, '7010');
    await isHeaded(first, caller.name);
    assert.deepEqual(await site.sessions(first), [`${caller.name}, rings`]);
    await programs.setRunning('phone-7009', true);
  });

  it('Client Monitor: who sees the recorder leave tells everybody, and who would record now learns why not', async () => {
    const switchboard = await site.stage.open(site.stage.demo.switchboardUrl);
    const recorder = 'Recorder, simulated: keeps a list and no sound Server';
    await talk();
    await switchboard.bringToFront();
    await press(() => switchboard, recorder);
    for (const crm of [first, second]) await reads('the page says so', () => crm, 'Message from watchman: The recorder has left');
    await first.bringToFront();
    await press(phone(first), 'Record the call');
    await reads('it is refused', phone(first), 'Recording did not change');
    await isPressed('nothing is recorded', phone(first), 'Record the call', false);
    await switchboard.bringToFront();
    await press(() => switchboard, recorder);
    await reads('it is back', () => first, 'Message from watchman: The recorder is back');
    await switchboard.close();
  });

  it('Server Service: a recorder of the site serves the agent’s request, and the page shows that the call is recorded', async () => {
    await talk();
    const record = await until('the button', () => named(phone(first)(), 'Record the call'));
    await record.focus();
    await first.keyboard.press('Enter');
    await isPressed('it is recorded', phone(first), 'Record the call', true);
    await reads('the session says so', () => first, 'Recorded (simulated: nothing is kept)');
    const { list } = site.stage.demo.callCentre.programs ?? assert.fail();
    assert.match(list.find(({ id }) => id === 'recorder')?.note ?? '', / so far, 1 going on$/);
    await first.keyboard.press('Space');
    await isPressed('it is not any more', phone(first), 'Record the call', false);
    await readsNot('the session says so', () => first, 'Recorded (simulated');
  });

  it('Connection Monitor: that the session closes and opens is an alarm in the CRM page and on the link’s stream', async () => {
    const switchboard = await site.stage.open(site.stage.demo.switchboardUrl);
    await reads('the stream is open', () => switchboard, 'Connected to the CTI link');
    await press(() => switchboard, 'Break the link to the phone system');
    await reads('the page says so', () => first, /The connection by side [AB] was lost/);
    await readsNot('the softphone too', phone(first), 'Phone connected as');
    await press(() => switchboard, 'Mend the link to the phone system');
    await reads('it is back', () => first, /Connected, by side [AB]\./);
    await reads('the softphone too', phone(first), 'Phone connected as');
    await reads('the stream has told it', () => switchboard, /CONNECTION_ALARM opened.*CONNECTION_ALARM closed/s);
    await switchboard.close();
  });

  it('says what a CTI Server cannot do', async () => {
    const switchboard = await site.stage.open(site.stage.demo.switchboardUrl);
    await press(() => switchboard, 'Place the call');
    await reads('the caller is there', () => switchboard, 'Customer hangs up');
    await choose(switchboard, 'select[aria-label="Send the caller to"]', '7002');
    await reads('it is refused', () => switchboard, 'A simulated CTI Server cannot take a caller somewhere else');
    await press(() => switchboard, 'Network fails');
    await reads('nobody is calling', () => switchboard, 'Nobody is calling.');
    await switchboard.close();
    // An answer of the API that refuses is written down by the browser.
    refusals += 1;
  });
});
