/** Agents: logging in and out, states, reasons, the work after a call, and what is done at the desk phone. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { agentOptions, mandatoryReasons, openCallCenter } from './call-center.ts';

describe('row 39: logging in', () => {
  const open = () =>
    openCallCenter({
      agents: [agentOptions('one', '101', { loggedIn: false, password: 'secret', workMode: 'autoIn' }), agentOptions('two', '102', { loggedIn: false })],
    });

  test('tells the agent, then the line with its address; logging out the other way', async () => {
    const center = await open();
    await center.do('one', 'logIn', { password: 'secret', workMode: 'manualIn' });
    assert.deepEqual(
      [center.simulator.snapshot('one')?.address, center.state('one'), center.simulator.snapshot('one')?.agent.workMode],
      ['101', 'notReady', 'manualIn'],
    );
    await center.do('one', 'logOut', { reason: 'home' });
    assert.deepEqual(
      [center.simulator.snapshot('one')?.address, center.state('one'), center.simulator.snapshot('one')?.agent.reason],
      ['', 'loggedOut', 'home'],
    );
    assert.deepEqual(
      center.told.map(({ event }) => event.type),
      ['agent', 'snapshot', 'agent', 'snapshot'],
    );
  });

  test('is refused with a wrong password, under another name, at no extension, and at one that is in use', async () => {
    const center = await open();
    await center.refused('UNAUTHORIZED', center.do('one', 'logIn', { password: 'wrong' }));
    await center.refused('UNAUTHORIZED', center.do('one', 'logIn', { password: 'secret', agentId: 'two' }));
    await center.refused('INVALID_ARGUMENT', center.do('one', 'logIn', { password: 'secret', extension: '800' }));
    await center.do('two', 'logIn', { extension: '190' });
    await assert.rejects(center.do('one', 'logIn', { password: 'secret', extension: '190' }), { code: 'INVALID_STATE', details: { code: 'EXTENSION_IN_USE' } });
    assert.deepEqual(center.state('one'), 'loggedOut');
  });

  test('of who is logged in, here or elsewhere, is refused by name', async () => {
    const center = await open();
    center.simulator.atPhone('two', 'logIn', { extension: '190' });
    assert.equal(center.state('two'), 'notReady');
    for (const request of [{}, { extension: '102' }]) {
      await assert.rejects(center.do('two', 'logIn', request), { code: 'INVALID_STATE', details: { code: 'AGENT_LOGGED_IN' } });
    }
  });

  test('out is refused in a call, and leaves nobody at the phone', async () => {
    const center = await openCallCenter();
    const callId = await center.talking('one');
    await center.refused('INVALID_STATE', center.do('one', 'logOut', {}));
    await center.do('one', 'hangUp', { callId });
    await center.do('one', 'logOut', {});
    await center.refused('INVALID_STATE', center.do('one', 'logOut', {}));
    await center.refused('INVALID_STATE', center.do('one', 'setAgentState', { state: 'ready' }));
    await center.refused('INVALID_STATE', center.do('one', 'dial', { number: '102' }));
    const missed = center.simulator.placeCall({ from: '+46700000001', to: '101' });
    assert.ok(!center.simulator.snapshotAll().calls.some(({ id }) => id === missed));
  });
});

describe('rows 40 and 41: ready and not ready', () => {
  test('with reasons that have to be given, and exist', async () => {
    const center = await openCallCenter({ agents: [agentOptions('one', '101', { reasons: mandatoryReasons })] });
    for (const reason of [undefined, '', 'nonsense']) {
      await center.refused('INVALID_ARGUMENT', center.do('one', 'setAgentState', { state: 'notReady', reason }));
      await center.refused('INVALID_ARGUMENT', center.do('one', 'logOut', { reason }));
    }
    assert.deepEqual(center.told, []);
    await center.do('one', 'setAgentState', { state: 'notReady', reason: 'LUNCH' });
    assert.equal(center.simulator.snapshot('one')?.agent.reason, 'LUNCH');
    await center.do('one', 'logOut', { reason: 'HOME' });
  });

  test('during a call are for after it', async () => {
    const center = await openCallCenter();
    await center.do('one', 'setAgentState', { state: 'ready' });
    const callId = await center.talking('one');
    await center.do('one', 'setAgentState', { state: 'notReady', reason: 'lunch' });
    assert.deepEqual([center.state('one'), center.simulator.snapshot('one')?.agent.reason], ['busy', 'lunch']);
    await center.do('one', 'hangUp', { callId });
    assert.deepEqual([center.state('one'), center.simulator.snapshot('one')?.agent.reason], ['notReady', 'lunch']);
  });

  test('rows 28 and 40: changed at the desk phone, show the same', async () => {
    const center = await openCallCenter();
    center.simulator.atPhone('one', 'setAgentState', { state: 'ready' });
    assert.equal(center.state('one'), 'ready');
    const callId = center.simulator.placeCall({ from: '+46700000001', to: '101' });
    center.simulator.atPhone('one', 'answer', { callId });
    center.simulator.atPhone('one', 'hold', { callId });
    assert.equal(center.call('one', callId).state, 'held');
    center.simulator.atPhone('one', 'hangUp', { callId });
    assert.deepEqual(center.types('one'), ['delivered', 'established', 'held', 'cleared']);
  });
});

describe('rows 38 and 42: after a call', () => {
  const open = (more = {}) => openCallCenter({ agents: [agentOptions('one', '101', { workMode: 'manualIn', ...more })] });

  test('the work mode decides: ready, or work that ready ends', async () => {
    for (const [workMode, state] of [
      ['autoIn', 'ready'],
      ['manualIn', 'workingAfterCall'],
    ] as const) {
      const center = await open({ workMode });
      await center.do('one', 'setAgentState', { state: 'ready' });
      const callId = await center.talking('one');
      center.simulator.hangUpCaller(callId);
      assert.equal(center.state('one'), state);
      await center.do('one', 'setAgentState', { state: 'ready' });
      assert.equal(center.state('one'), 'ready');
    }
  });

  test('that was not answered, and after a consultation, there is no work', async () => {
    const center = await open();
    center.simulator.hangUpCaller(center.simulator.placeCall({ from: '+46700000001', to: '101' }));
    assert.equal(center.state('one'), 'notReady');
    const callId = await center.talking('one');
    const { id } = await center.do('one', 'consult', { callId, number: '+46800000001' });
    center.clock.advance(0);
    center.simulator.answerOutside(id);
    await center.do('one', 'hangUp', { callId: id });
    assert.equal(center.state('one'), 'busy');
    await center.do('one', 'hangUp', { callId });
    assert.equal(center.state('one'), 'workingAfterCall');
  });

  test('the work is that of the call, though the consultation about it ended last', async () => {
    const center = await open();
    await center.do('one', 'setAgentState', { state: 'ready' });
    const callId = await center.talking('one');
    const { id } = await center.do('one', 'consult', { callId, number: '+46800000001' });
    center.clock.advance(0);
    center.simulator.answerOutside(id);
    center.simulator.hangUpCaller(callId);
    await center.do('one', 'hangUp', { callId: id });
    await center.do('one', 'wrapUp', { callId: id, code: 'of the consultation' });
    assert.equal(center.state('one'), 'workingAfterCall');
    await center.do('one', 'wrapUp', { callId, code: 'of the call' });
    assert.equal(center.state('one'), 'ready');
  });

  test('code and note reach the phone system, and end the work; what was asked for before follows', async () => {
    const center = await open();
    await center.do('one', 'setAgentState', { state: 'ready' });
    const callId = await center.talking('one');
    await center.refused('INVALID_STATE', center.do('one', 'wrapUp', { callId, code: 'SOLD' }));
    await center.do('one', 'setAgentState', { state: 'notReady', reason: 'lunch' });
    center.simulator.hangUpCaller(callId);
    assert.equal(center.state('one'), 'workingAfterCall');
    await center.do('one', 'wrapUp', { callId, code: 'SOLD', note: 'Forty pallets' });
    assert.deepEqual([center.state('one'), center.simulator.snapshot('one')?.agent.reason], ['notReady', 'lunch']);
    assert.deepEqual(center.simulator.wrapUps, [{ agentId: 'one', callId, code: 'SOLD', note: 'Forty pallets', at: center.clock.now() }]);
    await center.refused('NO_SUCH_CALL', center.do('one', 'wrapUp', { callId: 'never', code: 'SOLD' }));
  });

  test('who has to wrap up is not ready before it, in any work mode', async () => {
    for (const workMode of ['autoIn', 'manualIn'] as const) {
      const center = await open({ workMode, reasons: mandatoryReasons });
      await center.do('one', 'setAgentState', { state: 'ready' });
      const callId = await center.talking('one');
      center.simulator.hangUpCaller(callId);
      assert.equal(center.state('one'), 'workingAfterCall');
      await center.refused('INVALID_ARGUMENT', center.do('one', 'setAgentState', { state: 'ready' }));
      await center.refused('INVALID_ARGUMENT', center.do('one', 'wrapUp', { callId, code: 'nonsense' }));
      await center.do('one', 'wrapUp', { callId, code: 'SOLD' });
      assert.equal(center.state('one'), 'ready');
    }
  });
});
