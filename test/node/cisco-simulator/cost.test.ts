/** An event costs what it costs whoever else there is: of agents, devices and calls. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startCiscoSimulator } from '../../../src/link/switches/cisco/simulator/index.ts';
import { countVisits } from '../link/count-visits.ts';
import { createManualClock } from '../link/manual-clock.ts';
import { CUSTOMER } from './site.ts';

const EXTENSION = '2001';

/** Fifty calls through all that can happen to them, while as many calls wait as there are agents. */
const fiftyCalls = async (agentCount: number): Promise<number> => {
  const simulator = await startCiscoSimulator({
    agents: Array.from({ length: agentCount }, (_, index) => ({ id: String(1_001 + index), loggedInAt: String(2_001 + index), ready: true, skillGroups: [1] })),
    skillGroups: [{ number: 1, dialedNumber: '800' }],
    outside: { '5550111': { does: 'ring' } },
    ports: { b: false },
    clock: createManualClock(),
    seed: 1,
  });
  for (let index = 2; index < agentCount; index++) simulator.placeCall({ from: CUSTOMER, to: '5550111' });
  const phone = simulator.atPhone(EXTENSION);
  const visits = await countVisits(async () => {
    for (let turn = 0; turn < 50; turn++) {
      const callId = simulator.placeCall({ from: CUSTOMER, to: EXTENSION, named: [{ name: 'user.id', value: '17' }] });
      phone.answer(callId);
      phone.hold(callId);
      const other = phone.dial('2002');
      simulator.atPhone('2002').answer(other);
      simulator.atPhone('2002').hangUp(other);
      phone.retrieve(callId);
      simulator.hangUpOutside(callId);
      simulator.hangUpOutside(simulator.placeCall({ from: CUSTOMER, to: '800' }));
    }
  });
  await simulator.stop();
  return visits;
};

test('fifty calls cost the same among 20 agents and among 2,000', async () => {
  await fiftyCalls(20);
  const few = await fiftyCalls(20);
  assert.ok(few > 5_000, `${few} elements were looked at`);
  assert.equal(await fiftyCalls(2_000), few);
});
