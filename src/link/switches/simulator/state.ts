/** All there is in the phone system at one moment, for whoever drives it: a page, a test. */
import type { Call, Party } from '../../../protocol/call.ts';
import type { SupervisionMode } from '../../../protocol/supervision.ts';
import type { Agent, LineSnapshot, Queue, SimulatedCall } from './model.ts';
import { isHeardBy } from './sound.ts';

export interface SimulatorState {
  agents: (LineSnapshot & { agentId: string; name?: string | undefined; queues: string[] })[];
  queues: { number: string; name?: string | undefined; ready: number; waiting: number }[];
  calls: SimulatedCallState[];
}

export interface SimulatedPartyState extends Party {
  /** Where the party is an agent. */
  agentId?: string | undefined;
  state: Call['state'];
  /** Numbers of those in the call whom it hears. */
  hears: string[];
  /** Where it is a supervisor who takes part in an agent's call: how. */
  supervises?: SupervisionMode | undefined;
  /** Tones that have reached it, what others have written to it, and the pages it was shown. */
  heard: string;
  read: string[];
  urls: string[];
}

export interface SimulatedCallState {
  id: string;
  /** All ids under which lines may know it: calls that were joined keep theirs. */
  ids: string[];
  /** `Call.type`. */
  type?: string | undefined;
  /** As dialled. */
  called: string;
  data: Record<string, string>;
  /** It waits for somebody to answer, or for a route. */
  waits: boolean;
  /** Everybody who is in it or is called. */
  parties: SimulatedPartyState[];
}

const callState = ({ id, ids, type, called, attached, waiting, legs }: SimulatedCall): SimulatedCallState => ({
  id,
  ids: [...ids],
  ...(type !== undefined && { type }),
  called: called.number,
  data: { ...attached.values },
  waits: waiting !== undefined,
  parties: legs.map((leg) => ({
    ...leg.party,
    ...(leg.agent && { agentId: leg.agent.options.id }),
    state: leg.view.state,
    hears: legs.filter((other) => isHeardBy(other, leg)).map(({ party }) => party.number),
    ...(leg.view.supervision && { supervises: leg.view.supervision.how }),
    heard: leg.heard,
    read: [...leg.read],
    urls: [...leg.urls],
  })),
});

export const stateOfAll = (
  agents: Iterable<Agent>,
  queues: Iterable<Queue>,
  calls: Iterable<SimulatedCall>,
  lineOf: (agent: Agent) => LineSnapshot,
): SimulatorState => ({
  agents: [...agents].map((agent) => {
    const { id, name, queues: numbers = [] } = agent.options;
    return { agentId: id, ...(name !== undefined && { name }), queues: [...numbers], ...lineOf(agent) };
  }),
  queues: [...queues].map(({ options: { number, name }, idle, returned, waiting }) => ({
    number,
    ...(name !== undefined && { name }),
    ready: idle.size,
    waiting: returned.size + waiting.size,
  })),
  calls: [...calls].map(callState),
});
