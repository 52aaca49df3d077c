/**
 * What crosses between a softphone and the CTI link's gateway. Every message is JSON; over a WebSocket one message a text frame,
 * over long polling lists of them (`Poll…`, below). The two mean the same.
 *
 * ```
 *  softphone                                       gateway
 *     │ hello { token, resume? }                      │  the only message before `welcome`; within 5 s
 *     │ ────────────────────────────────────────────► │  token checked, other session of the agent ended
 *     │            welcome { session, seq, snapshot } │
 *     │ ◄──────────────────────────────────────────── │
 *     │              events { seq + 1, [ … ] } …      │  in order, none left out, none twice
 *     │ ◄──────────────────────────────────────────── │
 *     │ command { id, name, request }                 │
 *     │ ────────────────────────────────────────────► │
 *     │    events …, then answer { id, result|error } │  the events a command led to come before its answer
 *     │ ◄──────────────────────────────────────────── │
 *     │                                          ping │  every heartbeat
 *     │ ◄──────────────────────────────────────────── │
 *     │ ack { seq }                                   │  answers a ping; also every 16 `events`
 *     │ ────────────────────────────────────────────► │
 * ```
 *
 * - **Numbers.** The gateway numbers what it tells a line. A softphone MUST take `events` one number after the other. Those that were
 *   taken before are dropped; a gap means that the connection is broken, and it is made anew. What happens at once has one number: a call
 *   that is answered, and the actions of another that change by it.
 * - **Resume.** A softphone whose connection broke says in `hello` which session it was and the last number it has. If the gateway
 *   still has everything after it, `welcome` says `resumed`, and what was missed follows, up to `welcome.seq`: only then is the softphone up to
 *   date. Otherwise `welcome` carries a snapshot, and the session is a new one.
 * - **Commands and resume.** A command goes on while its connection is broken. `resume.commands` lists those without an answer, and each
 *   gets one: its own, or `NOT_CONNECTED` when it had never arrived. After a `welcome` that did not resume none of them is answered.
 * - **One session.** An agent has one session. A `hello` without `resume` ends any other; one with `resume` never ends another that is
 *   connected, so that two pages which both come back do not take the line from each other for ever.
 * - **Slow.** For a softphone that does not read, no more than a bounded queue is kept. When it reads again it gets `slow`, with a snapshot
 *   in the place of all that was skipped.
 * - **Unknown.** Types a softphone does not know are from a newer gateway, and are ignored. A gateway ends a session that sends such.
 */
import * as z from 'zod/mini';
import { type AgentStatus, agentStatusSchema } from '../../protocol/agent.ts';
import { type Call, callSchema } from '../../protocol/call.ts';
import { type ChatMessage, chatMessageSchema } from '../../protocol/chat.ts';
import { MAX_ASSISTANCE, MAX_CALLS, MAX_ERROR_MESSAGE_LENGTH, MAX_TEAM_MEMBERS, MAX_TEXT_LENGTH } from '../../protocol/limits.ts';
import { commandParams, type PhoneCommandName } from '../../protocol/phone-commands.ts';
import { amount, flag, id, list, oneOf, oneOfOr, schemaOf, text, variants, whole } from '../../protocol/schema.ts';
import { type Assistance, assistanceSchema, type TeamChange, type TeamMember, teamChangeSchema, teamMemberSchema } from '../../protocol/team.ts';
import { type VendorEvent, vendorEventSchema } from '../../protocol/vendor.ts';
import type { CallEvent } from '../call-event.ts';
import { callEventSchema } from './call-event-schema.ts';
import { MAX_COMMANDS, MAX_EVENTS_AT_ONCE, MAX_POLL_REQUEST_MESSAGES, MAX_POLL_RESPONSE_MESSAGES, MAX_TOKEN_LENGTH } from './limits.ts';
import { type WireError, wireErrorSchema } from './wire-error.ts';

export { HEARTBEATS_MISSED, MAX_CLIENT_MESSAGE_LENGTH, MAX_COMMANDS, MAX_EVENTS_AT_ONCE, MAX_TOKEN_LENGTH } from './limits.ts';
export { toWireError, type WireError } from './wire-error.ts';

/** Majors of this wire that this build speaks, newest first. The highest that both sides speak is used; minors only add. */
export const LINK_PROTOCOL_VERSIONS: readonly number[] = [1];

/** All that is true of an agent's line at one moment. */
export interface LineSnapshot {
  /** The agent's own address or extension; empty while logged out. */
  address: string;
  agent: AgentStatus;
  /** Oldest first. */
  calls: Call[];
  /** Left out for who supervises nobody. */
  team?: TeamMember[] | undefined;
  /** Requests for help that are not over, oldest first. Left out where there are none. */
  assistance?: Assistance[] | undefined;
}

