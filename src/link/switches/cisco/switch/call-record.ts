/** A call of the site: who is in it, in what state, with which data. */
import type { CallCause, ConnectionState } from '../../../../protocol/call.ts';
import type { SupervisionMode } from '../../../../protocol/supervision.ts';
import type { CiscoConnection } from '../services/connection.ts';
import type { CallKind } from '../tables/call-type.ts';

/** One party's connection to a call. */
export interface Part {
  connection: CiscoConnection;
  /** As it is dialled and shown; the device id of a connection may be anything. */
  number: string;
  state: ConnectionState;
  isCaller: boolean;
}

export interface CallRecord {
  readonly callId: number;
  readonly peripheralId: number | null | undefined;
  /** Ours: unlike the server's, it is never used again. */
  readonly id: string;
  /** Milliseconds since 1970, by our clock. */
  readonly createdAt: number;
  readonly parts: Map<string, Part>;
  kind: CallKind;
  calling: string;
  called: string;
  /** Call data under the site's names; an element of an array that is empty is the end of what is spread over it. */
  variables: Record<string, string>;
  /** The same under the link's. */
  data: Record<string, string>;
  isQueued: boolean;
  /** Somebody has answered: from then on whoever called is in a conversation. */
  establishedAt: number | undefined;
  /** Of the latest event. */
  cause: CallCause | undefined;
  failure: CallCause | undefined;
  /** Not heard of since the session, or the phone system behind it, was lost. */
  isStale: boolean;
  /** It has become a part of this one. */
  joined: CallRecord | undefined;
  /** Devices whose part was handed on to somebody else. */
  readonly handedOn: Set<string>;
  /** The device that has made a conference of it. */
  conferencedBy: string | undefined;
  /** By devices of supervisors who take part in it: whose call it is. */
  readonly supervised: Map<string, { device: string; how: SupervisionMode }>;
}

/** Calls that nobody knows yet are somebody's who calls in. */
export const unknownKind: CallKind = { direction: 'inbound', purpose: 'call' };

export const newRecord = (made: Pick<CallRecord, 'callId' | 'peripheralId' | 'id' | 'createdAt'>): CallRecord => ({
  ...{ ...made, parts: new Map(), kind: unknownKind, calling: '', called: '', variables: {}, data: {}, isQueued: false, establishedAt: undefined },
  ...{ cause: undefined, failure: undefined, isStale: false, joined: undefined, handedOn: new Set(), conferencedBy: undefined, supervised: new Map() },
});

export const inConversation = ({ state }: { state: ConnectionState }): boolean => state === 'connected' || state === 'held';
