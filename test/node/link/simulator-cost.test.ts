/** Law 7 of switches: the cost of an event does not grow with the number of lines. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { agentOptions, openCallCenter } from './call-center.ts';
import { countVisits } from './count-visits.ts';

/** The same hundred calls in a call centre of any size: queued, answered, held, consulted about, transferred, wrapped up. */
const hundredCalls = async (agentCount: number): Promise<number> => {
  const agents = Array.from({ length: agentCount }, (_, index) => agentOptions(`agent${index}`, String(10_000 + index), { workMode: 'manualIn' }));
  const { simulator, clock } = await openCallCenter({ agents });
  for (const { id } of agents) await simulator.execute(id, 'setAgentState', { state: 'ready' });
  return countVisits(async () => {
    for (let turn = 0; turn < 100; turn++) {
      const [one, two] = [`agent${(2 * turn) % 20}`, `agent${(2 * turn + 1) % 20}`];
      const callId = simulator.placeCall({ from: `+46700000${100 + turn}`, to: String(10_000 + ((2 * turn) % 20)) });
      await simulator.execute(one, 'answer', { callId });
      await simulator.execute(one, 'hold', { callId });
      const { id } = await simulator.execute(one, 'consult', { callId, number: String(10_001 + ((2 * turn) % 20)) });
      clock.advance(0);
      await simulator.execute(two, 'answer', { callId: id });
      await simulator.execute(one, 'completeTransfer', { callId });
      await simulator.execute(one, 'wrapUp', { callId, code: 'done' });
      simulator.hangUpCaller(callId);
      await simulator.execute(two, 'setAgentState', { state: 'ready' });
      // The queue gives it to whoever has waited longest; nobody answers, so another agent is tried.
      const queued = simulator.placeCall({ from: '+46700000009', to: '800' });
      simulator.hangUpCaller(queued);
    }
  });
};

describe('the cost of an event', () => {
  test('is the same for 20 agents and for 2,000', async () => {
    // Schemas are built at their first use, whoever it is.
    await hundredCalls(20);
    const few = await hundredCalls(20);
    const many = await hundredCalls(2_000);
    assert.ok(few > 10_000, `${few} elements were looked at`);
    assert.equal(many, few);
  });

  test('would be seen to grow if it did', async () => {
    const scan = async (lines: number) => {
      const { simulator } = await openCallCenter({
        agents: Array.from({ length: lines }, (_, index) => agentOptions(`agent${index}`, String(10_000 + index))),
      });
      return countVisits(async () => void simulator.snapshotAll());
    };
    assert.ok((await scan(2_000)) > 50 * (await scan(20)));
  });

  test('when the link is lost concerns only lines with calls', async () => {
    const lost = async (lines: number) => {
      const center = await openCallCenter({ agents: Array.from({ length: lines }, (_, index) => agentOptions(`agent${index}`, String(10_000 + index))) });
      await center.talking('agent0');
      return countVisits(async () => {
        center.simulator.failLink('a cable');
        center.simulator.restoreLink();
      });
    };
    assert.equal(await lost(2_000), await lost(20));
  });
});