export type LineEvent =
  /** Something happened to a call; `call` is the call after it. */
  | { type: 'call'; event: CallEvent; call: Call }
  | { type: 'agent'; agent: AgentStatus }
  /** Something was written in a chat. */
  | { type: 'message'; message: ChatMessage }
  /** Of an agent whom this line's agent supervises. */
  | { type: 'team'; change: TeamChange }
  | { type: 'assistance'; assistance: Assistance }
  /** Of this phone system alone, as it came. */
  | { type: 'vendorEvent'; vendorEvent: VendorEvent }
  /** What was known of the line is out of date; this is what holds. */
  | { type: 'snapshot'; snapshot: LineSnapshot };

/** How the link stands with its phone system. */
export interface PhoneSystemStatus {
  state: 'stopped' | 'connecting' | 'up' | 'lost';
  /** While `connecting`. */
  attempt?: number | undefined;
  /** While `up`: a part of the phone system does not answer; the text says which. */
  partial?: string | undefined;
  /** While `lost`. */
  reason?: string | undefined;
}

/** A session whose connection broke, and what is missing from it. */
export interface Resume {
  session: string;
  /** The last number taken. */
  seq: number;
  /** Commands that were not answered. */
  commands: number[];
}

export type ClientMessage =
  | {
      type: 'hello';
      /** Majors the softphone speaks. */
      protocol: number[];
      /** A JWT for the link's audience, with the agent in it. */
      token: string;
      /** Whom the page takes the token to be for. Refused as `unauthorized` when it is for somebody else. */
      agentId?: string | undefined;
      resume?: Resume | undefined;
    }
  /** Everything up to this number was taken. */
  | { type: 'ack'; seq: number }
  | {
      type: 'command';
      /** Chosen by the softphone, never used twice in a session. */
      id: number;
      name: string;
      /** As in `PhoneCommands`. */
      request: unknown;
      /** How long the softphone waits. The gateway gives up then, or earlier by its own deadline. */
      timeoutMs: number;
    }
  /** Nobody waits for this command any more. */
  | { type: 'abort'; id: number }
  /** A fresh token, after a `ping` that asked for one. */
  | { type: 'renew'; token: string }
  /** Is anybody there? Answered by `pong`. */
  | { type: 'ping' }
  /** Leaves for good: the session is not kept. */
  | { type: 'bye' };

/** Why the gateway ends a session, or lets none begin. */
export const endReasons = [
  /** The agent connected from somewhere else. */
  'replaced',
  /** The token is forged, expired, for another audience, or for another agent. */
  'unauthorized',
  /** The token cannot be checked at present. */
  'uncheckable',
  /** The phone system has no such agent. */
  'unknownAgent',
  /** No version of the wire in common. */
  'version',
  /** A message that is not of this wire, or one out of place. */
  'malformed',
  'tooLarge',
  /** Far more messages than a softphone has. */
  'flood',
  /** Nothing was heard for three heartbeats. */
  'silent',
  /** The session went on over another connection. */
  'resumedElsewhere',
  /** The link stops or starts anew. */
  'stopping',
  /** As many sessions as this link may have. */
  'full',
] as const;
export type EndReason = (typeof endReasons)[number];

export type ServerMessage =
  | {
      type: 'welcome';
      protocol: number;
      agentId: string;
      /** Secret, and new for each session. */
      session: string;
      resumed: boolean;
      /** Resumed: the number up to which missed events follow. Otherwise the number the snapshot stands for. */
      seq: number;
      /** A gateway is heard at least this often. */
      heartbeatMs: number;
      /** What the link lets this agent do at all. */
      capabilities: PhoneCommandName[];
      status: PhoneSystemStatus;
      /** Left out when resumed. */
      snapshot?: LineSnapshot | undefined;
    }
  | { type: 'events'; seq: number; events: LineEvent[] }
  /** `result` or `error`; neither for a command that gives nothing. */
  | { type: 'answer'; id: number; result?: unknown; error?: WireError | undefined }
  /** `renew`: the token is about to expire, send another. */
  | { type: 'ping'; renew?: boolean | undefined }
  | { type: 'pong' }
  /** `capabilities`: what the agent may do from now on; a phone system may say so only once it is up. */
  | { type: 'status'; status: PhoneSystemStatus; capabilities?: PhoneCommandName[] | undefined }
  /** The softphone did not read for a while: this many `events` were skipped, the last of them with the number `seq`, and this is what holds. */
  | { type: 'slow'; skipped: number; seq: number; snapshot: LineSnapshot }
  /** Always the last. `retryAfterMs` is there when trying again makes sense. */
  | { type: 'ended'; reason: EndReason; message: string; retryAfterMs?: number | undefined };

