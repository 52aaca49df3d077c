/**
 * The desktop manager as its users see it: every user interface binds to this, never to the phone, so that it works the
 * same in a page that holds the phone and in one that mirrors another.
 */

import type { CallQuality, Phone, PhoneAudio, PhoneStatus, Unsubscribe } from '../phone/phone.ts';
import type { AgentStatus } from '../protocol/agent.ts';
import type { Call, CallEventName } from '../protocol/call.ts';
import type { LogStatus } from '../protocol/call-log.ts';
import type { CtiError } from '../protocol/error.ts';
import type { FieldValues } from '../protocol/field-values.ts';
import type { PhoneCommandName } from '../protocol/phone-commands.ts';
import type { RecordMatch, RecordReference } from '../protocol/record.ts';
import type { ScreenPopTarget } from '../protocol/screen-pop.ts';
import type { ConnectionStatus } from '../protocol/status.ts';

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
  wrapUp: { wrapUp: WrapUp; open: boolean };
  log: LogStatus;
  /** Something went wrong that no command of the caller reports: a failed search, pop or click-to-dial. */
  problem: { during: 'search' | 'pop' | 'log' | 'clickToDial' | 'connect' | 'autoAnswer'; error: CtiError; callId?: string | undefined };
}

/** Commands have the names and the promise semantics of `Phone`. */
export type DesktopCommands = Pick<Phone, PhoneCommandName>;

export interface Desktop extends DesktopCommands {
  readonly capabilities: readonly PhoneCommandName[];
  readonly status: PhoneStatus;
  readonly crm: ConnectionStatus;
  /** Oldest first. */
  readonly calls: readonly DesktopCall[];
  readonly agent: AgentStatus;
  readonly audio: PhoneAudio | undefined;
  /** Finished calls waiting for the agent, newest first. Empty while wrap-up is off. */
  readonly wrapUps: readonly WrapUp[];

  /** Connects the phone again after `failed` or `disconnected`. */
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  /** Notes, disposition or record of a call that runs or is being wrapped up. Kept until its log is complete. Rejects `NO_SUCH_CALL`. */
  setContext(callId: string, change: { notes?: string; disposition?: string | undefined; record?: RecordReference | undefined }): Promise<void>;
  /** Shows one of a call's records in the CRM and takes it as the call's record. */
  openRecord(callId: string, record: RecordReference): Promise<void>;
  /**
   * Closes a wrap-up; saves the log once more if anything was changed since. Resolves when the CRM has it or the host has queued it. Where the
   * phone grants `wrapUp`, its phone system gets disposition and notes first. Rejects as that does; `INVALID_ARGUMENT` without a mandatory disposition.
   */
  completeWrapUp(callId: string, change?: { notes?: string; disposition?: string | undefined; record?: RecordReference | undefined }): Promise<void>;

  on<Name extends keyof DesktopEvents>(name: Name, listener: (event: DesktopEvents[Name]) => void): Unsubscribe;
  /** Disposes of the phone as well. The connection to the CRM stays. */
  dispose(): Promise<void>;
}

/** When a call is answered without the agent: not at all, once its page is open or known not to come, or as soon as it rings. */
export type AutoAnswer = 'never' | 'afterPop' | 'always';

/** By type of call; left out is `never`. */
export interface AutoAnswerSettings {
  /** Calls from outside. */
  inbound?: AutoAnswer | undefined;
  /** Calls of colleagues: consultations, and calls that are handed on. */
  consult?: AutoAnswer | undefined;
  /** Instead of the above for a call that comes beside another. */
  whileBusy?: AutoAnswer | undefined;
}

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
  /** Raises the panel when a call rings. Default true. */
  raisePanel?: boolean | undefined;
  /** Commands the CRM may give. Default all that the phone has. */
  allowCommands?: readonly PhoneCommandName[] | undefined;
}
