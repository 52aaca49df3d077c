/** What `mountSoftphone` takes and gives: the whole face of the host side. */
import type { AgentStatus } from '../protocol/agent.ts';
import type { Call } from '../protocol/call.ts';
import type { CallCenterSettings } from '../protocol/call-center.ts';
import type { CallLog, LogStatus } from '../protocol/call-log.ts';
import type { ChatMessage } from '../protocol/chat.ts';
import type { DirectoryPage, DirectoryQuery } from '../protocol/directory.ts';
import type { CtiError } from '../protocol/error.ts';
import type { CallMessage, ClickToDial, PanelRequest } from '../protocol/events.ts';
import type { Limits } from '../protocol/limits.ts';
import type { ObjectRefresh, ObjectUpdate } from '../protocol/object-update.ts';
import type { PanelSettings, PanelState } from '../protocol/panel.ts';
import type { AgentStateRequest, DialRequest, LogInRequest, PhoneCommandName } from '../protocol/phone-commands.ts';
import type { PlainData } from '../protocol/plain-data.ts';
import type { PopRule } from '../protocol/pop-rules.ts';
import type { AppView, RecordMatch, RecordReference, SearchQuery } from '../protocol/record.ts';
import type { RecordLog } from '../protocol/record-log.ts';
import type { ScreenPopTarget } from '../protocol/screen-pop.ts';
import type { AcceptedTransfer, ArrivedTransfer, PreparedTransfer, TransferPreparation } from '../protocol/screen-transfer.ts';
import type { SoftphoneLayout } from '../protocol/softphone-layout.ts';
import type { ConnectionStatus } from '../protocol/status.ts';
import type { Assistance, AssistanceRequest, MemberState, SuperviseCallRequest } from '../protocol/team.ts';
import type { VendorEvent } from '../protocol/vendor.ts';
import type { WorkCompletion, WorkStart } from '../protocol/work.ts';
import type { Panel, PanelAppearance, PanelOptions } from './panel/panel.ts';
import type { PhoneActions } from './phone-actions.ts';
import type { KnownNames, PopDecision, RuleProblem } from './rules/index.ts';
import type { Session, SessionMessage, SessionPlace, Sessions, SessionsOptions } from './sessions/session.ts';

/** Given to every handler of the CRM. */
export interface HandlerContext {
  /** Aborted when the softphone gave up or went away. */
  signal: AbortSignal;
  /** With `sessions`: the one in which the page is to open, or for which the action runs. Left out where it is for none. */
  session?: SessionPlace | undefined;
}

type Awaitable<Value> = Value | Promise<Value>;

/**
 * What this CRM can do. What is left out is not granted. To refuse with a reason an agent can read, throw a `CtiError`;
 * any other error is reported to the softphone as `HANDLER_FAILED` without its text, and to this page's console in full.
 */
