/** Handing calls on, talking with several, and the data that go along. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type CallCenter, openCallCenter } from './call-center.ts';
import { watchLines } from './line-witness.ts';

/** `one` talks with an outside caller and has asked `two`, who has answered. */
const consulted = async (center: CallCenter) => {
  const callId = await center.talking('one');
  const { id } = await center.do('one', 'consult', { callId, number: '102' });
  center.clock.advance(0);
  await center.do('two', 'answer', { callId: id });
  return { callId, consultation: id };
};

const numbersOf = (center: CallCenter, agentId: string, callId: string) => {
  const { parties, remote } = center.call(agentId, callId);
  return (parties ?? [remote]).map(({ number }) => number);
};

describe('a transfer', () => {
  test('row 32: blind, frees the agent at once and rings at the target with its data', async () => {
    const center = await openCallCenter();
    const callId = await center.talking('one');
    await center.do('one', 'setCallData', { callId, data: { order: '4711' } });
    await center.do('one', 'blindTransfer', { callId, number: '102' });
    assert.deepEqual([center.calls('one'), center.types('one').slice(-2)], [[], ['transferred', 'cleared']]);
    const ringing = center.call('two', callId);
    assert.deepEqual([ringing.state, ringing.remote.number, ringing.direction, ringing.data], ['alerting', '+46700000001', 'inbound', { order: '4711' }]);
    await center.do('two', 'answer', { callId });
    assert.equal(center.simulator.snapshotAll().calls.length, 1);
  });

  test('row 32: blind to somebody who cannot be had, is refused and leaves the call as it was', async () => {
    const center = await openCallCenter();
    const callId = await center.talking('one');
    const [before, told] = [center.call('one', callId), center.told.length];
    await center.refused('BUSY', center.do('one', 'blindTransfer', { callId, number: '+46800000004' }));
    await center.refused('REFUSED', center.do('one', 'blindTransfer', { callId, number: '+46800000003' }));
    await center.refused('BUSY', center.do('one', 'blindTransfer', { callId, number: '101' }));
    await center.refused('INVALID_NUMBER', center.do('one', 'blindTransfer', { callId, number: '' }));
    assert.deepEqual([center.call('one', callId), center.told.length], [before, told]);
  });

  test('row 49: that nobody accepts in time comes back, under a new id', async () => {
    const center = await openCallCenter({ times: { transferReturnMs: 20_000 } });
    const callId = await center.talking('one');
    await center.do('one', 'setCallData', { callId, data: { order: '4711' } });
    await center.do('one', 'blindTransfer', { callId, number: '102' });
    center.clock.advance(20_000);
    assert.deepEqual([center.calls('two'), center.types('two')], [[], ['delivered', 'diverted', 'cleared']]);
    const [back] = center.calls('one');
    assert.deepEqual([back?.state, back?.cause, back?.remote.number, back?.data], ['alerting', 'recall', '+46700000001', { order: '4711' }]);
    assert.notEqual(back?.id, callId);
    await center.do('one', 'answer', { callId: back?.id ?? '' });
    assert.equal(center.call('one', back?.id ?? '').state, 'connected');
  });

  test('row 33: with consultation, in two steps, connects the caller with whoever was asked', async () => {
    const center = await openCallCenter();
    const { callId, consultation } = await consulted(center);
    assert.deepEqual([center.call('one', callId).state, center.call('one', consultation).consultationFor], ['held', callId]);
    await center.do('one', 'completeTransfer', { callId });
    assert.deepEqual([center.calls('one'), center.state('one')], [[], 'notReady']);
    assert.deepEqual(center.types('one', callId).slice(-2), ['transferred', 'cleared']);
    assert.deepEqual(center.types('one', consultation).slice(-2), ['transferred', 'cleared']);
    assert.equal(center.call('two', consultation).remote.number, '+46700000001');
    center.simulator.hangUpCaller(callId);
    assert.deepEqual(center.calls('two'), []);
  });

  test('row 33: cancelled, goes back to the caller, whether it was answered or rings', async () => {
    const center = await openCallCenter();
    const { callId } = await consulted(center);
    await center.do('one', 'cancelConsult', { callId });
    assert.deepEqual([center.call('one', callId).state, center.calls('two')], ['connected', []]);
    const { id } = await center.do('one', 'consult', { callId, number: '102' });
    center.clock.advance(0);
    await center.do('one', 'cancelConsult', { callId, consultationCallId: id });
    assert.deepEqual([center.call('one', callId).state, center.calls('two')], ['connected', []]);
  });

  test('cannot be completed with a consultation that rings', async () => {
    const center = await openCallCenter();
    const callId = await center.talking('one');
    const { id } = await center.do('one', 'consult', { callId, number: '102' });
    center.clock.advance(0);
    await center.refused('INVALID_STATE', center.do('one', 'completeTransfer', { callId, consultationCallId: id }));
    assert.ok(!center.call('one', callId).actions.includes('completeTransfer'));
  });

  test('of two agents’ calls leaves each with the id it knows, and both with each other', async () => {
    const center = await openCallCenter();
    const { id: callId } = await center.do('three', 'dial', { number: '101' });
    center.clock.advance(0);
    await center.do('one', 'answer', { callId });
    const { id: consultation } = await center.do('one', 'consult', { callId, number: '102' });
    center.clock.advance(0);
    await center.do('two', 'answer', { callId: consultation });
    await center.do('one', 'completeTransfer', { callId });
    assert.deepEqual([numbersOf(center, 'three', callId), numbersOf(center, 'two', consultation)], [['102'], ['103']]);
    await center.do('two', 'hold', { callId: consultation });
    assert.equal(center.call('three', callId).remoteState, 'held');
  });

  test('of somebody to themselves ends both calls', async () => {
    const center = await openCallCenter();
    const { id: callId } = await center.do('two', 'dial', { number: '101' });
    center.clock.advance(0);
    await center.do('one', 'answer', { callId });
    const { id } = await center.do('one', 'consult', { callId, number: '102' });
    center.clock.advance(0);
    await center.do('two', 'answer', { callId: id });
    await center.do('one', 'completeTransfer', { callId });
    assert.deepEqual([center.calls('one'), center.calls('two'), center.simulator.snapshotAll().calls], [[], [], []]);
  });

  test('to a queue waits there, with nobody to hand on meanwhile', async () => {
    const center = await openCallCenter();
    const callId = await center.talking('one');
    await center.do('one', 'blindTransfer', { callId, number: '800' });
    assert.equal(center.simulator.snapshotAll().queues[0]?.waiting, 1);
    await center.do('two', 'setAgentState', { state: 'ready' });
    assert.equal(center.call('two', callId).cause, 'enteringDistribution');
  });
});