/**
 * Long polling, for networks that let no WebSocket through: `POST` of JSON to the same address with `/poll` after it.
 * Without a `connection` the messages are one `hello`, and the answer names the connection. With one they may be none: such a request
 * waits until there is something to tell, a heartbeat at most; one with messages is answered at once. One request waits at a time.
 */
export interface PollRequest {
  connection?: string | undefined;
  /** `ClientMessage`s. */
  messages: unknown[];
}
export interface PollResponse {
  /** Secret. Left out once the connection is over. */
  connection?: string | undefined;
  /** `ServerMessage`s. */
  messages: unknown[];
}

export const lineSnapshotSchema = schemaOf<LineSnapshot>()(() =>
  z.object({
    address: text(255),
    agent: agentStatusSchema(),
    calls: list(callSchema(), MAX_CALLS),
    team: z.optional(list(teamMemberSchema(), MAX_TEAM_MEMBERS)),
    assistance: z.optional(list(assistanceSchema(), MAX_ASSISTANCE)),
  }),
);

const lineEventSchema = schemaOf<LineEvent>()(() =>
  variants<LineEvent>({
    call: z.object({ event: callEventSchema(), call: callSchema() }),
    agent: z.object({ agent: agentStatusSchema() }),
    message: z.object({ message: chatMessageSchema() }),
    team: z.object({ change: teamChangeSchema() }),
    assistance: z.object({ assistance: assistanceSchema() }),
    vendorEvent: z.object({ vendorEvent: vendorEventSchema() }),
    snapshot: z.object({ snapshot: lineSnapshotSchema() }),
  }),
);

const statusSchema = schemaOf<PhoneSystemStatus>()(() =>
  z.object({
    state: oneOf(['stopped', 'connecting', 'up', 'lost']),
    attempt: z.optional(whole(0)),
    partial: z.optional(text(MAX_TEXT_LENGTH)),
    reason: z.optional(text(MAX_TEXT_LENGTH)),
  }),
);

const versions = () => list(whole(1), 20, 1);

export const clientMessageSchema = schemaOf<ClientMessage>()(() =>
  variants<ClientMessage>({
    hello: z.object({
      protocol: versions(),
      token: text(MAX_TOKEN_LENGTH, 1),
      agentId: z.optional(id()),
      resume: z.optional(z.object({ session: id(), seq: whole(0), commands: list(whole(1), MAX_COMMANDS) })),
    }),
    ack: z.object({ seq: whole(0) }),
    command: z.object({ id: whole(1), name: text(40, 1), request: z.unknown(), timeoutMs: amount(1) }),
    abort: z.object({ id: whole(1) }),
    renew: z.object({ token: text(MAX_TOKEN_LENGTH, 1) }),
    ping: z.object({}),
    bye: z.object({}),
  }),
);

const isCommandName = (name: string): name is PhoneCommandName => Object.hasOwn(commandParams, name);

/** What a newer gateway grants beyond what is known here is left out, not refused. */
const knownCommands = () =>
  z.pipe(
    list(text(40), 100),
    z.transform((names) => names.filter(isCommandName)),
  );

export const serverMessageSchema = schemaOf<ServerMessage>()(() =>
  variants<ServerMessage>({
    welcome: z.object({
      protocol: whole(1),
      agentId: id(),
      session: id(),
      resumed: flag(),
      seq: whole(0),
      heartbeatMs: amount(1),
      capabilities: knownCommands(),
      status: statusSchema(),
      snapshot: z.optional(lineSnapshotSchema()),
    }),
    events: z.object({ seq: whole(1), events: list(lineEventSchema(), MAX_EVENTS_AT_ONCE, 1) }),
    answer: z.object({ id: whole(1), result: z.optional(z.unknown()), error: z.optional(wireErrorSchema()) }),
    ping: z.object({ renew: z.optional(flag()) }),
    pong: z.object({}),
    status: z.object({ status: statusSchema(), capabilities: z.optional(knownCommands()) }),
    slow: z.object({ skipped: whole(0), seq: whole(0), snapshot: lineSnapshotSchema() }),
    ended: z.object({ reason: oneOfOr(endReasons, 'malformed'), message: text(MAX_ERROR_MESSAGE_LENGTH), retryAfterMs: z.optional(amount(0)) }),
  }),
);

export const pollRequestSchema = schemaOf<PollRequest>()(() =>
  z.object({ connection: z.optional(id()), messages: list(z.unknown(), MAX_POLL_REQUEST_MESSAGES) }),
);
export const pollResponseSchema = schemaOf<PollResponse>()(() =>
  z.object({ connection: z.optional(id()), messages: list(z.unknown(), MAX_POLL_RESPONSE_MESSAGES) }),
);
