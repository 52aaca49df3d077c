/** What a simulator is made of: the same twice, and nothing that contradicts itself. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createSimulator, type SimulatorOptions } from '../../../src/link/switches/simulator/index.ts';
import { agentOptions, openCallCenter, smallCallCenter } from './call-center.ts';

/** A busy hour in which chance has its part: everything that was told, in order. */
const anHour = async (more: Partial<SimulatorOptions>) => {
  const center = await openCallCenter({ times: { setUpMs: [100, 900] }, ...more });
  const outside: unknown[] = [];
  center.simulator.onOutside((event) => void outside.push(event));
  for (const agentId of ['one', 'two', 'three']) await center.do(agentId, 'setAgentState', { state: 'ready' });
  for (let turn = 0; turn < 30; turn++) {
    center.simulator.placeCall({ from: `+467000000${10 + turn}`, to: turn % 3 === 0 ? '801' : '800', patienceMs: 90_000 });
    for (const agentId of ['one', 'two', 'three']) {
      const [call] = center.calls(agentId);
      if (call?.state === 'alerting' && turn % 4 !== 0) await center.do(agentId, 'answer', { callId: call.id });
      if (call?.state === 'connected') await center.do(agentId, 'hangUp', { callId: call.id });
      if (!call && turn % 5 === 0) await center.do(agentId, 'dial', { number: '+46800000005' });
    }
    center.clock.advance(7_000);
  }
  return JSON.stringify([center.told, outside, center.simulator.snapshotAll()]);
};

describe('a simulator', () => {
  test('tells the same under the same clock and seed, and something else under another seed', async () => {
    const first = await anHour({ seed: 42 });
    assert.ok(first.length > 50_000);
    assert.equal(await anHour({ seed: 42 }), first);
    // ids apart, the times that chance has chosen are others
    const ids = /simulator-[0-9a-z]+-/g;
    assert.notEqual((await anHour({ seed: 43 })).replace(ids, ''), first.replace(ids, ''));
  });

  test('without a seed has ids of its own', () => {
    const idOf = () => {
      const simulator = createSimulator({ agents: [agentOptions('one', '101', { queues: [] })] });
      void simulator.start();
      const callId = simulator.placeCall({ from: '1', to: '101' });
      void simulator.stop();
      return callId;
    };
    assert.notEqual(idOf(), idOf());
  });

  const wrong: Record<string, Partial<SimulatorOptions>> = {
    'two agents of one name': { agents: [agentOptions('one', '101'), agentOptions('one', '102')] },
    'two agents at one extension': { agents: [agentOptions('one', '101'), agentOptions('two', '101')] },
    'an agent of a queue that is not there': { agents: [agentOptions('one', '101', { queues: ['899'] })] },
    'two queues of one number': { queues: [{ number: '800' }, { number: '800' }] },
    'a queue at an agent’s extension': { queues: [{ number: '800' }, { number: '101' }] },
    'a range that goes back': { routePoints: [{ first: '6488', last: '6486', otherwise: '800' }] },
    'a range of other digits': { routePoints: [{ first: '99', last: '101', otherwise: '800' }] },
    'a range without end': { routePoints: [{ first: '0000000', last: '9999999', otherwise: '800' }] },
    'a range over an agent’s extension': { routePoints: [{ first: '100', last: '199', otherwise: '800' }] },
    'an outside number that is an extension': { outside: { '101': { does: 'ring' } } },
    'an extension that is none': { devices: [' - '] },
  };
  for (const [what, options] of Object.entries(wrong)) {
    test(`refuses ${what}`, () => {
      assert.throws(() => createSimulator({ ...smallCallCenter, ...options }), { name: 'CtiError', code: 'INVALID_ARGUMENT' });
    });
  }

  test('understands numbers as people write them', async () => {
    const center = await openCallCenter();
    const { id } = await center.do('one', 'dial', { number: '+46 (800) 00-00.05' });
    center.clock.advance(4_000);
    assert.equal(center.call('one', id).state, 'connected');
  });
});
