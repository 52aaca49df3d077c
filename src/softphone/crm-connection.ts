/** What `connectToCrm` takes and gives: the whole face of the CRM as a softphone sees it. */
import type { AgentStatus } from '../protocol/agent.ts';
import type { Call } from '../protocol/call.ts';
import type { CallCenterSettings } from '../protocol/call-center.ts';
import type { CallLog, LogStatus, SaveLogResult } from '../protocol/call-log.ts';
import type { ChatMessage } from '../protocol/chat.ts';
import type { CrmMethods } from '../protocol/crm-methods.ts';
import type { DirectoryPage, DirectoryQuery } from '../protocol/directory.ts';
import type { CallMessage, CallRecord, ClickToDial, PanelRequest } from '../protocol/events.ts';
import type { Limits } from '../protocol/limits.ts';
import type { ObjectRefresh, ObjectUpdate } from '../protocol/object-update.ts';
import type { PhoneCommandName, PhoneCommands } from '../protocol/phone-commands.ts';
import type { PlainData } from '../protocol/plain-data.ts';
import type { AppView, RecordMatch, SearchQuery } from '../protocol/record.ts';
import type { RecordLog } from '../protocol/record-log.ts';
import type { ScreenPopTarget } from '../protocol/screen-pop.ts';
import type { AcceptedTransfer, ArrivedTransfer, PreparedTransfer, TransferPreparation } from '../protocol/screen-transfer.ts';
import type { SearchAndPop, SearchAndPopResult } from '../protocol/search-and-pop.ts';
import type { SoftphoneLayout } from '../protocol/softphone-layout.ts';
import type { ConnectionStatus } from '../protocol/status.ts';
import type { Assistance } from '../protocol/team.ts';
import type { VendorEvent } from '../protocol/vendor.ts';
import type { WorkCompletion, WorkStart } from '../protocol/work.ts';

export interface ConnectOptions {
  /** Origins of the CRMs that may embed this page, exactly as `location.origin` shows them. From your own configuration, never from the URL. */
  allowedOrigins: readonly string[];
  /** Default the window that embeds this page. A host in any other window is greeted once: it is not found again after its own reload. */
  hostWindow?: Window | undefined;
  /** CRM methods this page means to use. Default all. */
  wants?: readonly (keyof CrmMethods)[] | undefined;
  /** How long to wait for the CRM. Default 10,000 ms. */
  connectTimeoutMs?: number | undefined;
  heartbeatIntervalMs?: number | undefined;
  limits?: Partial<Limits> | undefined;
  signal?: AbortSignal | undefined;
  logger?:
    | { debug?(message: string, details?: unknown): void; warn(message: string, details?: unknown): void; error(message: string, details?: unknown): void }
    | undefined;
}

export interface CallOptions {
  signal?: AbortSignal | undefined;
  timeoutMs?: number | undefined;
}

/** `id`, the idempotency key, is made where it is left out: keep your own where you may save the same record again. */
export type NewRecordLog = Omit<RecordLog, 'id'> & { id?: string | undefined };

export interface CrmEvents {
  /** Told at once to each new listener. */
  status: ConnectionStatus;
  clickToDial: ClickToDial;
  navigation: AppView;
  log: LogStatus;
  workStart: WorkStart;
  objectUpdate: ObjectUpdate;
  /** The agent has chosen in the CRM which record a call is about. */
  callRecord: CallRecord;
}

/** What this page can be told to do. Each may reject with a `CtiError`, which reaches the CRM as it is. */
export type CommandHandlers = {
  [Name in PhoneCommandName]?: (
    request: Parameters<PhoneCommands[Name]>[0],
    context: { signal: AbortSignal },
  ) => Promise<ReturnType<PhoneCommands[Name]>> | ReturnType<PhoneCommands[Name]>;
};

/** The CRM. Every method rejects with a `CtiError`, none throws; what the CRM does not serve rejects `NOT_SUPPORTED` at once. */
export interface CrmConnection {
  readonly status: ConnectionStatus;
  /** True while connected to a CRM that serves this method. */
  grants(name: keyof CrmMethods): boolean;