export interface Crm {
  /** Best first. Beyond `query.limit`, or 50, matches are left out. */
  search?(query: SearchQuery, context: HandlerContext): Awaitable<RecordMatch[]>;
  screenPop?(target: ScreenPopTarget, context: HandlerContext): Awaitable<void>;
  /**
   * Must be an upsert by `log.id`: it may be called again with the same id, after a failure or with more notes.
   * A thrown `CtiError` of code `LOG_REFUSED` or `INVALID_ARGUMENT` is final; every other failure is tried again.
   */
  saveLog?(log: CallLog, context: HandlerContext): Awaitable<{ recordId?: string } | void>;
  refreshView?(context: HandlerContext): Awaitable<void>;
  /** The record the view is of. Default: only the page's URL is told. */
  getAppViewInfo?(context: HandlerContext): Awaitable<AppView>;
  /**
   * Creates or changes a record of any kind, as an upsert by `log.id`. Refuse with `LOG_REFUSED` and
   * `details: { fieldErrors: { <field>: [{ message }] } }`, so that the softphone can correct a field; every other failure is tried again.
   */
  saveRecord?(log: RecordLog, context: HandlerContext): Awaitable<{ recordId?: string } | void>;
  /** Named pieces of the CRM's own logic (Open CTI's `runApex`: the name is `Class.method`). Only own properties are found. */
  actions?: Readonly<Record<string, (params: PlainData | undefined, context: HandlerContext) => Awaitable<PlainData | void>>> | undefined;
  getDirectoryNumbers?(query: DirectoryQuery, context: HandlerContext): Awaitable<DirectoryPage>;
  completeWork?(completion: WorkCompletion, context: HandlerContext): Awaitable<void>;
  refreshObject?(refresh: ObjectRefresh, context: HandlerContext): Awaitable<void>;
  isInConsole?(context: HandlerContext): Awaitable<boolean>;
  /**
   * Before a call is handed on, by the softphone or by this page: the time to ask about unsaved work, and to keep it. Throw a `CtiError` of code
   * `ABORTED`, and nothing happens to the call. Two minutes; `signal` is aborted when the agent, or the call, did not wait.
   * @example
   * async prepareTransfer({ record, notes }) {
   *   if (form.isDirty && !confirm('Hand on the call? Changes are not saved.')) throw new CtiError('ABORTED', 'The agent cancelled.');
   *   return { transferId: await db.keepTransfer({ record, notes, draft: form.values }) };
   * }
   */
  prepareTransfer?(request: TransferPreparation, context: HandlerContext): Awaitable<PreparedTransfer | void>;
  /**
   * A call has come with a colleague's work, or came back with this agent's own (`returned`): restore what `prepareTransfer` has kept. All but
   * `callId` was told through the phone system and is to be checked. A refusal drops it, and the caller is searched for as usual. May come twice for one call.
   * Required where `prepareTransfer` gives a `transferId`; what is answered as `record` is opened, `notes` go into the softphone.
   */
  acceptTransfer?(arrived: ArrivedTransfer, context: HandlerContext): Awaitable<AcceptedTransfer | void>;
  /** With `sessions`: whether one may be closed, which ends its call. `false`, or a thrown `CtiError` with a reason, and it stays. */
  beforeSessionClose?(session: Session, context: HandlerContext): Awaitable<boolean | void>;
  /** Where the CRM has a panel of its own. Left out while `panel` is on, which is one. */
  setPanel?(settings: PanelSettings, context: HandlerContext): Awaitable<void>;
  getPanel?(context: HandlerContext): Awaitable<PanelState>;
}

export interface StandbyOptions {
  /** https, or http on loopback. */
  src: string;
  /** From mounting. */
  timeoutMs: number;
}

/** What `data-ringframe-params` of an element says goes to the softphone with the click, as it is. */
export interface ClickToDialOptions {
  /** Where to look for numbers. Default the whole document. */
  root?: HTMLElement | Document | undefined;
  /** Elements that hold a number, beside `a[href^="tel:"]`. Their number is `data-ringframe-number`, else their text; `data-ringframe-params` goes to the softphone as it is. Default `[data-ringframe-number]`. */
  selector?: string | undefined;
  /** The record a number belongs to. Default: `data-ringframe-record-id`, `-record-type`, `-record-name` of the element or its nearest ancestor. */
  record?: ((element: Element) => RecordReference | undefined) | undefined;
}

/** Where diagnostics go. Default: the console. Of ours no number and no name; what a handler of yours threw is passed on as it is. */
export interface Logger {
  debug?(message: string, details?: unknown): void;
  warn(message: string, details?: unknown): void;
  error(message: string, details?: unknown): void;
}

