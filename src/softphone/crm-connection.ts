/** What `connectToCrm` takes and gives: the whole face of the CRM as a softphone sees it. */
import type { AgentStatus } from '../protocol/agent.ts';
import type { Call } from '../protocol/call.ts';
import type { CallLog, LogStatus, SaveLogResult } from '../protocol/call-log.ts';
import type { CrmMethods } from '../protocol/crm-methods.ts';
import type { CallMessage, ClickToDial, PanelRequest } from '../protocol/events.ts';
import type { Limits } from '../protocol/limits.ts';
import type { PhoneCommandName, PhoneCommands } from '../protocol/phone-commands.ts';
import type { AppView, RecordMatch, SearchQuery } from '../protocol/record.ts';
import type { ScreenPopTarget } from '../protocol/screen-pop.ts';
import type { ConnectionStatus } from '../protocol/status.ts';

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

export interface CrmEvents {
  /** Told at once to each new listener. */
  status: ConnectionStatus;
  clickToDial: ClickToDial;
  navigation: AppView;
  log: LogStatus;
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
  saveLog(log: CallLog, options?: CallOptions): Promise<SaveLogResult>;
  refreshView(options?: CallOptions): Promise<void>;
  getAppViewInfo(options?: CallOptions): Promise<AppView>;
  enableClickToDial(options?: CallOptions): Promise<void>;
  /** `reason` is what the agent reads on a number that cannot be clicked. */
  disableClickToDial(reason?: string, options?: CallOptions): Promise<void>;
  /** True for one asker among all windows of this CRM; see `claim` in the protocol. */
  claim(key: string, options?: CallOptions): Promise<boolean>;

  /** Says what the CRM may command. Replaces what was said before; told to the CRM at the next hello, or at once by a new one. */
  serve(commands: CommandHandlers): void;
  /** Tells the CRM of a call or the agent; kept, and told again after a reload. */
  publishCall(message: CallMessage): void;
  publishAgent(status: AgentStatus): void;
  readonly publishedCalls: readonly Call[];
  requestPanel(request: PanelRequest): void;

  on<Name extends keyof CrmEvents>(name: Name, listener: (event: CrmEvents[Name]) => void): () => void;
  dispose(): void;
}
