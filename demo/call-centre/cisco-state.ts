/** What there is in a simulated CTI Server, in the words of the link's API. */
import {
  AgentState,
  agentStateOf,
  type CiscoSimulator,
  connectionStateOf,
  LocalConnectionState,
  type SimulatedCiscoCall,
} from '../../src/link/switches/cisco/index.ts';
import type { AgentStatus } from '../../src/protocol/agent.ts';
import type { Call } from '../../src/protocol/call.ts';

/** Who and what has which number at the site. */
export interface CiscoSiteNumbers {
  /** `id` at the link, `agentId` at the CTI Server. */
  agents: readonly { id: string; name: string; agentId: string; extension: string }[];
  /** `number` of the skill group, `dialled` what is dialled to reach it. */
  queues: readonly { number: number; dialled: string; name: string }[];
}

/** What a customer said or typed; the rest is the protocol's own. */
const isCallData = (name: string): boolean => name.startsWith('callVariable') || name === 'callWrapupData';

const stateIn = (word: string): Call['state'] => connectionStateOf(LocalConnectionState[word as keyof typeof LocalConnectionState]).value;
const dataOf = ({ variables, named }: SimulatedCiscoCall): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(variables).filter(([name, value]) => isCallData(name) && value !== '')),
  ...named,
});

export const createCiscoState = (simulator: CiscoSimulator, { agents, queues }: CiscoSiteNumbers) => {
  /** The simulator does not tell since when: since it was seen first. */
  let firstSeen = new Map<number, number>();

  /** The call as the phone with this number has it. */
  const callAt = (extension: string, call: SimulatedCiscoCall): Call[] => {
    const own = call.parties.find(({ number, isDevice }) => isDevice && number === extension);
    if (!own) return [];
    const [caller] = call.parties;
    const far = call.parties.find((party) => party !== own);
    return [
      {
        id: String(call.callId),
        direction: caller === own ? 'outbound' : caller?.isDevice ? 'internal' : 'inbound',
        state: stateIn(own.state),
        remoteState: far ? stateIn(far.state) : 'null',
        remote: { number: far?.number ?? call.dialed },
        called: { number: call.dialed },
        createdAt: firstSeen.get(call.callId) ?? Date.now(),
        muted: false,
        signalling: 'up',
        // What the phone on the desk can do is not told by it.
        actions: [],
        data: dataOf(call),
      },
    ];
  };

  return () => {
    const state = simulator.state();
    firstSeen = new Map(state.calls.map(({ callId }) => [callId, firstSeen.get(callId) ?? Date.now()]));
    return {
      agents: agents.map(({ id, name, agentId, extension }) => {
        const found = state.agents.find((agent) => agent.agentId === agentId);
        const status: AgentStatus = {
          state: agentStateOf(AgentState[found?.state as keyof typeof AgentState] ?? AgentState.AGENT_STATE_LOGOUT).value,
          since: found?.since ?? 0,
          ...(found?.reasonCode && { reason: String(found.reasonCode) }),
        };
        const address = found?.extension ?? '';
        return {
          agentId: id,
          name,
          queues: queues.map(({ dialled }) => dialled),
          address,
          agent: status,
          calls: state.calls.flatMap((call) => callAt(extension, call)),
        };
      }),
      queues: queues.map(({ number, dialled, name }) => {
        const { available = 0, waiting = 0 } = state.skillGroups.find((group) => group.number === number) ?? {};
        return { number: dialled, name, ready: available, waiting };
      }),
      calls: state.calls.map((call) => ({
        id: String(call.callId),
        ids: [String(call.callId)],
        called: call.dialed,
        data: dataOf(call),
        waits: call.waits,
        parties: call.parties.map(({ number, isDevice, state: word, heard }) => {
          const agent = isDevice ? agents.find(({ extension }) => extension === number) : undefined;
          return { number, state: stateIn(word), heard, ...(agent && { agentId: agent.id, name: agent.name }) };
        }),
      })),
    };
  };
};
