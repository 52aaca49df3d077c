/** An agent's desktop over a real link: simulator, gateway, `linkPhone`, desktop manager, and a small CRM. */
import { after } from 'node:test';
import { WebSocket } from 'ws';
import type { Call, RecordMatch } from '../../../src/index.ts';
import { startLink } from '../../../src/link/start-link.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../../src/link/switches/simulator/index.ts';
import { type LinkPhone, linkPhone } from '../../../src/phone/link/index.ts';
import { attachPhone, type Desktop, type DesktopCall, type DesktopEvents, type DesktopOptions } from '../../../src/softphone/index.ts';
import { agentOptions } from '../link/call-center.ts';
import { type Cuttable, createCuttable } from '../link-gateway/cuttable.ts';
import { signToken, tokenConfig } from '../link-gateway/tokens.ts';
import { until } from '../link-gateway/until.ts';
import { createSmallCrm, type SmallCrm } from './small-crm.ts';

export const customer = '+46812345678';
export const contact: RecordMatch = { recordId: 'contact/1', objectType: 'Contact', recordName: 'Contact 1' };

export interface Desk extends SmallCrm {
  simulator: Simulator;
  network: Cuttable;
  phone: LinkPhone;
  desktop: Desktop;
  /** What the desktop manager told, in order. */
  events<Name extends keyof DesktopEvents>(name: Name): DesktopEvents[Name][];
  /** The customer calls the agent; resolves when it rings. */
  ring(placed?: Partial<Parameters<Simulator['placeCall']>[0]>): Promise<string>;
  call(callId: string): DesktopCall | undefined;
  becomes(callId: string, state: Call['state']): Promise<DesktopCall>;
  is(state: Desktop['agent']['state']): Promise<void>;
  /** Everything that was under way has arrived: the phone system answered after it. */
  settled(): Promise<void>;
}

export const openDesk = async (
  options: DesktopOptions = {},
  { matches = [contact], ...simulated }: Partial<SimulatorOptions> & { matches?: readonly RecordMatch[] } = {},
): Promise<Desk> => {
  const simulator = createSimulator({ agents: [agentOptions('one', '101'), agentOptions('two', '102')], queues: [{ number: '800' }], ...simulated });
  const link = await startLink({
    switch: simulator,
    gateway: { origins: [], tokens: tokenConfig, heartbeatMs: 500 },
    http: { port: 0 },
    log: { level: 'silent' },
  });
  const network = await createCuttable(link.port);
  const small = createSmallCrm(matches);
  const phone = linkPhone({ url: `ws://127.0.0.1:${network.port}/softphone`, token: () => signToken('one'), reconnect: () => 20, WebSocket });
  const desktop = attachPhone(phone, small.crm, options);
  const heard: { name: string; event: unknown }[] = [];
  const names = ['call', 'context', 'agent', 'status', 'pop', 'message', 'vendorEvent', 'wrapUp', 'log', 'problem'] as const;
  for (const name of names) desktop.on(name, (event) => heard.push({ name, event }));
  after(async () => {
    await desktop.dispose();
    await network.close();
    await link.stop();
  });
  await until('the phone to be ready', () => desktop.status.state === 'ready');

  const call = (callId: string) => desktop.calls.find(({ id }) => id === callId);
  return {
    ...small,
    simulator,
    network,
    phone,
    desktop,
    events: <Name extends keyof DesktopEvents>(name: Name) => heard.filter((one) => one.name === name).map(({ event }) => event as DesktopEvents[Name]),
    async ring(placed = {}) {
      const callId = simulator.placeCall({ from: customer, to: '101', ...placed });
      await until('the phone to ring', () => call(callId));
      return callId;
    },
    call,
    becomes: (callId, state) =>
      until(`the call to be ${state}`, () => {
        const found = call(callId);
        return found?.state === state && found;
      }),
    is: async (state) => void (await until(`the agent to be ${state}`, () => desktop.agent.state === state)),
    async settled() {
      await phone.vendorCommand({ name: 'are you there?' });
      // What the answer has set off here takes turns of its own.
      await new Promise(setImmediate);
    },
  };
};
