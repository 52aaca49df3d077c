/** Agents of a Cisco site: reasons by the site's own codes, and the work after a call. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { ciscoSwitchOptionsSchema } from '../../../src/link/command/cisco-options.ts';
import { createCiscoSwitch } from '../../../src/link/switches/cisco/switch/index.ts';
import { CUSTOMER, type SwitchSite, startSite } from './site.ts';

const reasons = {
  notReady: [
    { code: 12, label: 'Lunch' },
    { code: 13, label: 'Training' },
  ],
  logOut: [{ code: 40, label: 'Going home' }],
  wrapUp: [{ code: 'SOLD', label: 'Sold' }],
};
const mandatory = { notReady: true, logOut: true, wrapUp: true };
const refused = (code: string, command: Promise<unknown>) => assert.rejects(command, { code });

/** The agent has logged in to work after calls, has talked, and the customer has hung up. */
const finished = async ({ subject, simulator, calls, until }: SwitchSite, during: (callId: string) => Promise<void> = async () => {}): Promise<string> => {
  await subject.execute('1001', 'setAgentState', { state: 'notReady', reason: '12' });
  await subject.execute('1001', 'logOut', { reason: '40' });
  await subject.execute('1001', 'logIn', { extension: '2001', workMode: 'manualIn' });
  await subject.execute('1001', 'setAgentState', { state: 'ready' });
  const number = simulator.placeCall({ from: CUSTOMER, to: '2001' });
  const { id } = await until(() => calls('1001')[0]);
  await subject.execute('1001', 'answer', { callId: id });
  await during(id);
  simulator.hangUpOutside(number);
  await until(() => subject.snapshot('1001')?.agent.state === 'workingAfterCall');
  return id;
};
const open = (test: TestContext, more = {}) => startSite(test, { ports: { b: false } }, { reasons: { ...reasons, ...more } });

describe('the agents of a Cisco site', () => {
  it('have the site’s reasons, whose codes are texts here and numbers there', async (test) => {
    const { subject, simulator, until } = await open(test);
    assert.deepEqual(subject.snapshot('1001')?.agent.reasons?.notReady, [
      { code: '12', label: 'Lunch' },
      { code: '13', label: 'Training' },
    ]);
    await subject.execute('1001', 'setAgentState', { state: 'notReady', reason: '13' });
    assert.deepEqual([simulator.state().agents[0]?.reasonCode, subject.snapshot('1001')?.agent.reason], [13, '13']);
    await refused('INVALID_ARGUMENT', subject.execute('1001', 'setAgentState', { state: 'notReady', reason: '14' }));
    assert.equal(simulator.state().agents[0]?.reasonCode, 13);
    await subject.execute('1001', 'logOut', { reason: '40' });
    await until(() => subject.snapshot('1001')?.agent.reason === '40');
  });

  it('are told a code that the site has not told us as the number it is', async (test) => {
    const { simulator, subject, until } = await startSite(test, { skillGroups: [{ number: 1, dialedNumber: '800', ringMs: 5 }] }, { reasons });
    simulator.placeCall({ from: CUSTOMER, to: '800' });
    const reason = await until(() => ['1001', '1002', '1003'].map((id) => subject.snapshot(id)?.agent).find((agent) => agent?.state === 'notReady')?.reason);
    assert.match(reason, /^\d+$/);
    assert.ok(!reasons.notReady.some(({ code }) => String(code) === reason));
  });

  it('give a reason where the site wants one, before anything is sent', async (test) => {
    const { subject, simulator } = await open(test, { mandatory });
    const before = JSON.stringify(simulator.state().agents);
    for (const reason of [undefined, '', '99']) {
      await refused('INVALID_ARGUMENT', subject.execute('1001', 'setAgentState', { state: 'notReady', ...(reason !== undefined && { reason }) }));
      await refused('INVALID_ARGUMENT', subject.execute('1001', 'logOut', { ...(reason !== undefined && { reason }) }));
    }
    assert.equal(JSON.stringify(simulator.state().agents), before);
  });

  it('wrap a call up in CallWrapupData, which ends the work after it', async (test) => {
    const site = await open(test);
    const { subject, simulator } = site;
    const callId = await finished(site);
    assert.equal(subject.snapshot('1001')?.agent.workMode, 'manualIn');
    const [work] = simulator.state().agents;
    assert.equal(work?.state, 'AGENT_STATE_WORK_READY');
    await refused('INVALID_ARGUMENT', subject.execute('1001', 'wrapUp', { callId, code: 'LOST' }));
    await refused('NO_SUCH_CALL', subject.execute('1001', 'wrapUp', { callId: 'no call', code: 'SOLD' }));
    await subject.execute('1001', 'wrapUp', { callId, code: 'SOLD' });
    assert.equal(subject.snapshot('1001')?.agent.state, 'ready');
    site.witness.check();
  });

  it('are after the work what they have asked for during the call, with its reason', async (test) => {
    const site = await open(test);
    const { subject } = site;
    const callId = await finished(site, async () => {
      await subject.execute('1001', 'setAgentState', { state: 'notReady', reason: '13' });
    });
    await subject.execute('1001', 'wrapUp', { callId, code: 'SOLD' });
    assert.deepEqual([subject.snapshot('1001')?.agent.state, subject.snapshot('1001')?.agent.reason], ['notReady', '13']);
  });

  it('who have asked for work after the call are ready again after it', async (test) => {
    const site = await open(test);
    const { subject } = site;
    const callId = await finished(site, async () => {
      await subject.execute('1001', 'setAgentState', { state: 'workingAfterCall' });
    });
    await subject.execute('1001', 'wrapUp', { callId, code: 'SOLD' });
    assert.equal(subject.snapshot('1001')?.agent.state, 'ready');
  });

  it('who must wrap up are not made ready before', async (test) => {
    const site = await open(test, { mandatory });
    const { subject } = site;
    const callId = await finished(site);
    await refused('INVALID_ARGUMENT', subject.execute('1001', 'setAgentState', { state: 'ready' }));
    await refused('INVALID_ARGUMENT', subject.execute('1001', 'logOut', { reason: '40' }));
    assert.equal(subject.snapshot('1001')?.agent.state, 'workingAfterCall');
    await subject.execute('1001', 'wrapUp', { callId, code: 'SOLD' });
    assert.equal(subject.snapshot('1001')?.agent.state, 'ready');
  });

  it('of a site that wants wrap-up data itself are let go by them', async (test) => {
    const site = await startSite(test, { ports: { b: false }, desk: { wrapUpIncoming: 'requiredWithData' } }, { reasons });
    const { subject } = site;
    const callId = await finished(site);
    await refused('INVALID_ARGUMENT', subject.execute('1001', 'setAgentState', { state: 'ready' }));
    await subject.execute('1001', 'wrapUp', { callId, code: 'SOLD' });
    assert.equal(subject.snapshot('1001')?.agent.state, 'ready');
  });

  it('a note goes where the site has a variable for it, and is refused whole where it does not fit', async (test) => {
    const callData = { 'ringframe.wrapUpNote': 'callVariable9' };
    const site = await startSite(test, { ports: { b: false } }, { reasons, callData });
    const { subject, calls, simulator, until } = site;
    const first = await finished(site);
    await refused('INVALID_ARGUMENT', subject.execute('1001', 'wrapUp', { callId: first, code: 'SOLD', note: 'x'.repeat(41) }));
    assert.equal(subject.snapshot('1001')?.agent.state, 'workingAfterCall');
    await subject.execute('1001', 'wrapUp', { callId: first, code: 'SOLD', note: 'Forty pallets' });
    // In a call that another goes on with, what is written shows.
    simulator.placeCall({ from: CUSTOMER, to: '2001' });
    const { id } = await until(() => calls('1001')[0]);
    await subject.execute('1001', 'answer', { callId: id });
    await subject.execute('1001', 'blindTransfer', { callId: id, number: '2002' });
    await subject.execute('1001', 'wrapUp', { callId: id, code: 'SOLD', note: 'Ten more' });
    await until(() => calls('1002')[0]?.data['ringframe.wrapUpNote'] === 'Ten more');
    assert.equal(calls('1002')[0]?.data.callWrapupData, 'SOLD');
  });
});