  search(query: SearchQuery, options?: CallOptions): Promise<RecordMatch[]>;
  screenPop(target: ScreenPopTarget, options?: CallOptions): Promise<void>;
  /**
   * Looks up and goes where the CRM's softphone layout or rules say. `deferred`: goes nowhere yet, and `pop` of the answer is for `screenPop`.
   * @example
   * const { pop } = await crm.searchAndScreenPop({ searchParams: '+46812345678', deferred: true });
   * if (pop) await crm.screenPop(pop); // when the agent has answered
   */
  searchAndScreenPop(request: SearchAndPop, options?: CallOptions): Promise<SearchAndPopResult>;
  /**
   * Saves the log of a call, or a record of any kind (`saveRecord` is what the CRM must grant for that). A refusal is
   * `LOG_REFUSED`; `details.fieldErrors[name]` lists what is wrong with a field, as `{ message, code? }`.
   * @example
   * const { recordId } = await crm.saveLog({ objectType: 'Task', fields: { Subject: 'Call', Status: 'Completed' } });
   */
  saveLog(log: CallLog | NewRecordLog, options?: CallOptions): Promise<SaveLogResult>;
  /** Runs an action of the CRM by its name. `NO_SUCH_ACTION` where it has none of that name. */
  runAction(name: string, params?: PlainData, options?: CallOptions): Promise<PlainData | undefined>;
  refreshView(options?: CallOptions): Promise<void>;
  getAppViewInfo(options?: CallOptions): Promise<AppView>;
  /** The administrator's settings as Open CTI's flat map, such as `/reqGeneralInfo/reqAdapterUrl`. */
  getCallCenterSettings(options?: CallOptions): Promise<CallCenterSettings>;
  getSoftphoneLayout(options?: CallOptions): Promise<SoftphoneLayout>;
  getDirectoryNumbers(query?: DirectoryQuery, options?: CallOptions): Promise<DirectoryPage>;
  /** Tells the CRM that this page has started, so that it does not show the standby page. */
  notifyInitializationComplete(options?: CallOptions): Promise<void>;
  /** Reports work done that `workStart` began. */
  completeWork(completion: WorkCompletion, options?: CallOptions): Promise<void>;
  /** Asks the CRM to load a record afresh. */
  refreshObject(refresh: ObjectRefresh, options?: CallOptions): Promise<void>;
  isInConsole(options?: CallOptions): Promise<boolean>;
  /** Asks the CRM, and through it its user, whether a call may be handed on and what goes along. `ABORTED`: the agent would rather not. */
  prepareTransfer(request: TransferPreparation, options?: CallOptions): Promise<PreparedTransfer>;
  /** Tells the CRM that a call has come with somebody's work, or came back with the agent's own. */
  acceptTransfer(arrived: ArrivedTransfer, options?: CallOptions): Promise<AcceptedTransfer>;

  /** In CSS pixels, 240 to 2560. */
  setSoftphonePanelHeight(height: number, options?: CallOptions): Promise<void>;
  /** In CSS pixels, 200 to 1920. */
  setSoftphonePanelWidth(width: number, options?: CallOptions): Promise<void>;
  /** By name, such as `call`, `end_call`. */
  setSoftphonePanelIcon(icon: string, options?: CallOptions): Promise<void>;
  setSoftphonePanelLabel(label: string, options?: CallOptions): Promise<void>;
  /** False minimises; this page goes on running. */
  setSoftphonePanelVisibility(visible: boolean, options?: CallOptions): Promise<void>;
  isSoftphonePanelVisible(options?: CallOptions): Promise<boolean>;
  setSoftphoneItemIcon(icon: string, options?: CallOptions): Promise<void>;
  setSoftphoneItemLabel(label: string, options?: CallOptions): Promise<void>;

  /** Listens to a channel of the CRM page, also after a reload of it. Resolves, once the CRM listens, with how to stop. */
  subscribe(channel: string, listener: (message: PlainData) => void, options?: CallOptions): Promise<() => void>;
  publish(channel: string, message: PlainData, options?: CallOptions): Promise<void>;

  enableClickToDial(options?: CallOptions): Promise<void>;
  /** `reason` is what the agent reads on a number that cannot be clicked. */
  disableClickToDial(reason?: string, options?: CallOptions): Promise<void>;
  /** True for one asker among all windows of this CRM; with an `id` for the same question asked again, too. See `claim` in the protocol. */
  claim(key: string, options?: CallOptions & { id?: string | undefined }): Promise<boolean>;

  /** Says what the CRM may command. Replaces what was said before; told to the CRM at the next hello, or at once by a new one. */
  serve(commands: CommandHandlers): void;
  /** Tells the CRM of a call or the agent; kept, and told again after a reload. */
  publishCall(message: CallMessage): void;
  publishAgent(status: AgentStatus): void;
  /** Tells the CRM what was written in a chat, and what is the phone system's own. Told once, and to a CRM that is there. */
  publishMessage(message: ChatMessage): void;
  publishVendorEvent(event: VendorEvent): void;
  /** Tells the CRM that somebody needs help, or that it has come. Told once, as those. */
  publishAssistance(assistance: Assistance): void;
  readonly publishedCalls: readonly Call[];
  requestPanel(request: PanelRequest): void;

  /** `on('clickToDial', …)`, `on('navigation', …)` and so on, under the names Open CTI gave them. Each gives back its unsubscribe. */
  onClickToDial(listener: (click: ClickToDial) => void): () => void;
  onNavigationChange(listener: (view: AppView) => void): () => void;
  onWorkStart(listener: (work: WorkStart) => void): () => void;
  onObjectUpdate(listener: (update: ObjectUpdate) => void): () => void;
  on<Name extends keyof CrmEvents>(name: Name, listener: (event: CrmEvents[Name]) => void): () => void;
  dispose(): void;
}
