/** Queues and route points. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RouteRequest } from '../../../src/link/switch.ts';
import { agentOptions, type CallCenter, openCallCenter } from './call-center.ts';

const ready = async (center: CallCenter, ...agentIds: string[]) => {
  for (const agentId of agentIds) {
    await center.do(agentId, 'setAgentState', { state: 'ready' });
    center.clock.advance(1_000);
  }
};

const ringsAt = (center: CallCenter, callId: string) => ['one', 'two', 'three'].filter((agentId) => center.calls(agentId).some(({ id }) => id === callId));

describe('a queue', () => {
  test('gives its calls to the agent who has been ready the longest, and reserves that one', async () => {
    const center = await openCallCenter();
    await ready(center, 'two', 'three', 'one');
    const calls = ['1', '2', '3'].map((digit) => center.simulator.placeCall({ from: `+4670000000${digit}`, to: '800' }));
    assert.deepEqual(
      calls.map((callId) => ringsAt(center, callId)),
      [['two'], ['three'], ['one']],
    );
    assert.deepEqual(['one', 'two', 'three'].map(center.state), ['reserved', 'reserved', 'reserved']);
    assert.equal(center.call('two', calls[0] ?? '').called?.number, '800');
  });

  test('keeps calls in their order until an agent is ready', async () => {
    const center = await openCallCenter();
    const [first, second] = ['1', '2'].map((digit) => {
      center.clock.advance(10);
      return center.simulator.placeCall({ from: `+4670000000${digit}`, to: '800' });
    });
    assert.equal(center.simulator.snapshotAll().queues[0]?.waiting, 2);
    await ready(center, 'one');
    assert.deepEqual([ringsAt(center, first ?? ''), ringsAt(center, second ?? '')], [['one'], []]);
    await center.do('one', 'answer', { callId: first ?? '' });
    await center.do('one', 'hangUp', { callId: first ?? '' });
    assert.deepEqual(ringsAt(center, second ?? ''), ['one']);
  });

  test('takes a call that is not answered to the next agent, and makes the first not ready', async () => {
    const center = await openCallCenter();
    await ready(center, 'one', 'two');
    const callId = center.simulator.placeCall({ from: '+46700000001', to: '800' });
    center.clock.advance(10_000);
    assert.deepEqual(
      [center.types('one'), center.state('one'), center.simulator.snapshot('one')?.agent.reason],
      [['delivered', 'diverted', 'cleared'], 'notReady', 'No answer'],
    );
    assert.deepEqual([ringsAt(center, callId), center.state('two')], [['two'], 'reserved']);
  });

  test('row 26: takes a call that is rejected as busy to the next agent; one that is declined ends', async () => {
    const center = await openCallCenter();
    await ready(center, 'one', 'two');
    const callId = center.simulator.placeCall({ from: '+46700000001', to: '800' });
    await center.do('one', 'reject', { callId });
    assert.deepEqual([ringsAt(center, callId), center.state('one')], [['two'], 'notReady']);
    await center.do('two', 'reject', { callId, as: 'declined' });
    assert.deepEqual(center.simulator.snapshotAll().calls, []);
  });

  test('has a call that came back before those that wait, and the oldest of several queues first', async () => {
    const center = await openCallCenter({ agents: [agentOptions('one', '101', { queues: ['800', '801'] })] });
    const call = (to: string) => {
      center.clock.advance(10);
      return center.simulator.placeCall({ from: '+46700000001', to });
    };
    const [oldest] = [call('801'), call('800')];
    await ready(center, 'one');
    assert.equal(center.calls('one')[0]?.id, oldest);
    call('801');
    await center.do('one', 'reject', { callId: oldest });
    await ready(center, 'one');
    const [again] = center.calls('one');
    center.simulator.hangUpCaller(oldest);
    assert.deepEqual(
      center.told.findIndex(({ event }) => event.type === 'call' && event.call.id === again?.id && event.call.cause === 'callCancelled') > 0,
      true,
    );
  });

  test('offers a call to the same agent again under a new id', async () => {
    const center = await openCallCenter();
    await ready(center, 'one');
    const first = center.simulator.placeCall({ from: '+46700000001', to: '800' });
    await center.do('one', 'reject', { callId: first });
    await ready(center, 'one');
    const [again] = center.calls('one');
    assert.ok(again && again.id !== first);
    center.simulator.hangUpCaller(first);
    assert.deepEqual(center.calls('one'), []);
  });

  test('shows a colleague who calls it that the call is queued', async () => {
    const center = await openCallCenter();
    const { id } = await center.do('three', 'dial', { number: '800' });
    center.clock.advance(0);
    assert.deepEqual([center.call('three', id).state, center.call('three', id).remoteState], ['initiated', 'queued']);
    await ready(center, 'one');
    await center.do('one', 'answer', { callId: id });
    assert.deepEqual([center.types('three'), center.call('three', id).remote.number], [['originated', 'queued', 'delivered', 'established'], '101']);
  });

  test('overflows after its time', async () => {
    const center = await openCallCenter();
    await ready(center, 'one');
    const callId = center.simulator.placeCall({ from: '+46700000001', to: '801' });
    center.clock.advance(19_999);
    assert.deepEqual(ringsAt(center, callId), []);
    center.clock.advance(1);
    assert.deepEqual(ringsAt(center, callId), ['one']);
  });

  test('counts the time at an agent who did not answer into it', async () => {
    const agents = [agentOptions('one', '101', { queues: ['801'] }), agentOptions('two', '102'), agentOptions('three', '103')];
    const center = await openCallCenter({ agents });
    await ready(center, 'one', 'two');
    const callId = center.simulator.placeCall({ from: '+46700000001', to: '801' });
    center.clock.advance(12_000);
    assert.deepEqual([ringsAt(center, callId), center.state('one')], [[], 'notReady']);
    center.clock.advance(8_000);
    assert.deepEqual(ringsAt(center, callId), ['two']);
  });

  test('is where the driver can send a caller from anywhere', async () => {
    const center = await openCallCenter();
    const callId = await center.talking('one');
    center.simulator.redirect(callId, '800');
    assert.deepEqual([center.calls('one'), center.simulator.snapshotAll().queues[0]?.waiting], [[], 1]);
  });
});

describe('row 51: a route point', () => {
  const asked = async (to: string) => {
    const center = await openCallCenter();
    const requests: RouteRequest[] = [];
    center.simulator.on('route', (request) => void requests.push(request));
    const callId = center.simulator.placeCall({ from: '+46700000001', to, data: { customer: '17' } });
    return { center, callId, requests };
  };

  test('asks with ANI, DNIS and data, and the answer decides', async () => {
    for (const number of ['6486', '6487', '6488']) {
      const { center, callId, requests } = await asked(number);
      const [request] = requests;
      assert.ok(request);
      const { routeId, ...rest } = request;
      assert.deepEqual(rest, { callId, routePoint: number, calling: '+46700000001', called: number, data: { customer: '17' } });
      assert.equal(await center.simulator.route(routeId, '102'), true);
      assert.deepEqual(ringsAt(center, callId), ['two']);
      assert.equal(await center.simulator.route(routeId, '103'), false);
    }
  });

  test('goes to its default when no answer came in time, or it was no destination', async () => {
    const { center, callId, requests } = await asked('7000');
    await center.refused('INVALID_NUMBER', center.simulator.route(requests[0]?.routeId ?? '', '999'));
    await center.refused('INVALID_NUMBER', center.simulator.route(requests[0]?.routeId ?? '', ''));
    assert.deepEqual(ringsAt(center, callId), []);
    center.clock.advance(3_000);
    assert.deepEqual(ringsAt(center, callId), ['three']);
    assert.equal(await center.simulator.route(requests[0]?.routeId ?? '', '101'), false);
  });

  test('goes to its default at once while the link is lost', async () => {
    const { center } = await asked('7000');
    center.simulator.failLink('a cable');
    const callId = center.simulator.placeCall({ from: '+46700000002', to: '7000' });
    assert.deepEqual(
      center.simulator
        .snapshotAll()
        .agents[2]?.calls.map(({ id }) => id)
        .includes(callId),
      true,
    );
  });

  test('row 66: goes to its default at once while routing fails, and the status says that a part is missing', async () => {
    const { center, requests } = await asked('7000');
    center.simulator.failRouting('no routing client');
    assert.deepEqual(center.simulator.status, { state: 'up', partial: 'no routing client' });
    await center.refused('NOT_CONNECTED', center.simulator.route(requests[0]?.routeId ?? '', '101'));
    assert.deepEqual(ringsAt(center, center.simulator.placeCall({ from: '+46700000002', to: '7000' })), ['three']);
    center.simulator.restoreLink();
    assert.deepEqual(center.simulator.status, { state: 'up' });
    center.simulator.placeCall({ from: '+46700000003', to: '7000' });
    assert.equal(requests.length, 2);
  });

  test('is forgotten when the caller gives up', async () => {
    const { center, callId, requests } = await asked('6486');
    center.simulator.hangUpCaller(callId);
    assert.equal(await center.simulator.route(requests[0]?.routeId ?? '', '101'), false);
    assert.equal(center.clock.pending, 0);
  });

  test('that leads back to itself is left after ten times', async () => {
    const { center, requests } = await asked('6486');
    for (let turn = 0; turn < 12; turn++) await center.simulator.route(requests.at(-1)?.routeId ?? '', '6487');
    assert.deepEqual([requests.length, center.simulator.snapshotAll().calls], [10, []]);
  });
});