describe('the options of a Cisco switch', () => {
  const options = { sides: [{ host: '127.0.0.1', port: 1 }], clientId: 'ringframe', agents: [{ id: '1001' }] };
  for (const [what, wrong, message] of [
    ['a reason that is no number of the wire', { reasons: { notReady: [{ code: 70_000, label: 'Lunch' }] } }, /reasons\.notReady/],
    ['a wrap-up that has no room', { reasons: { wrapUp: [{ code: 'x'.repeat(40), label: 'Sold' }] } }, /reasons\.wrapUp/],
    ['an agent that is there twice', { agents: [{ id: '1001' }, { id: '1001' }] }, /different ids/],
    ['two names for one variable', { callData: { one: 'callVariable1', two: 'callVariable1' } }, /callData/],
    ['a variable with a name that is too long', { callData: { one: 'x'.repeat(33) } }, /32 characters/],
    ['a request that is not to be had', { vendorRequests: ['OPEN_REQ'] }, /vendorRequests/],
  ] as const)
    it(`${what} is refused with its name`, () => {
      assert.throws(() => createCiscoSwitch({ ...options, ...wrong } as never), { code: 'INVALID_ARGUMENT', message });
    });

  it('can all stand in a file, and are checked there by their keys', () => {
    const file = {
      ...options,
      agents: [{ id: '1009', name: 'Shift lead', supervises: true, reasons: { mandatory: { wrapUp: true } } }],
      reasons,
      callData: { 'ringframe.transfer': 'user.ringframe' },
      rejectTo: '800',
      vendorRequests: ['USER_MESSAGE_REQ'],
    };
    assert.deepEqual(ciscoSwitchOptionsSchema().parse(file), file);
    for (const wrong of [{ reasons: { notReady: [{ code: 0, label: 'None' }] } }, { vendorRequests: ['OPEN_REQ'] }, { rejectTo: '' }, { callData: { a: 1 } }])
      assert.ok(!ciscoSwitchOptionsSchema().safeParse({ ...file, ...wrong }).success, JSON.stringify(wrong));
  });
});
