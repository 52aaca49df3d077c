/** Calls between outside and agents, and between agents, one by one. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { agentOptions, openCallCenter } from './call-center.ts';
import { watchLines } from './line-witness.ts';

describe('a call to an agent', () => {
  test('rings with who calls and what was dialled, is answered, held, retrieved and ended', async () => {
    const center = await openCallCenter();
    const callId = center.simulator.placeCall({ from: '+46700000001', name: 'Caller', to: '101', data: { customer: '17' } });
    const ringing = center.call('one', callId);
    assert.deepEqual(
      [ringing.state, ringing.direction, ringing.remote, ringing.called?.number, ringing.data, ringing.actions],
      ['alerting', 'inbound', { number: '+46700000001', name: 'Caller' }, '101', { customer: '17' }, ['answer', 'reject', 'hangUp', 'setCallData']],
    );
    await center.do('one', 'answer', { callId });
    assert.equal(center.state('one'), 'busy');
    await center.do('one', 'hold', { callId });
    assert.equal(center.call('one', callId).state, 'held');
    await center.do('one', 'retrieve', { callId });
    await center.do('one', 'hangUp', { callId });
    assert.deepEqual(center.types('one'), ['delivered', 'established', 'held', 'retrieved', 'cleared']);
    assert.deepEqual([center.calls('one'), center.state('one')], [[], 'notReady']);
  });

  test('is cleared with callCancelled when the caller gives up, and normalClearing after a conversation', async () => {
    const center = await openCallCenter();
    const first = center.simulator.placeCall({ from: '+46700000001', to: '101' });
    center.simulator.hangUpCaller(first);
    const second = await center.talking('one');
    center.simulator.hangUpCaller(second);
    const causes = center.told.flatMap(({ event }) => (event.type === 'call' && event.event.type === 'cleared' ? [event.call.cause] : []));
    assert.deepEqual(causes, ['callCancelled', 'normalClearing']);
  });

  test('is given up by a caller without patience', async () => {
    const center = await openCallCenter();
    center.simulator.placeCall({ from: '+46700000001', to: '101', patienceMs: 5_000 });
    center.clock.advance(4_999);
    assert.equal(center.calls('one').length, 1);
    center.clock.advance(1);
    assert.equal(center.calls('one').length, 0);
  });

  test('that nobody answers goes where the agent’s phone forwards it', async () => {
    const center = await openCallCenter({ agents: [agentOptions('one', '101', { noAnswer: { afterMs: 15_000, to: '102' } }), agentOptions('two', '102')] });
    const callId = center.simulator.placeCall({ from: '+46700000001', to: '101' });
    center.clock.advance(15_000);
    assert.deepEqual(center.types('one'), ['delivered', 'diverted', 'cleared']);
    assert.equal(center.call('two', callId).cause, 'callForward');
  });

  test('of a colleague, that is forwarded, shows the colleague where it rings now', async () => {
    const agents = [agentOptions('one', '101', { noAnswer: { afterMs: 15_000, to: '102' } }), agentOptions('two', '102'), agentOptions('three', '103')];
    const center = await openCallCenter({ agents });
    const witness = watchLines(center.simulator, ['one', 'two', 'three']);
    const { id } = await center.do('three', 'dial', { number: '101' });
    center.clock.advance(15_000);
    assert.deepEqual([center.call('three', id).remote.number, center.call('three', id).remoteState], ['102', 'alerting']);
    witness.check();
  });

  test('hears that the agent has rejected it: busy, or declined', async () => {
    const center = await openCallCenter();
    const causes: unknown[] = [];
    center.simulator.onOutside((event) => {
      if (event.type === 'call' && event.event.type === 'failed') causes.push(event.call.cause);
    });
    for (const as of ['busy', 'declined'] as const) {
      const callId = center.simulator.placeCall({ from: '+46700000001', to: '101' });
      await center.do('one', 'reject', { callId, as });
    }
    assert.deepEqual(causes, ['busy', 'doNotDisturb']);
  });

  test('row 35: comes beside another, and answering it holds that', async () => {
    const center = await openCallCenter();
    const first = await center.talking('one');
    const second = await center.talking('one', '+46700000002');
    assert.deepEqual([center.call('one', first).state, center.call('one', second).state], ['held', 'connected']);
    await center.do('one', 'retrieve', { callId: first });
    assert.deepEqual([center.call('one', first).state, center.call('one', second).state], ['connected', 'held']);
  });

  test('is dropped by the network for everybody in it', async () => {
    const center = await openCallCenter();
    const callId = await center.talking('one');
    center.simulator.dropCall(callId);
    assert.deepEqual([center.calls('one'), center.lastTold()?.cause], [[], 'networkOutOfOrder']);
    assert.equal(center.simulator.snapshotAll().calls.length, 0);
  });
});

describe('a call an agent dials', () => {
  test('is originated, delivered and established, and hung up by the other side', async () => {
    const center = await openCallCenter();
    const dialled = await center.do('one', 'dial', { number: '+46 800 00 00 05', data: { order: '4' } });
    assert.deepEqual([dialled.state, dialled.direction, dialled.data], ['initiated', 'outbound', { order: '4' }]);
    center.clock.advance(4_000);
    assert.equal(center.call('one', dialled.id).state, 'connected');
    center.clock.advance(60_000);
    assert.deepEqual(center.types('one'), ['originated', 'delivered', 'established', 'cleared']);
  });

  for (const [number, events, cause] of [
    ['+46800000003', ['originated', 'failed', 'cleared'], 'destNotObtainable'],
    ['+46800000004', ['originated', 'failed', 'cleared'], 'busy'],
    ['+46800000006', ['originated', 'delivered', 'failed', 'cleared'], 'networkCongestion'],
    ['999', ['originated', 'failed', 'cleared'], 'destNotObtainable'],
    ['101', ['originated', 'failed', 'cleared'], 'busy'],
    ['190', ['originated', 'failed', 'cleared'], 'destOutOfOrder'],
  ] as const) {
    test(`row 29: to ${number} ends with ${cause}`, async () => {
      const center = await openCallCenter();
      await center.do('one', 'dial', { number });
      center.clock.advance(3_000);
      assert.deepEqual([center.types('one'), center.lastTold()?.cause], [events, cause]);
    });
  }

  test('that failed is heard to have failed for as long as the options say', async () => {
    const center = await openCallCenter({ times: { busyToneMs: 4_000 } });
    const { id } = await center.do('one', 'dial', { number: '+46800000004' });
    center.clock.advance(0);
    assert.deepEqual([center.call('one', id).state, center.call('one', id).actions], ['failed', ['hangUp']]);
    center.clock.advance(4_000);
    assert.deepEqual(center.calls('one'), []);
  });

  test('to a colleague is internal there, and has the same id', async () => {
    const center = await openCallCenter();
    const { id } = await center.do('one', 'dial', { number: '102' });
    center.clock.advance(0);
    assert.deepEqual([center.call('two', id).direction, center.call('two', id).remote], ['internal', { number: '101', name: 'Desk 101' }]);
    await center.do('two', 'answer', { callId: id });
    await center.do('two', 'hold', { callId: id });
    assert.deepEqual([center.call('one', id).state, center.call('one', id).remoteState], ['connected', 'held']);
    await center.do('one', 'hangUp', { callId: id });
    assert.deepEqual(center.calls('two'), []);
  });

  test('to somebody who is asked to answer, refuse, hold and hand on by the driver', async () => {
    const { simulator, clock, do: does, call, calls } = await openCallCenter();
    const refused = await does('one', 'dial', { number: '+46800000001' });
    clock.advance(0);
    simulator.refuseOutside(refused.id, 'busy');
    const { id } = await does('one', 'dial', { number: '+46800000001' });
    clock.advance(0);
    simulator.answerOutside(id);
    simulator.holdOutside(id);
    assert.equal(call('one', id).remoteState, 'held');
    simulator.retrieveOutside(id);
    assert.equal(call('one', id).remoteState, 'connected');
    simulator.transferOutside(id, '102');
    assert.deepEqual(call('one', id).remote, { number: '102', name: 'Desk 102' });
    await does('two', 'answer', { callId: id });
    assert.equal(call('two', id).remote.number, '101');
    assert.deepEqual(
      calls('one').map(({ state }) => state),
      ['connected'],
    );
  });

  test('row 31: tones reach the far end in order', async () => {
    const center = await openCallCenter();
    const heard: string[] = [];
    center.simulator.onOutside((event) => {
      if (event.type === 'digits') heard.push(event.digits);
    });
    const callId = await center.talking('one');
    for (const digits of ['12', '3,#', '*0']) await center.do('one', 'sendDtmf', { callId, digits });
    assert.equal(heard.join(''), '123#*0');
    assert.equal(center.simulator.snapshotAll().calls[0]?.parties.find(({ agentId }) => !agentId)?.heard, '123#*0');
  });
});
