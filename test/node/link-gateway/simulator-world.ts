/** What the contract's rig needs of a phone system, played by the simulator: agents by the dozen, and two people outside who call and are called. */
import type { AgentReasons, AssistanceKind, Call, PlainData, VendorCommand } from '../../../src/index.ts';
import { createSimulator, type Simulator } from '../../../src/link/switches/simulator/index.ts';
import type { FarEndCall, FarEndEnding, FarEndName } from '../../../src/testing/index.ts';

export const numbers = { first: '+46812345601', second: '+46812345602', notFound: '+46812345603', refusesTransfer: '+46812345604' };
const names: Record<string, FarEndName> = { [numbers.first]: 'first', [numbers.second]: 'second' };
export const password = 'a password';

const vendorCommand = { command: { name: 'queueLength', params: { queue: 'sales' } }, answer: { waiting: 4, oldest: null } };

const mandatoryReasons: AgentReasons = {
  notReady: [{ code: 'LUNCH', label: 'Lunch' }],
  logOut: [{ code: 'HOME', label: 'Going home' }],
  wrapUp: [
    { code: 'SOLD', label: 'Sold' },
    { code: 'LATER', label: 'Call back' },
  ],
  mandatory: { notReady: true, logOut: true, wrapUp: true },
};

export interface SimulatorWorld {
  readonly simulator: Simulator;
  /** A fresh agent, logged in as by a desk phone. */
  newAgent(how?: { mandatoryReasons?: boolean }): string;
  readonly vendorCommand: { command: VendorCommand; answer: PlainData };
  call(agentId: string, from: FarEndName, type?: string): FarEndCall;
  received(by: FarEndName): Promise<FarEndCall>;
  farEndsTalk(): Promise<void>;
  /** The agent of this one's team is called by the first far end, and answers. @returns the call's id */
  memberTalks(agentId: string): string;
  memberCalls(agentId: string): readonly Call[];
  memberAsks(agentId: string, kind: AssistanceKind): void;
  supervisorComes(agentId: string, callId: string): void;
  /** Hangs everything up, and forgets what was not asked for. */
  tidy(): void;
}

/** Half of them are the teams of the other half, and the supervisors: agent 0 and agent 200 supervise each other. */
const AGENTS = 400;
const partnerOf = (index: number) => (index + AGENTS / 2) % AGENTS;
const STRICT = 30;
const extensionOf = (index: number) => String(1_000 + index);

