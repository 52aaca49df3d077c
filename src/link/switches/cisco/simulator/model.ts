/** What there is behind a CTI Server: agents at devices, skill groups, teams, and calls with a connection for each party. */
import type { CallData } from './call-data.ts';
import type { Feed } from './feeds.ts';
import type { CiscoAgentOptions, CiscoSkillGroupOptions } from './options.ts';
import type { Tally } from './tally.ts';

export interface Device {
  /** The extension, which is the instrument of the protocol. */
  readonly id: string;
  agent: Agent | undefined;
  readonly connections: Set<Connection>;
  readonly feeds: Set<Feed>;
  inService: boolean;
}

export interface Agent {
  readonly options: CiscoAgentOptions;
  readonly icmAgentId: number;
  readonly groups: readonly SkillGroup[];
  readonly teams: Set<Team>;
  device: Device | undefined;
  workMode: number;
  /** AVAILABLE or NOT_READY: what the agent is while no call and no work decides it. */
  wants: number;
  reason: number;
  /** Work after a call that is being done, or will be when the call is over. */
  working: 'no' | 'afterCall' | 'now';
  /** The call that the work is about. */
  workCall: Call | undefined;
  stopWork: (() => void) | undefined;
  /** A call is on its way to the agent. */
  reservedFor: Call | undefined;
  /** As it was last told. */
  told: { state: number; reason: number; since: number; next: number | undefined };
  /** Sessions and monitors that follow the agent wherever the agent is. */
  readonly feeds: Set<Feed>;
  readonly tally: Tally;
  /** Up to when the time in states has been counted. */
  countedUntil: number;
}

export interface SkillGroup {
  readonly options: CiscoSkillGroupOptions;
  readonly number: number;
  readonly id: number;
  readonly agents: Set<Agent>;
  /** Ready, the longest first. */
  readonly available: Set<Agent>;
  /** Calls that an agent did not take, before those that wait. */
  readonly returned: Set<Place>;
  readonly waiting: Set<Place>;
  readonly tally: Tally;
}

export interface Place {
  /** Another when the call was joined to it while it waited. */
  call: Call;
  readonly group: SkillGroup;
  readonly since: number;
}

export interface Team {
  readonly id: number;
  readonly name: string;
  readonly supervisors: readonly Agent[];
  readonly members: Set<Agent>;
  readonly feeds: Set<Feed>;
}

/** One end of a call: a device of the site, or somebody outside. */
export interface Party {
  readonly number: string;
  /** DeviceIdType. */
  readonly type: number;
  readonly device: Device | undefined;
}

export interface ConnectionId {
  /** ConnectionDeviceIdType. */
  readonly type: number;
  readonly device: string;
}

export interface Connection {
  call: Call;
  readonly id: ConnectionId;
  readonly party: Party;
  /** LocalConnectionState. */
  state: number;
  readonly line: { handle: number; type: number };
  /** Milliseconds since 1970. */
  establishedAt: number | undefined;
  heldAt: number | undefined;
  /** Milliseconds on hold that are over. */
  heldFor: number;
  /** Its phone sends and receives media. */
  hasMedia: boolean;
  /** Tones that have reached this party. */
  heard: string;
  /** Calls of supervisors who listen. */
  readonly listeners: Set<Call>;
  recording: boolean;
}

/** What a call waits for: a queue, a phone that rings. */
export interface Waiting {
  readonly ringing: Connection | undefined;
  /** The place in a queue, kept while it rings at an agent. */
  readonly place?: Place;
  /** Takes back timers and places. */
  stop(): void;
  /** The phone that rings will not be answered: the call goes elsewhere. Without it, the call is over. */
  refused?(): void;
}

export interface Call {
  readonly id: number;
  /** CallType. */
  type: number;
  readonly data: CallData;
  /** Of the party that began the call. The whole call goes by it where no device looks at it. */
  readonly identity: ConnectionId;
  readonly calling: Party;
  /** As dialled. */
  readonly dialed: string;
  called: Party;
  lastRedirect: Party | undefined;
  group: SkillGroup | undefined;
  readonly connections: Connection[];
  waiting: Waiting | undefined;
  /** The call that a consultation is about. */
  readonly about: Call | undefined;
  /** The call that a supervisor listens to. */
  readonly monitors: Connection | undefined;
  readonly feeds: Set<Feed>;
  readonly since: number;
  hops: number;
}
