/** A site with agents who are logged in, the switch over it, and a witness of every line. */
import type { TestContext } from 'node:test';
import type { Switch } from '../../../src/link/switch.ts';
import { type CiscoSimulator, type CiscoSimulatorOptions, startCiscoSimulator } from '../../../src/link/switches/cisco/simulator/index.ts';
import { type CiscoSwitchOptions, createCiscoSwitch } from '../../../src/link/switches/cisco/switch/index.ts';
import type { Call } from '../../../src/protocol/call.ts';
import { type LineWitness, watchLines } from '../link/line-witness.ts';

export const CUSTOMER = '+15550100200';
export const agents = ['1001', '1002', '1003'] as const;
export const phoneOf = (agentId: string): string => `${Number(agentId) + 1_000}`;

export interface SwitchSite {
  simulator: CiscoSimulator;
  subject: Switch;
  witness: LineWitness;
  calls(agentId: string): readonly Call[];
  /** Looks now, and after each event and status. */
  until<Found>(look: () => Found | undefined | false): Promise<Found>;
}

export const startSite = async (
  test: TestContext,
  options: Partial<CiscoSimulatorOptions> = {},
  link: Partial<CiscoSwitchOptions> = {},
): Promise<SwitchSite> => {
  const simulator = await startCiscoSimulator({
    agents: agents.map((id) => ({ id, loggedInAt: phoneOf(id), ready: true, skillGroups: [1] })),
    skillGroups: [{ number: 1, dialedNumber: '800' }],
    otherwiseOutside: { does: 'answer', afterMs: 1 },
    seed: 1,
    ...options,
  });
  const { a, b } = simulator.ports;
  const subject = createCiscoSwitch({
    sides: [a, ...(b === undefined ? [] : [b])].map((port) => ({ host: '127.0.0.1', port })),
    clientId: 'ringframe',
    peripheralId: 5_000,
    agents: agents.map((id) => ({ id })),
    reconnect: ({ attempt, sides }) => ({ side: (attempt - 1) % sides, waitMs: 1 }),
    ...link,
  });
  test.after(async () => {
    await subject.stop();
    await simulator.stop();
  });
  await subject.start();
  const witness = watchLines(subject, agents);
  const until: SwitchSite['until'] = (look) =>
    new Promise((resolve) => {
      const offs: (() => void)[] = [];
      const attempt = () => {
        const found = look();
        if (found === undefined || found === false) return;
        for (const off of offs) off();
        resolve(found);
      };
      offs.push(subject.on('line', attempt), subject.on('status', attempt));
      attempt();
    });
  return { simulator, subject, witness, until, calls: (agentId) => subject.snapshot(agentId)?.calls ?? [] };
};