describe('row 34: a conference', () => {
  test('has the same people at every line after each step', async () => {
    const center = await openCallCenter();
    const { callId, consultation } = await consulted(center);
    await center.do('one', 'conference', { callId });
    assert.deepEqual(numbersOf(center, 'one', callId), ['+46700000001', '102']);
    assert.deepEqual(numbersOf(center, 'two', consultation), ['+46700000001', '101']);
    const second = await center.do('one', 'consult', { callId, number: '103' });
    center.clock.advance(0);
    await center.do('three', 'answer', { callId: second.id });
    await center.do('one', 'conference', { callId });
    assert.deepEqual(numbersOf(center, 'one', callId), ['+46700000001', '102', '103']);
    assert.deepEqual(numbersOf(center, 'three', second.id), ['+46700000001', '101', '102']);
    await center.do('one', 'dropParty', { callId, number: '102' });
    assert.deepEqual([numbersOf(center, 'one', callId), center.calls('two')], [['+46700000001', '103'], []]);
    center.simulator.hangUpCaller(callId);
    assert.deepEqual([numbersOf(center, 'one', callId), center.call('one', callId).parties], [['103'], undefined]);
    await center.do('one', 'hangUp', { callId });
    assert.deepEqual(center.calls('three'), []);
  });

  test('takes a colleague off hold, who sees it', async () => {
    const center = await openCallCenter();
    const witness = watchLines(center.simulator, ['one', 'two', 'three']);
    const { id: callId } = await center.do('three', 'dial', { number: '101' });
    center.clock.advance(0);
    await center.do('one', 'answer', { callId });
    const { id } = await center.do('one', 'consult', { callId, number: '102' });
    center.clock.advance(0);
    await center.do('two', 'answer', { callId: id });
    assert.equal(center.call('three', callId).remoteState, 'held');
    await center.do('one', 'conference', { callId });
    assert.equal(center.call('three', callId).remoteState, 'connected');
    witness.check();
  });

  test('holds a third call the agent was in', async () => {
    const center = await openCallCenter();
    const { callId } = await consulted(center);
    const third = await center.talking('one', '+46700000003');
    await center.do('one', 'conference', { callId });
    assert.deepEqual([center.call('one', callId).state, center.call('one', third).state], ['connected', 'held']);
  });

  test('refuses to drop who is not in it', async () => {
    const center = await openCallCenter();
    const { callId } = await consulted(center);
    await center.do('one', 'conference', { callId });
    await center.refused('INVALID_ARGUMENT', center.do('one', 'dropParty', { callId, number: '103' }));
  });

  test('ends at as many parties as the options say', async () => {
    const center = await openCallCenter({ limits: { conferenceParties: 2 } });
    const { callId } = await consulted(center);
    assert.deepEqual(
      center.call('one', callId).actions.filter((action) => action === 'conference' || action === 'completeTransfer'),
      ['completeTransfer'],
    );
    await center.refused('INVALID_STATE', center.do('one', 'conference', { callId }));
  });

  test('lets an agent hand the place on', async () => {
    const center = await openCallCenter();
    const { callId, consultation } = await consulted(center);
    await center.do('one', 'conference', { callId });
    await center.do('one', 'blindTransfer', { callId, number: '103' });
    assert.deepEqual(numbersOf(center, 'two', consultation), ['+46700000001']);
    await center.do('three', 'answer', { callId });
    assert.deepEqual(numbersOf(center, 'two', consultation), ['+46700000001', '103']);
    assert.deepEqual(numbersOf(center, 'three', callId), ['+46700000001', '102']);
  });
});

