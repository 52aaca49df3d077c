/** An agent's line: what is true of it, and what was told. */
import type { AgentReasons, AgentStatus, WorkMode } from '../../../../protocol/agent.ts';
import type { Call } from '../../../../protocol/call.ts';
import type { CiscoAgent, CiscoConnection } from '../services/connection.ts';
import type { CallRecord } from './call-record.ts';
import { agentReasons, type CiscoReasons } from './reasons.ts';

/** What the agent is while no call and no work after one decides it. */
export interface Asked {
  state: 'ready' | 'notReady';
  reason?: string | undefined;
}

/** A call that is over for the agent, and can be wrapped up. */
export interface FinishedCall {
  record: CallRecord;
  /** The agent's own, as it was. */
  connection: CiscoConnection;
  isWrappedUp: boolean;
}

export interface Line {
  readonly agentId: string;
  readonly name: string | undefined;
  /** As the CTI Server knows the agent, who may work at any phone. */
  readonly at: CiscoAgent;
  /** Where the agent logs in when nothing else is said. */
  readonly instrument: string | undefined;
  /** False for an agent who is here as a member of somebody's team only. */
  readonly isOfLink: boolean;
  readonly reasons: AgentReasons | undefined;
  /** Where the agent is logged in. */
  device: string | undefined;
  agent: AgentStatus;
  /** As the agent asked for when logging in here: GED-188 does not tell it. */
  workMode: WorkMode | undefined;
  asked: Asked;
  /** Work that the agent has asked for, after which comes what was asked for before. */
  isWorkAsked: boolean;
  /** What was told, oldest first. */
  calls: readonly Call[];
  /** The id under which the line knows a call. */
  readonly ids: Map<CallRecord, string>;
  /** How often a call was told to be over here: one that comes back is a new one. */
  readonly left: WeakMap<CallRecord, number>;
  /** The latest calls by the server's id, as they were last told: one may be over before who made it hears of it. */
  readonly recent: Map<number, Call>;
  /** By the line's ids. */
  readonly finished: Map<string, FinishedCall>;
  /** The call that led to work after it, or will. */
  workCallId: string | undefined;
  /** While a consultation is being asked for: the call it is about. Not every peripheral says of a call that it is a consultation. */
  consulting: string | undefined;
  /** While a supervisor takes part in another way: the call keeps its id, whatever the phone system makes of it. */
  changing: { callId: string; agentId: string } | undefined;
  /** Of calls that only listen: to which call. The CTI Server tells the agent alone. */
  readonly listensTo: WeakMap<CallRecord, CallRecord>;
}

export interface LineOptions {
  id: string;
  agentId?: string | undefined;
  name?: string | undefined;
  instrument?: string | undefined;
  reasons?: CiscoReasons | undefined;
  isOfLink?: boolean | undefined;
}

export const newLine = ({ id, agentId = id, name, instrument, reasons: codes, isOfLink = true }: LineOptions): Line => {
  const reasons = agentReasons(codes);
  return {
    ...{ agentId: id, name, isOfLink, reasons, device: undefined, calls: [], workMode: undefined, asked: { state: 'notReady' }, isWorkAsked: false },
    at: { agentId },
    instrument,
    agent: { state: 'loggedOut', since: Date.now(), ...(reasons && { reasons }) },
    ...{ ids: new Map(), left: new WeakMap(), recent: new Map(), finished: new Map() },
    ...{ workCallId: undefined, consulting: undefined, changing: undefined, listensTo: new WeakMap() },
  };
};
