/** The connection between the link and the simulated phone system: lost, back, stopped. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openCallCenter } from './call-center.ts';
import { watchLines } from './line-witness.ts';

const typesSince = (told: { agentId: string; event: { type: string; event?: { type: string } } }[], from: number, agentId: string) =>
  told.slice(from).flatMap((one) => (one.agentId === agentId ? [one.event.event?.type ?? one.event.type] : []));

describe('row 64: after the link was lost', () => {
  test('whatever had happened is told as the events that lead there', async () => {
    const center = await openCallCenter();
    const { simulator, clock, told } = center;
    const witness = watchLines(simulator, ['one', 'two', 'three']);
    const held = await center.talking('one');
    const transferred = simulator.placeCall({ from: '+46700000002', to: '102' });
    simulator.failLink('a cable');
    const from = told.length;
    simulator.atPhone('one', 'hold', { callId: held });
    simulator.atPhone('one', 'mute', { callId: held });
    simulator.atPhone('one', 'setCallData', { callId: held, data: { order: '17' } });
    simulator.atPhone('two', 'answer', { callId: transferred });
    simulator.atPhone('two', 'blindTransfer', { callId: transferred, number: '103' });
    const asked = simulator.atPhone('one', 'consult', { callId: held, number: '102' });
    clock.advance(0);
    simulator.atPhone('two', 'answer', { callId: asked.id });
    simulator.atPhone('one', 'conference', { callId: held });
    assert.equal(told.length, from);
    simulator.restoreLink();
    assert.deepEqual(typesSince(told, from, 'one'), ['updated', 'updated', 'updated', 'conferenced']);
    assert.deepEqual(typesSince(told, from, 'two'), ['cleared', 'delivered', 'established', 'conferenced', 'agent']);
    assert.deepEqual(typesSince(told, from, 'three'), ['delivered']);
    witness.check();
    for (const { agentId, calls, agent } of simulator.snapshotAll().agents) {
      assert.deepEqual([simulator.snapshot(agentId)?.calls, simulator.snapshot(agentId)?.agent], [calls, agent]);
    }
  });

  test('lines without calls, of which nothing had changed, are not bothered', async () => {
    const { simulator, told } = await openCallCenter();
    simulator.failLink('a cable');
    simulator.restoreLink();
    assert.deepEqual(told, []);
  });

  test('an agent who has moved to another phone has the new address', async () => {
    const { simulator } = await openCallCenter();
    simulator.failLink('a cable');
    simulator.atPhone('one', 'logOut', {});
    simulator.atPhone('one', 'logIn', { extension: '190' });
    assert.equal(simulator.snapshot('one')?.address, '101');
    simulator.restoreLink();
    assert.equal(simulator.snapshot('one')?.address, '190');
  });

  test('in the midst of a listener, all is told in its order', async () => {
    const center = await openCallCenter();
    const witness = watchLines(center.simulator, ['one', 'two', 'three']);
    const off = center.simulator.on('line', ({ event }) => {
      if (event.type !== 'call' || event.event.type !== 'delivered') return;
      off();
      center.simulator.atPhone('one', 'answer', { callId: event.call.id });
      center.simulator.failLink('a cable');
      center.simulator.atPhone('one', 'hold', { callId: event.call.id });
    });
    const callId = center.simulator.placeCall({ from: '+46700000001', to: '101' });
    assert.deepEqual([center.call('one', callId).state, center.call('one', callId).signalling], ['connected', 'lost']);
    center.simulator.restoreLink();
    assert.equal(center.call('one', callId).state, 'held');
    witness.check();
  });
});

describe('row 66: the status', () => {
  test('goes through each of its states, once', async () => {
    const { simulator } = await openCallCenter();
    const states: string[] = [];
    simulator.on('status', ({ state }) => void states.push(state));
    simulator.failLink('a cable');
    simulator.failLink('a cable');
    assert.deepEqual(simulator.status, { state: 'lost', reason: 'a cable' });
    simulator.restoreLink();
    simulator.restoreLink();
    await simulator.stop();
    await simulator.stop();
    await simulator.start();
    await simulator.start();
    assert.deepEqual(states, ['lost', 'connecting', 'up', 'stopped', 'connecting', 'up']);
  });

  test('stopped: calls have ended, no timer is left, and it can be started again', async () => {
    const center = await openCallCenter();
    const callId = await center.talking('one');
    center.simulator.placeCall({ from: '+46700000002', to: '800', patienceMs: 60_000 });
    await center.simulator.stop();
    assert.deepEqual([center.calls('one'), center.clock.pending, center.simulator.snapshotAll().calls], [[], 0, []]);
    assert.throws(() => center.simulator.placeCall({ from: '1', to: '101' }), { code: 'NOT_CONNECTED' });
    await center.simulator.start();
    assert.notEqual(await center.talking('one'), callId);
  });
});

describe('a command the phone system thinks about', () => {
  const open = () => openCallCenter({ times: { commandMs: 500 } });
  const waiting = async () => {
    const center = await open();
    const callId = center.simulator.placeCall({ from: '+46700000001', to: '101' });
    return { center, callId };
  };

  test('row 37: changes nothing until it is done', async () => {
    const { center, callId } = await waiting();
    const answered = center.do('one', 'answer', { callId });
    await new Promise(setImmediate);
    center.clock.advance(499);
    assert.equal(center.call('one', callId).state, 'alerting');
    center.clock.advance(1);
    await answered;
    assert.equal(center.call('one', callId).state, 'connected');
  });

  test('can be taken back, and settles when the link is lost or the simulator stopped', async () => {
    for (const end of ['abort', 'lose', 'stop'] as const) {
      const { center, callId } = await waiting();
      const control = new AbortController();
      const answered = center.simulator.execute('one', 'answer', { callId }, { signal: control.signal });
      const refused = center.refused(end === 'abort' ? 'ABORTED' : 'NOT_CONNECTED', answered);
      await new Promise(setImmediate);
      if (end === 'abort') control.abort();
      if (end === 'lose') center.simulator.failLink('a cable');
      if (end === 'stop') await center.simulator.stop();
      await refused;
      center.clock.advance(1_000);
      assert.notEqual(center.calls('one')[0]?.state, 'connected');
    }
  });

  test('is refused when its call has gone meanwhile', async () => {
    const { center, callId } = await waiting();
    const answered = center.refused('NO_SUCH_CALL', center.do('one', 'answer', { callId }));
    await new Promise(setImmediate);
    center.simulator.hangUpCaller(callId);
    center.clock.advance(500);
    await answered;
  });
});
