/** The agent's state, its reasons, and the work after a call, from the desktop manager to the phone system and the CRM. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isCtiError } from '../../../src/index.ts';
import { agentOptions, mandatoryReasons } from '../link/call-center.ts';
import { until } from '../link-gateway/until.ts';
import { openDesk } from './open-desk.ts';

const agents = (more = {}) => ({ agents: [agentOptions('one', '101', more)] });
const code = (expected: string) => (error: unknown) => isCtiError(error, expected);

/** In conversation, after which the agent works in the mode `manualIn`. */
const talking = async (more = {}) => {
  const desk = await openDesk({}, agents({ workMode: 'manualIn', ...more }));
  await desk.desktop.setAgentState({ state: 'ready' });
  const callId = await desk.ring();
  await desk.desktop.answer(callId);
  return { desk, callId };
};

/** The same, and the customer has hung up. */
const finished = async (more = {}) => {
  const { desk, callId } = await talking(more);
  desk.simulator.hangUpCaller(callId);
  await desk.is('workingAfterCall');
  await until('the first log', () => desk.saved.length > 0);
  return { desk, callId };
};

describe('the wrap-up of a call', () => {
  test('row 38: code and note reach the phone system and the CRM', async () => {
    const { desk, callId } = await finished({ reasons: mandatoryReasons });
    await desk.desktop.setContext(callId, { notes: 'Forty pallets' });
    await desk.desktop.completeWrapUp(callId, { disposition: 'SOLD' });
    assert.deepEqual(
      desk.simulator.wrapUps.map(({ at: _, ...told }) => told),
      [{ agentId: 'one', callId, code: 'SOLD', note: 'Forty pallets' }],
    );
    const log = desk.saved.at(-1);
    assert.deepEqual([log?.callId, log?.disposition, log?.notes, new Set(desk.saved.map(({ id }) => id)).size], [callId, 'SOLD', 'Forty pallets', 1]);
    assert.deepEqual(desk.desktop.wrapUps, []);
    await desk.is('ready');
  });

  test('row 38: one the phone system wants is not left out, nor made up', async () => {
    const { desk, callId } = await finished({ reasons: mandatoryReasons });
    await assert.rejects(desk.desktop.completeWrapUp(callId, { notes: 'x' }), code('INVALID_ARGUMENT'));
    await assert.rejects(desk.desktop.wrapUp({ callId, code: 'nonsense' }), code('INVALID_ARGUMENT'));
    assert.deepEqual([desk.simulator.wrapUps, desk.desktop.agent.state], [[], 'workingAfterCall']);
  });
});

describe('reasons', () => {
  test('row 41: mandatory, nothing changes without one of the codes', async () => {
    const desk = await openDesk({}, agents({ reasons: mandatoryReasons }));
    await desk.desktop.setAgentState({ state: 'ready' });
    for (const reason of [undefined, '', 'nonsense']) {
      await assert.rejects(desk.desktop.setAgentState({ state: 'notReady', reason }), code('INVALID_ARGUMENT'));
      await assert.rejects(desk.desktop.logOut({ reason }), code('INVALID_ARGUMENT'));
    }
    assert.deepEqual([desk.desktop.agent.state, desk.simulator.snapshot('one')?.agent.state], ['ready', 'ready']);
    await desk.desktop.setAgentState({ state: 'notReady', reason: 'LUNCH' });
    assert.deepEqual([desk.desktop.agent.state, desk.desktop.agent.reason], ['notReady', 'LUNCH']);
    await desk.desktop.logOut({ reason: 'HOME' });
    assert.deepEqual([desk.desktop.agent.state, desk.desktop.agent.reason], ['loggedOut', 'HOME']);
  });

  test('row 41: optional, there may be one or none; where there are no codes, any text is one', async () => {
    const optional = await openDesk({}, agents({ reasons: { ...mandatoryReasons, mandatory: undefined } }));
    await optional.desktop.setAgentState({ state: 'notReady' });
    await optional.desktop.setAgentState({ state: 'notReady', reason: 'LUNCH' });
    await assert.rejects(optional.desktop.setAgentState({ state: 'notReady', reason: 'Fire drill' }), code('INVALID_ARGUMENT'));
    assert.equal(optional.desktop.agent.reason, 'LUNCH');

    const free = await openDesk({}, agents());
    await free.desktop.setAgentState({ state: 'notReady', reason: 'Fire drill' });
    assert.equal(free.desktop.agent.reason, 'Fire drill');
  });
});

describe('after-call work', () => {
  test('row 42: the work mode leads to it or not, and Ready ends it', async () => {
    const { desk } = await finished();
    await desk.desktop.setAgentState({ state: 'ready' });
    assert.equal(desk.desktop.agent.state, 'ready');

    const autoIn = await talking({ workMode: 'autoIn' });
    autoIn.desk.simulator.hangUpCaller(autoIn.callId);
    await autoIn.desk.is('ready');
    assert.ok(!autoIn.desk.events('agent').some(({ state }) => state === 'workingAfterCall'));
  });

  test('row 42: the wrap-up ends it, with the state last asked for', async () => {
    const asked = await talking();
    await asked.desk.desktop.setAgentState({ state: 'notReady', reason: 'Lunch' });
    asked.desk.simulator.hangUpCaller(asked.callId);
    await asked.desk.is('workingAfterCall');
    await asked.desk.desktop.completeWrapUp(asked.callId, { disposition: 'sold' });
    await asked.desk.is('notReady');
    assert.equal(asked.desk.desktop.agent.reason, 'Lunch');

    const { desk, callId } = await finished();
    await desk.desktop.completeWrapUp(callId, { disposition: 'sold' });
    await desk.is('ready');
  });

  test('row 42: not ready, asked for in the work itself, ends it at once, and the wrap-up leaves it so', async () => {
    const { desk, callId } = await finished();
    await desk.desktop.setAgentState({ state: 'notReady', reason: 'Lunch' });
    await desk.desktop.completeWrapUp(callId, { disposition: 'sold' });
    await desk.settled();
    assert.deepEqual([desk.desktop.agent.state, desk.desktop.agent.reason, desk.simulator.wrapUps.length], ['notReady', 'Lunch', 1]);
  });
});
