/**
 * The desktop manager as its users see it: every user interface binds to this, never to the phone, so that it works the
 * same in a page that holds the phone and in one that mirrors another.
 */

import type { CallQuality, Phone, PhoneAudio, PhoneStatus, Unsubscribe } from '../phone/phone.ts';
import type { AgentStatus } from '../protocol/agent.ts';
import type { Call, CallEventName } from '../protocol/call.ts';
import type { LogStatus } from '../protocol/call-log.ts';
import type { ChatMessage } from '../protocol/chat.ts';
import type { CtiError } from '../protocol/error.ts';
import type { FieldValues } from '../protocol/field-values.ts';
import type { LogInRequest, PhoneCommandName } from '../protocol/phone-commands.ts';
import type { RecordMatch, RecordReference } from '../protocol/record.ts';
import type { ScreenPopTarget } from '../protocol/screen-pop.ts';
import type { TransferKind } from '../protocol/screen-transfer.ts';
import type { ConnectionStatus } from '../protocol/status.ts';
import type { Assistance, TeamChange, TeamMember } from '../protocol/team.ts';
import type { VendorEvent } from '../protocol/vendor.ts';
import type { Diagnostics } from './diagnostics.ts';
import type { VoiceOptions } from './voice-sessions.ts';

/** What the desktop manager knows of a call beyond the phone. */
export interface CallContext {
  /** The far end's number in E.164, where it could be made out. */
  e164?: string | undefined;
  /** `skipped`: the number is withheld, or searching is off. */
  search: 'pending' | 'done' | 'failed' | 'skipped';
  /** What the CRM found, best first. */
  matches: readonly RecordMatch[];
  /** The record the call belongs to: the one strong match, the one dialled from, or the agent's choice. */
  record?: RecordReference | undefined;
  notes: string;
  disposition?: string | undefined;
  /** The call is about to be handed on, and waits for the CRM, which may ask its user about unsaved work. `stopPreparing` takes it back. */
  preparing?: { kind: TransferKind; to: string } | undefined;
  /** `offered`: nothing opens before the agent accepts the call. Left out for a call that needs no accepting. */
  interaction?: 'offered' | 'accepted' | 'declined' | undefined;
  /** What was written in a chat, oldest first: the last 500. */
  messages?: readonly ChatMessage[] | undefined;
}

export interface DesktopCall extends Call {
  context: CallContext;
}

/** A finished call that the agent may still complete. Its log is already on its way; completing it saves again under the same id. */
export interface WrapUp {
  callId: string;
  call: DesktopCall;
  durationSeconds: number;
  /** How its log stands; undefined while logging is off. */
  log?: LogStatus | undefined;
}

export interface DesktopEvents {
  /** Something to draw has changed; for user interfaces that redraw as a whole. */
  change: { reason: Exclude<keyof DesktopEvents, 'change'> };
  call: { event: CallEventName; call: DesktopCall };
  /** Context of a call changed: matches came in, notes were typed, a record was chosen. */
  context: { call: DesktopCall };
  agent: AgentStatus;
  status: PhoneStatus;
  crm: ConnectionStatus;
  quality: CallQuality;
  audio: { blocked: boolean };
  pop: { callId: string; target: ScreenPopTarget };
  /** Something was written in a chat. */
  message: ChatMessage;
  /** An agent of the supervisor's team has come, changed or gone. */
  team: TeamChange;
  /** The agent here, or one of the team, has asked for help, or that has come further. */
  assistance: Assistance;
  /** Of this phone system alone, as it came. */
  vendorEvent: VendorEvent;
  wrapUp: { wrapUp: WrapUp; open: boolean };
  log: LogStatus;
  /** Something went wrong that no command of the caller reports: a failed search, pop or click-to-dial. */
  problem: {
    during: 'search' | 'pop' | 'log' | 'clickToDial' | 'connect' | 'autoAnswer' | 'screenTransfer' | 'logIn' | 'voice';
    error: CtiError;
    callId?: string | undefined;
  };
}

/** Commands have the names and the promise semantics of `Phone`. */
export type DesktopCommands = Pick<Phone, PhoneCommandName>;

/**
 * `blindTransfer`, `completeTransfer` and `conference` ask the CRM first, where it has `prepareTransfer`, and then send record and notes along. They reject
 * as the phone does, or with what the CRM refused with (`ABORTED`: its user cancelled), `TIMEOUT` when it did not answer within two minutes,
 * `TRANSFER_TOO_LARGE` when the notes do not fit: then nothing has happened to the call.
 */
export interface Desktop extends DesktopCommands {
  /** Of the phone. Some phones learn them by connecting; each change is told as a `status`. */
  readonly capabilities: readonly PhoneCommandName[];
  readonly status: PhoneStatus;
  readonly crm: ConnectionStatus;
  /** Oldest first. */
  readonly calls: readonly DesktopCall[];
  readonly agent: AgentStatus;
  /** Agents whom the agent here supervises. The CRM is not told of them. */
  readonly team: readonly TeamMember[];
  /** Requests for help that are not over, oldest first: of the team, or the agent's own. */
  readonly assistance: readonly Assistance[];
  readonly audio: PhoneAudio | undefined;
  /** Finished calls waiting for the agent, newest first. Empty while wrap-up is off. */
  readonly wrapUps: readonly WrapUp[];
  /** Why the agent could not be logged in by itself. Undefined once the agent is logged in. */
  readonly logInProblem: CtiError | undefined;
  /** What happened. */
  readonly diagnostics: Diagnostics;

