/** What there is in the phone system: agents, queues, calls, and a leg for each party of a call. */
import type { AgentStatus, SettableAgentState, WorkMode } from '../../../protocol/agent.ts';
import type { Call, Party } from '../../../protocol/call.ts';
import { isListening } from '../../../protocol/is-listening.ts';
import type { Switch, SwitchEvents } from '../../switch.ts';
import type { AgentOptions, QueueOptions } from './options.ts';

export type LineEvent = SwitchEvents['line']['event'];
export type LineSnapshot = NonNullable<ReturnType<Switch['snapshot']>>;
export type CallEvent = Extract<LineEvent, { type: 'call' }>['event'];

type WithoutAbout<Event> = Event extends unknown ? Omit<Event, 'callId' | 'at'> : never;
/** An event before it is said of which call, and when. */
export type Happening = WithoutAbout<CallEvent>;

export interface Work {
  callId: string;
  wrappedUp: boolean;
}

export interface Agent {
  readonly options: AgentOptions;
  readonly queues: readonly Queue[];
  /** Where the agent has logged in. */
  extension: string | undefined;
  workMode: WorkMode | undefined;
  /** As it was last told. */
  status: AgentStatus;
  /** What the agent is while no call decides it, and will be again after one. */
  idle: { state: SettableAgentState; reason?: string | undefined };
  /** Ready or not ready, as last asked for: what follows the work after a call. */
  asked: { state: 'ready' | 'notReady'; reason?: string | undefined };
  /** The answered call whose work is to be done, or is being done. */
  work: Work | undefined;
  /** Oldest first, by the id under which the agent knows the call. */
  readonly legs: Map<string, Leg>;
  /** Ids of calls that are over, the latest last. */
  readonly finished: Set<string>;
}

export interface Queue {
  readonly options: QueueOptions;
  /** Agents who are ready, the longest first. */
  readonly idle: Set<Agent>;
  /** Calls that an agent did not take: they come before those that wait. */
  readonly returned: Set<Place>;
  readonly waiting: Set<Place>;
}

/** A call's place in a queue, kept while it rings at an agent. */
export interface Place {
  readonly call: SimulatedCall;
  readonly queue: Queue;
  /** When it came to the queue. */
  readonly since: number;
}

/** Call data, shared by a call and the consultations about it, so that whoever is asked sees what it is about. */
export interface Attached {
  values: Readonly<Record<string, string>>;
  readonly calls: Set<SimulatedCall>;
}

/** One party's part in a call: an agent's, or that of somebody outside, whose view only the driver of the simulator sees. */
export interface Leg {
  call: SimulatedCall;
  readonly party: Party;
  readonly agent: Agent | undefined;
  /** The call as this party sees it. */
  view: Call;
  /** Tones that have reached this party. */
  heard: string;
  /** What others have written to it, and the pages it was shown; the latest last. */
  readonly read: string[];
  readonly urls: string[];
}

/** What a call waits for that nobody has answered: a queue, a phone that rings, a route. */
export interface Waiting {
  /** The phone that rings. */
  leg?: Leg | undefined;
  /** Takes back timers and places in queues. */
  stop(): void;
  /** The phone that rings has refused. */
  refused?(cause: 'busy' | 'doNotDisturb'): void;
}

export interface SimulatedCall {
  /** Under which lines that are new to it know it. */
  id: string;
  /** All ids it has had: those of calls that were joined with it, and those before a line had to be rung again. */
  readonly ids: string[];
  /** `Call.type`. */
  readonly type: string | undefined;
  /** As dialled, which is the DNIS. */
  readonly called: Party;
  readonly attached: Attached;
  readonly legs: Leg[];
  waiting: Waiting | undefined;
  /** Destinations tried since somebody last answered. */
  hops: number;
  /** Agents who have left it. Their lines have told `cleared` for its id. */
  readonly left: Set<Agent>;
}

export const inConversation = ({ view: { state } }: Leg): boolean => state === 'connected' || state === 'held';

/** Everybody who talks, or is on hold: the parties of the call. */
export const talkers = (call: SimulatedCall): Leg[] => call.legs.filter((leg) => inConversation(leg) && !isListening(leg.view));

/** Supervisors who hear the call, and are none of its parties. */
export const listeners = (call: SimulatedCall): Leg[] => call.legs.filter((leg) => inConversation(leg) && isListening(leg.view));

/** Of the agent whose call a supervisor takes part in, as long as that agent is a party of it. */
export const supervisedLeg = ({ call, view: { supervision } }: Leg): Leg | undefined =>
  supervision && talkers(call).find(({ agent }) => agent?.options.id === supervision.agentId);

/** The agent whom a supervisor supervises comes first. */
export const othersOf = (leg: Leg): Leg[] => {
  const others = talkers(leg.call).filter((other) => other !== leg);
  const first = supervisedLeg(leg);
  return first ? [first, ...others.filter((other) => other !== first)] : others;
};

/** Who has dialled, while nobody has answered. */
export const originatorOf = (call: SimulatedCall): Leg | undefined => call.legs.find(({ view }) => view.state === 'initiated');

export const partyOf = ({ options, extension }: Agent): Party => ({
  number: extension ?? options.extension,
  ...(options.name !== undefined && { name: options.name }),
});
