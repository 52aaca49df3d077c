/** A small call centre: what the simulator's tests play in. */
import assert from 'node:assert/strict';
import { type AgentReasons, type Call, type CtiErrorCode, isCtiError, type PhoneCommandName, type PhoneCommands } from '../../../src/index.ts';
import type { SwitchEvents } from '../../../src/link/switch.ts';
import { type AgentOptions, createSimulator, type Simulator, type SimulatorOptions } from '../../../src/link/switches/simulator/index.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';

export type LineEvent = SwitchEvents['line']['event'];

export const mandatoryReasons: AgentReasons = {
  notReady: [{ code: 'LUNCH', label: 'Lunch' }],
  logOut: [{ code: 'HOME', label: 'Going home' }],
  wrapUp: [{ code: 'SOLD', label: 'Sold' }],
  mandatory: { notReady: true, logOut: true, wrapUp: true },
};

export const agentOptions = (id: string, extension: string, more: Partial<AgentOptions> = {}): AgentOptions => ({
  id,
  name: `Desk ${extension}`,
  extension,
  queues: ['800'],
  loggedIn: true,
  ...more,
});

/** Three agents, a queue, route points, and outside numbers of each kind. */
export const smallCallCenter: SimulatorOptions = {
  agents: [agentOptions('one', '101'), agentOptions('two', '102'), agentOptions('three', '103')],
  devices: ['190'],
  queues: [
    { number: '800', name: 'Sales', ringMs: 10_000 },
    { number: '801', name: 'Overflowing', overflow: { afterMs: 20_000, to: '800' } },
  ],
  routePoints: [
    { first: '6486', last: '6488', otherwise: '800', deadlineMs: 2_000 },
    { first: '7000', otherwise: '103' },
  ],
  outside: {
    '+46800000001': { does: 'ring' },
    '+46800000002': { does: 'ring' },
    '+46800000003': { does: 'fail', cause: 'destNotObtainable' },
    '+46800000004': { does: 'fail', cause: 'busy' },
    '+46800000005': { does: 'answer', afterMs: [1_000, 4_000], hangUpAfterMs: 60_000 },
    '+46800000006': { does: 'fail', cause: 'networkCongestion', afterMs: 3_000 },
  },
  seed: 7,
};

export interface CallCenter {
  simulator: Simulator;
  clock: ManualClock;
  /** All that was told of lines, in order. */
  told: { agentId: string; event: LineEvent }[];
  do<Name extends PhoneCommandName>(agentId: string, name: Name, request: Parameters<PhoneCommands[Name]>[0]): Promise<ReturnType<PhoneCommands[Name]>>;
  call(agentId: string, callId: string): Call;
  calls(agentId: string): readonly Call[];
  state(agentId: string): string | undefined;
  /** Types of the call events of a line, in order; of one call, or of all. */
  types(agentId: string, callId?: string): string[];
  /** The last call that was told, of whatever line. */
  lastTold(): Call | undefined;
  refused(code: CtiErrorCode, command: Promise<unknown>): Promise<void>;
  /** Somebody outside calls an agent, who answers. */
  talking(agentId: string, from?: string): Promise<string>;
}

export const openCallCenter = async (more: Partial<SimulatorOptions> = {}): Promise<CallCenter> => {
  const clock = createManualClock();
  const simulator = createSimulator({ ...smallCallCenter, clock, ...more });
  const told: CallCenter['told'] = [];
  simulator.on('line', (event) => void told.push(event));
  await simulator.start();
  const calls: CallCenter['calls'] = (agentId) => simulator.snapshot(agentId)?.calls ?? [];
  return {
    simulator,
    clock,
    told,
    do: (agentId, name, request) => simulator.execute(agentId, name, request),
    calls,
    call(agentId, callId) {
      const call = calls(agentId).find(({ id }) => id === callId);
      assert.ok(call, `${agentId} has no call ${callId}`);
      return call;
    },
    state: (agentId) => simulator.snapshot(agentId)?.agent.state,
    types: (agentId, callId) =>
      told.flatMap(({ agentId: id, event }) =>
        id === agentId && event.type === 'call' && event.event.type !== 'updated' && (callId === undefined || event.call.id === callId)
          ? [event.event.type]
          : [],
      ),
    lastTold: () => told.flatMap(({ event }) => (event.type === 'call' ? [event.call] : [])).at(-1),
    async refused(code, command) {
      await assert.rejects(command, (error) => {
        assert.ok(isCtiError(error), String(error));
        assert.equal(error.code, code, error.message);
        return true;
      });
    },
    async talking(agentId, from = '+46700000001') {
      const extension = simulator.snapshot(agentId)?.address ?? '';
      const callId = simulator.placeCall({ from, to: extension });
      await simulator.execute(agentId, 'answer', { callId });
      return callId;
    },
  };
};