  /** Connects the phone again after `failed` or `disconnected`. */
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  /** Begins work on a call that is `offered`: its page opens. Rejects `NO_SUCH_CALL`, `INVALID_STATE`. */
  accept(callId: string): Promise<void>;
  /** Refuses it, and the call with it while that rings and the phone can. Rejects `NO_SUCH_CALL`, `INVALID_STATE`, and as `reject` does. */
  decline(callId: string): Promise<void>;
  /** Notes, disposition or record of a call that runs or is being wrapped up. Kept until its log is complete. Rejects `NO_SUCH_CALL`. */
  setContext(callId: string, change: { notes?: string; disposition?: string | undefined; record?: RecordReference | undefined }): Promise<void>;
  /** Shows one of a call's records in the CRM and takes it as the call's record. */
  openRecord(callId: string, record: RecordReference): Promise<void>;
  /**
   * Closes a wrap-up; saves the log once more if anything was changed since. Resolves when the CRM has it or the host has queued it. Where the
   * phone grants `wrapUp`, its phone system gets disposition and notes first. Rejects as that does; `INVALID_ARGUMENT` without a mandatory disposition.
   */
  completeWrapUp(callId: string, change?: { notes?: string; disposition?: string | undefined; record?: RecordReference | undefined }): Promise<void>;
  /** Takes back what waits for the CRM (`context.preparing`): its command rejects `ABORTED`, and the call is as it was. Without any, nothing. */
  stopPreparing(callId: string): void;

  on<Name extends keyof DesktopEvents>(name: Name, listener: (event: DesktopEvents[Name]) => void): Unsubscribe;
  /** Disposes of the phone as well. The connection to the CRM stays. */
  dispose(): Promise<void>;
}

/** When a call is answered without the agent: not at all, once its page is open or known not to come, or as soon as it rings. */
export type AutoAnswer = 'never' | 'afterPop' | 'always';

/**
 * Whether the record and the notes go along with a call that is handed on (screen transfer). What comes along was written by another page and has
 * passed through the phone system, and perhaps through its callers' hands: `vouched` believes only what this CRM answers for by its `transferId`.
 */
export type ScreenTransfer = 'always' | 'vouched' | 'never';

/** By type of call; left out is `never`. */
export interface AutoAnswerSettings {
  /** Calls from outside. */
  inbound?: AutoAnswer | undefined;
  /** Calls of colleagues: consultations, and calls that are handed on. */
  consult?: AutoAnswer | undefined;
  /** Instead of the above for a call that comes beside another. */
  whileBusy?: AutoAnswer | undefined;
}

/** When work on a call begins, and its page opens: by itself, or once the agent has accepted the call. */
export type Interaction = 'automatic' | 'accept';

/** By type of call; left out is `automatic`. */
export interface InteractionSettings {
  /** Calls from outside. */
  inbound?: Interaction | undefined;
  /** Calls of colleagues: consultations, and calls that are handed on. */
  consult?: Interaction | undefined;
}

/** With what the agent is logged in, or what fetches it; undefined leaves it to the agent. Kept nowhere but in this page's memory. */
export type LogInCredentials = LogInRequest | (() => LogInRequest | undefined | Promise<LogInRequest | undefined>);

export interface DesktopOptions {
  /** Country of numbers without a prefix, ISO 3166-1 alpha-2, such as `SE`. Without it only `+…` numbers get an E.164 form. */
  defaultCountry?: string | undefined;
  /** Connects the phone at once. Default true. */
  connect?: boolean | undefined;
  /** When an inbound call is searched for and popped. Default `delivered`. `never` switches both off. */
  popOn?: 'delivered' | 'established' | 'never' | undefined;
  /**
   * Which page a call opens, if any. Default: what the CRM's layout or rules say; where it has none, the record of the only
   * strong match, its search page for several, nothing for none.
   */
  popTarget?: ((call: DesktopCall) => ScreenPopTarget | undefined) | undefined;
  /** Filled into the form, where the CRM opens one for a caller it does not know. The names are those of the CRM's fields. */
  defaultFieldValues?: ((call: DesktopCall) => FieldValues | undefined) | undefined;
  /** Sends the log when a call is cleared. Default true. */
  log?: boolean | undefined;
  /** Offers finished calls for notes and disposition. Default true. */
  wrapUp?: boolean | undefined;
  /** Dials numbers clicked in the CRM, and makes them clickable while the phone is ready. Default true. */
  clickToDial?: boolean | undefined;
  /** Default: the agent answers. */
  autoAnswer?: AutoAnswerSettings | undefined;
  /** Default `always`. */
  screenTransfer?: ScreenTransfer | undefined;
  /** Default: work on a call begins by itself. */
  interaction?: InteractionSettings | undefined;
  /** Logs the agent in whenever the phone has connected and the agent is logged out, until the agent logs out by hand. Default: by hand. */
  logIn?: LogInCredentials | undefined;
  /** For a service that listens to calls. */
  voice?: VoiceOptions | undefined;
  /** Raises the panel when a call rings. Default true. */
  raisePanel?: boolean | undefined;
  /** Commands the CRM may give. Default all that the phone has but `superviseCall` and `setMemberState`, which are given by the supervisor here alone. */
  allowCommands?: readonly PhoneCommandName[] | undefined;
}