export interface MountOptions {
  /** The softphone page. https, or http on loopback. Its origin is the only one that is believed. */
  src: string;
  /** The frame, or its panel, is put into this element. May be left out with `panel`: then it is the body. */
  container?: Element | undefined;
  /** Docks the softphone in a panel, which the softphone may size, name, raise and minimise. */
  panel?: PanelOptions | boolean | undefined;
  crm?: Crm | undefined;
  /** What the administrator has set for this softphone: `settings` of `importCallCenter`, or a flat map of your own. */
  callCenterSettings?: CallCenterSettings | undefined;
  /** Which records a number is looked for in, and which page opens. Without it: the record of the one strong match, the search page for several. */
  softphoneLayout?: SoftphoneLayout | undefined;
  /** Kinds of records, flows and actions this CRM has; a layout or rules that name others are refused, and it is said where. */
  knownNames?: KnownNames | undefined;
  /** Rules instead of a layout, where a layout is not enough. */
  popRules?: readonly PopRule[] | undefined;
  /** Keeps a session for each call, with its data, tabs and matches, for a CRM that works on several at once. Without it rules open pages where the agent is. */
  sessions?: SessionsOptions | boolean | undefined;
  /** Shown instead of `src` when that does not call `notifyInitializationComplete` in time. */
  standby?: StandbyOptions | undefined;
  /** Adds to `src` what a page written for Salesforce Open CTI looks for; serve it `openCtiRoutes` of `ringframe/opencti`. */
  openCti?: boolean | undefined;
  /** Numbers in the page become clickable while the softphone allows it. `false` leaves the page alone. */
  clickToDial?: ClickToDialOptions | false | undefined;
  /** Accessible name of the frame. Default `Softphone`. */
  title?: string | undefined;
  /** Permissions policy of the frame. Default: microphone, autoplay, speaker-selection, hid, clipboard-write. */
  allow?: string | undefined;
  /** How long the page in the frame may take to say hello. Default 10,000 ms. */
  connectTimeoutMs?: number | undefined;
  heartbeatIntervalMs?: number | undefined;
  limits?: Partial<Limits> | undefined;
  logger?: Logger | undefined;
}

/** For one call of the other side. */
export interface CallOptions {
  signal?: AbortSignal | undefined;
  /** Default: 10 s; a minute where the agent may first be asked for the microphone, more for transfers and tones. */
  timeoutMs?: number | undefined;
}

export interface SoftphoneHostEvents {
  /** Told at once to each new listener. */
  status: ConnectionStatus;
  /** Running calls are told at once to each new listener, as `updated`. */
  call: CallMessage;
  /** Told at once to each new listener once it is known. */
  agent: AgentStatus;
  clickToDial: ClickToDial;
  /** Something was written in a chat, by the agent or the other side. */
  message: ChatMessage;
  /** The agent, or one of the agent's team, has asked for help, or that has come further. */
  assistance: Assistance;
  /** Of this phone system alone, as it came. */
  vendorEvent: VendorEvent;
  panel: PanelRequest;
  /** What the panel looks like, where `panel` is on: first when it is loaded, then after each change. */
  panelChange: Readonly<PanelAppearance>;
  log: LogStatus;
  /** The softphone has started, as it says itself. */
  initialized: undefined;
  /** The standby page is shown now. */
  standby: { src: string };
  /** What the CRM's rules decided for a number, and why. */
  popDecision: PopDecision;
  /** A part of a rule that could not be done, such as an action that lacks a value; the rest was. */
  popProblem: RuleProblem;
  /** With `sessions`. Those that are open are told at once to each new listener, as `updated`. */
  session: SessionMessage;
  /** `phoneActions.dial` has no number: the agent is to be given a dial pad, for tones of the call `callId` if there is one. A panel of ours has come forward. */
  dialPad: { callId?: string | undefined };
}

/** A mounted softphone. Every command rejects with a `CtiError`, none throws. */
export interface Softphone {
  readonly status: ConnectionStatus;
  readonly calls: readonly Call[];
  readonly agent: AgentStatus | undefined;
  /** Commands the phone behind it grants. Empty until the softphone has offered some, which it may do after `ready`: each change is told as a `status`. */
  readonly capabilities: readonly PhoneCommandName[];
  readonly frame: HTMLIFrameElement;
  /** Logs that the CRM has not taken yet. */
  readonly pendingLogs: readonly LogStatus[];

  /** Resolves when `ready`; rejects when `refused`, `failed` or disposed. */
  ready(options?: { signal?: AbortSignal | undefined }): Promise<void>;

