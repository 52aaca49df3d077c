/** What a CRM sees of its sessions: the work of one call each, with its data, its tabs and the records found for it. */
import type { RecordMatch } from '../../protocol/record.ts';
import type { ScreenPopTarget } from '../../protocol/screen-pop.ts';

/** Something open in a session. A page, or with `matches` a list of records. */
export interface SessionTab {
  /** Unique in its session: the rule's target tab, else `main`, `main 2` and so on. */
  readonly name: string;
  readonly target?: ScreenPopTarget | undefined;
  /** USD's Entity Search: nothing of it is open, the CRM draws the list. */
  readonly matches?: readonly RecordMatch[] | undefined;
}

/** A session as it is now. A new object on each change, never modified. */
export interface Session {
  readonly id: string;
  /** For people: the record's name, else the caller's, else the number. */
  readonly name: string;
  /** Left out where the CRM made it for no call, or the softphone did not say for which. */
  readonly callId?: string | undefined;
  /** That call goes on, and closing the session ends it. A session whose call is over stays, for the work after it. */
  readonly callActive: boolean;
  /** What is told of the call and attached to it: `call.ani` is `[[cti.ani]]`. Follows the call. */
  readonly call: Readonly<Record<string, string>>;
  /** Its own values, `[[$Context.name]]`. */
  readonly values: Readonly<Record<string, string>>;
  /** Records found for the call, strong ones first, at most 50. None of several is opened until `choose`. */
  readonly matches: readonly RecordMatch[];
  /** Whom it is about: the one match, or the one that was chosen. Its id, kind, name and fields are `[[$Context.Id]]`, `LogicalName`, `Name` and so on. */
  readonly record?: RecordMatch | undefined;
  readonly tabs: readonly SessionTab[];
  /** The name of the tab in front. */
  readonly shownTab?: string | undefined;
  readonly focused: boolean;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

export interface SessionMessage {
  /** `focused` when the agent has turned to it; the one left is `updated`. */
  event: 'opened' | 'focused' | 'updated' | 'closed';
  session: Session;
}

/** Where a page belongs, or an action runs. */
export interface SessionPlace {
  id: string;
  /** Left out for an action. */
  tab?: string | undefined;
  /** To be brought to the front of its session. */
  show: boolean;
}

export interface SessionsOptions {
  /** The agent, for `[[$User.name]]`. */
  user?: Readonly<Record<string, string>> | undefined;
  /** Values of no session, for `[[$Global.name]]`, from the start. */
  globals?: Readonly<Record<string, string>> | undefined;
}

export interface NewSession {
  name?: string | undefined;
  /** A call may have one session: where it has one, that is given back. */
  callId?: string | undefined;
  /** Values of the call, where the softphone does not tell them. */
  call?: Readonly<Record<string, string>> | undefined;
  /** `false` leaves the agent where they are. Default true. */
  focus?: boolean | undefined;
}

/**
 * The sessions of a CRM, where `mountSoftphone` was given `sessions`. Every function rejects with a `CtiError`: `INVALID_ARGUMENT` for a session, tab or
 * match that is not there, `TOO_LARGE` beyond 100 sessions or 50 tabs, `NOT_SUPPORTED` where sessions are off. They are kept in this page, and end with it.
 *
 * @example
 * softphone.on('session', ({ event, session }) => (event === 'closed' ? bar.remove(session.id) : bar.show(session)));
 * bar.onClick = (id) => softphone.sessions.focus(id);
 * bar.onClose = (id) => softphone.sessions.close(id).catch(({ message }) => bar.say(id, message));
 */
export interface Sessions {
  /** Oldest first. */
  readonly list: readonly Session[];
  readonly focused: Session | undefined;
  readonly globals: Readonly<Record<string, string>>;

  /** USD's `CreateSession`. Rules make theirs themselves. */
  open(request?: NewSession): Promise<Session>;
  /** The agent has turned to a session; without one, to none of them. */
  focus(id?: string): Promise<void>;
  /** USD's `CopyToContext`. Values given are set, an empty text takes one away. At most 100, of 32,000 characters together. */
  setValues(id: string, values: Readonly<Record<string, string>>): Promise<void>;
  setGlobals(values: Readonly<Record<string, string>>): Promise<void>;
  /** Opens a page by the CRM's `screenPop`, in the tab of that name; without a name in one that has it open, else in a new one. */
  openTab(id: string, target: ScreenPopTarget, options?: { tab?: string | undefined; show?: boolean | undefined }): Promise<void>;
  showTab(id: string, tab: string): Promise<void>;
  closeTab(id: string, tab: string): Promise<void>;
  /** The agent has picked one of `matches`: it opens in the rule's target tab, and the session is about it from then on. */
  choose(id: string, match: Pick<RecordMatch, 'recordId' | 'objectType'>): Promise<void>;
  /** A text with its placeholders filled in, as they stand in the session (default: the one in focus). Rejects `MISSING_VALUE`. */
  fill(text: string, id?: string): Promise<string>;
  /**
   * Asks the CRM's `beforeSessionClose`, hangs up the session's call and consultations about it, and closes it. False: the CRM refused. When a call
   * cannot be hung up, it rejects with the phone's error and the session stays. A session that is closed already is closed.
   */
  close(id: string): Promise<boolean>;
}