describe('call data', () => {
  test('row 46: are seen by the second agent, and a change by both', async () => {
    const center = await openCallCenter();
    const { callId, consultation } = await consulted(center);
    await center.do('one', 'setCallData', { callId, data: { order: '17' } });
    assert.deepEqual(center.call('two', consultation).data, { order: '17' });
    await center.do('two', 'setCallData', { callId: consultation, data: { order: '', customer: '4' } });
    assert.deepEqual(center.call('one', callId).data, { customer: '4' });
    await center.do('one', 'completeTransfer', { callId });
    assert.deepEqual(center.call('two', consultation).data, { customer: '4' });
  });

  test('row 47: that are too long are refused whole, never cut', async () => {
    const center = await openCallCenter({ limits: { callDataBytes: 96 } });
    const callId = await center.talking('one');
    await center.do('one', 'setCallData', { callId, data: { k: 'å'.repeat(47) } });
    const told = center.told.length;
    await center.refused('INVALID_ARGUMENT', center.do('one', 'setCallData', { callId, data: { k: `${'å'.repeat(47)}xx` } }));
    await center.refused('INVALID_ARGUMENT', center.do('one', 'dial', { number: '102', data: { k: 'x'.repeat(96) } }));
    assert.deepEqual([center.call('one', callId).data, center.told.length], [{ k: 'å'.repeat(47) }, told]);
    assert.throws(() => center.simulator.placeCall({ from: '1', to: '102', data: { k: 'x'.repeat(96) } }), { code: 'INVALID_ARGUMENT' });
  });
});