  dial(number: string, options?: Omit<DialRequest, 'number'> & CallOptions & { recordId?: string | undefined }): Promise<Call>;
  answer(callId: string, options?: CallOptions): Promise<void>;
  reject(callId: string, options?: CallOptions & { as?: 'busy' | 'declined' | undefined }): Promise<void>;
  hangUp(callId: string, options?: CallOptions): Promise<void>;
  hold(callId: string, options?: CallOptions): Promise<void>;
  retrieve(callId: string, options?: CallOptions): Promise<void>;
  mute(callId: string, options?: CallOptions): Promise<void>;
  unmute(callId: string, options?: CallOptions): Promise<void>;
  sendDtmf(callId: string, digits: string, options?: CallOptions): Promise<void>;
  blindTransfer(callId: string, number: string, options?: CallOptions): Promise<void>;
  consult(callId: string, number: string, options?: CallOptions): Promise<Call>;
  completeTransfer(callId: string, options?: CallOptions & { consultationCallId?: string | undefined }): Promise<void>;
  cancelConsult(callId: string, options?: CallOptions & { consultationCallId?: string | undefined }): Promise<void>;
  conference(callId: string, options?: CallOptions & { consultationCallId?: string | undefined }): Promise<void>;
  /** `number` as `Call.parties` has it. */
  dropParty(callId: string, number: string, options?: CallOptions): Promise<void>;
  /** An empty text takes a value away; what is not named stays. */
  setCallData(callId: string, data: Record<string, string>, options?: CallOptions): Promise<void>;
  /** Writes into a chat, for example what a script of the CRM says. */
  sendMessage(callId: string, text: string, options?: CallOptions): Promise<void>;
  /** Shows the other side of a chat a page; https only. */
  pushUrl(callId: string, url: string, options?: CallOptions): Promise<void>;
  wrapUp(callId: string, code: string, options?: CallOptions & { note?: string | undefined }): Promise<void>;
  logIn(options?: CallOptions & LogInRequest): Promise<void>;
  logOut(options?: CallOptions & { reason?: string | undefined }): Promise<void>;
  setAgentState(state: AgentStateRequest['state'], options?: CallOptions & { reason?: string | undefined }): Promise<void>;
  /** For supervisors, and only where the softphone grants it to this page, which it does not by itself. `callId` is one of the agent's. */
  superviseCall(agentId: string, callId: string, how: SuperviseCallRequest['how'], options?: CallOptions): Promise<Call>;
  /** The same for the state of an agent of the team. */
  setMemberState(agentId: string, state: MemberState, options?: CallOptions & { reason?: string | undefined }): Promise<void>;
  /** Asks the agent's supervisors for help. */
  requestAssistance(kind: AssistanceRequest['kind'], options?: CallOptions & { callId?: string | undefined }): Promise<Assistance>;
  /** What only this phone system knows, as it is; its answer comes back so. */
  vendorCommand(name: string, params?: PlainData, options?: CallOptions): Promise<PlainData | undefined>;

  /** Tells the softphone that the CRM shows something else now. A relative `url` is made absolute. */
  setAppView(view: AppView): void;
  /** A message for the softphone, which gets it if it has subscribed to the channel. */
  publish(channel: string, message: PlainData): void;
  /** Messages the softphone publishes on a channel. Gives back its unsubscribe. */
  subscribe(channel: string, listener: (message: PlainData) => void): () => void;
  /** Hands the agent a call to make; the softphone hears `workStart`. */
  startWork(work: WorkStart): void;
  /** Tells the softphone that a record was changed. */
  notifyObjectUpdate(update: ObjectUpdate): void;
  /**
   * Tells the softphone which record a call is about, so that its log belongs to it: for CRMs that list several matches themselves.
   * `sessions.choose` does it by itself. Nothing comes of it once the call is logged for good.
   */
  setCallRecord(callId: string, record: RecordReference): void;
  /** Rules in force from the next event on; what is being decided goes by the old ones. `undefined`: none, so that the layout decides. Rejects `INVALID_ARGUMENT` with all that is wrong; then the old ones stay. */
  setPopRules(rules: readonly PopRule[] | undefined): Promise<void>;
  /** The same for the layout. A softphone may ask for it if there was one when it was mounted. */
  setSoftphoneLayout(layout: SoftphoneLayout | undefined): Promise<void>;
  readonly sessions: Sessions;
  /** Dial, transfer, conference and hang up as an agent means it, without naming a call: for buttons, links and scripts. */
  readonly phoneActions: PhoneActions;
  /** The panel, where `panel` is on and loaded. */
  readonly panel: Panel | undefined;
  /** Tries the logs that wait, now. */
  retryLogs(): void;
  on<Name extends keyof SoftphoneHostEvents>(name: Name, listener: (event: SoftphoneHostEvents[Name]) => void): () => void;
  /** Removes the frame and every listener. May be called twice. Logs that wait are tried on until the CRM has taken them or this page is left. */
  dispose(): void;
}

export type { CtiError };