export const createSimulatorWorld = (): SimulatorWorld => {
  const agents = Array.from({ length: AGENTS }, (_, index) => ({
    id: `agent-${index}`,
    extension: extensionOf(index),
    password,
    loggedIn: true,
    supervises: [`agent-${partnerOf(index)}`],
  }));
  const strict = Array.from({ length: STRICT }, (_, index) => ({
    id: `strict-${index}`,
    extension: extensionOf(AGENTS + index),
    password,
    reasons: mandatoryReasons,
    loggedIn: true,
    supervises: [`agent-${index}`],
  }));
  const chief = { id: 'chief', extension: extensionOf(AGENTS + STRICT), loggedIn: true, supervises: strict.map(({ id }) => id) };
  const simulator = createSimulator({
    agents: [...agents, ...strict, chief],
    afterLogIn: 'ready',
    vendorAnswers: { [vendorCommand.command.name]: vendorCommand.answer },
    outside: {
      [numbers.first]: { does: 'ring' },
      [numbers.second]: { does: 'ring' },
      [numbers.notFound]: { does: 'fail', cause: 'destNotObtainable' },
      [numbers.refusesTransfer]: { does: 'fail', cause: 'busy' },
    },
  });
  let [agentsUsed, strictUsed] = [0, 0];

  /** The calls of each of the two, as they see them, and how those that are over have ended. */
  const calls: Record<FarEndName, Map<string, Call>> = { first: new Map(), second: new Map() };
  const tones = new Map<string, string>();
  let arrived: Record<FarEndName, string[]> = { first: [], second: [] };
  const looks = new Set<() => void>();
  const until = <Found>(find: () => Found | undefined | false): Promise<Found> =>
    new Promise((resolve) => {
      const attempt = () => {
        const found = find();
        if (found === undefined || found === false) return;
        looks.delete(attempt);
        resolve(found);
      };
      looks.add(attempt);
      attempt();
    });

  simulator.onOutside((told) => {
    const by = names[told.number];
    if (!by) return;
    if (told.type === 'digits') tones.set(told.callId, (tones.get(told.callId) ?? '') + told.digits);
    else if (told.type === 'call') {
      if (told.event.type === 'delivered' && told.call.state === 'alerting') arrived[by].push(told.call.id);
      calls[by].set(told.call.id, told.call);
    }
    for (const look of [...looks]) look();
  });

  const party = (by: FarEndName) => simulator.snapshotAll().calls.flatMap(({ parties }) => parties.filter(({ number }) => number === numbers[by]))[0];

  const isOver = ({ state }: Call) => state === 'null';
  const endingOf = ({ cause, establishedAt, direction }: Call): FarEndEnding => {
    if (establishedAt !== undefined) return 'hungUp';
    if (cause === 'busy') return 'busy';
    if (cause === 'doNotDisturb' || cause === 'blocked') return 'declined';
    return direction !== 'outbound' && cause === 'callCancelled' ? 'cancelled' : 'other';
  };

  /** A far end talks in one call at a time; transfers and conferences give it another id. */
  const farEnd = (by: FarEndName, begun: string): FarEndCall => {
    const number = numbers[by];
    const present = () => [...calls[by].values()].find((call) => !isOver(call))?.id ?? begun;
    const mine = () => calls[by].get(present());
    const elsewhere = (call: Call) => call.cause === 'conference' || call.cause === 'transfer' || call.cause === 'singleStepTransfer';
    return {
      answer: async () => simulator.answerOutside(present(), number),
      reject: async (as) => simulator.refuseOutside(present(), as, number),
      hangUp: async () => simulator.hangUpCaller(present(), number),
      hold: async () => simulator.holdOutside(present(), number),
      retrieve: async () => simulator.retrieveOutside(present(), number),
      ended: () =>
        until(() => {
          if ([...calls[by].values()].some((call) => !isOver(call))) return undefined;
          const last = [...calls[by].values()].filter((call) => isOver(call) && !elsewhere(call)).at(-1);
          return last && endingOf(last);
        }),
      heldByPhone: (held) => until(() => (mine()?.remoteState === 'held') === held).then(() => undefined),
      write: async (text) => simulator.writeOutside(present(), text, number),
      read: () => until(() => party(by)?.read.at(-1)),
      shown: () => until(() => party(by)?.urls[0]),
      digits: (count) => until(() => (tones.get(present())?.length ?? 0) >= count && tones.get(present())).then((heard) => heard.slice(0, count)),
    };
  };

  const partner = (agentId: string) => `agent-${partnerOf(Number(agentId.split('-')[1]))}`;

  return {
    simulator,
    newAgent: ({ mandatoryReasons: isStrict = false } = {}) => (isStrict ? `strict-${strictUsed++}` : `agent-${agentsUsed++}`),
    vendorCommand,
    call(agentId, from, type) {
      const index = Number(agentId.split('-')[1]);
      return farEnd(from, simulator.placeCall({ from: numbers[from], type, to: extensionOf(agentId.startsWith('strict') ? AGENTS + index : index) }));
    },
    memberTalks(agentId) {
      const callId = simulator.placeCall({ from: numbers.first, to: simulator.snapshot(partner(agentId))?.address ?? '' });
      simulator.atPhone(partner(agentId), 'answer', { callId });
      return callId;
    },
    memberCalls: (agentId) => simulator.snapshot(partner(agentId))?.calls ?? [],
    memberAsks: (agentId, kind) => void simulator.atPhone(partner(agentId), 'requestAssistance', { kind }),
    supervisorComes: (agentId, callId) => void simulator.atPhone(partner(agentId), 'superviseCall', { agentId, callId, how: 'whisper' }),
    received: async (by) => farEnd(by, await until(() => arrived[by].shift())),
    farEndsTalk: () =>
      until(() => {
        const talk = (numbersIn: readonly string[]) => numbersIn.includes(numbers.first) && numbersIn.includes(numbers.second);
        return simulator.snapshotAll().calls.some(({ parties }) => talk(parties.filter(({ state }) => state === 'connected').map(({ number }) => number)));
      }).then(() => undefined),
    tidy() {
      for (const { id } of simulator.snapshotAll().calls) simulator.dropCall(id, 'normalClearing');
      for (const by of ['first', 'second'] as const) calls[by].clear();
      arrived = { first: [], second: [] };
      tones.clear();
      looks.clear();
    },
  };
};
