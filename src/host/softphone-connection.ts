/**
 * The second stage of the host: all that needs penpal and the schemas, or serves the softphone's calls. Loaded while the
 * page in the frame loads (`mount-softphone.ts`); nothing of the first stage may import it but by `import()`.
 */
import type { CallLog, LogStatus } from '../protocol/call-log.ts';
import { crmParams } from '../protocol/crm-methods.ts';
import { CtiError } from '../protocol/error.ts';
import type { HostEvents, PanelRequest } from '../protocol/events.ts';
import { DEFAULT_LIMITS, HEARTBEAT_INTERVAL_MS } from '../protocol/limits.ts';
import { commandAnswers, type PhoneCommandName } from '../protocol/phone-commands.ts';
import type { RecordLog } from '../protocol/record-log.ts';
import type { Channels } from './channels.ts';
import { createClaims } from './claims.ts';
import type { SendCommand } from './commands.ts';
import { createCrmService } from './crm-service.ts';
import { createHostLink } from './host-link.ts';
import type { LoadingPanel } from './load-panel.ts';
import type { LoadingPopPart } from './load-pop-part.ts';
import { createOutbox } from './outbox.ts';
import type { MountOptions } from './softphone.ts';
import type { SoftphoneState } from './softphone-state.ts';

export interface SoftphoneConnectionOptions extends Pick<MountOptions, 'crm' | 'logger' | 'heartbeatIntervalMs' | 'limits' | 'callCenterSettings'> {
  frame: HTMLIFrameElement;
  origin: string;
  connectTimeoutMs: number;
  /** How much of it went by while this was loaded. */
  elapsedMs: number;
  /** Told of all that happens. */
  state: SoftphoneState;
  channels: Channels;
  panel: LoadingPanel | undefined;
  pops: LoadingPopPart;
}

export interface SoftphoneConnection {
  command: SendCommand;
  send<Name extends keyof HostEvents>(name: Name, payload: HostEvents[Name]): void;
  readonly pendingLogs: readonly LogStatus[];
  retryLogs(): void;
  dispose(): void;
}

const isCommand = (name: string): name is PhoneCommandName => Object.hasOwn(commandAnswers, name);

export const openSoftphoneConnection = (options: SoftphoneConnectionOptions): SoftphoneConnection => {
  const { frame, origin, connectTimeoutMs, elapsedMs, state, channels, panel, pops, crm = {}, logger = console } = options;
  const { clickToDial } = state;
  const offered = (serves: readonly string[]): void => state.setCapabilities(serves.filter(isCommand));

  // Before the first call needs it, and so that what is wrong with it shows. Who removed the softphone meanwhile needs none.
  if (pops.isSetUp)
    pops.load().catch((error) => {
      if (state.status.state !== 'disposed') logger.error('ringframe: screen pops are not ready', error);
    });

  const claims = createClaims(origin);
  const onLog = (status: LogStatus): void => {
    link.send('log', status);
    state.emit('log', status);
  };
  const logs = createOutbox<CallLog>({
    save: async (log, signal) => crm.saveLog?.(log, { signal }),
    onStatus: onLog,
    onFailure: (error) => logger.error('ringframe: saveLog failed', error),
  });
  const records = createOutbox<RecordLog>({
    save: async (log, signal) => crm.saveRecord?.(log, { signal }),
    onStatus: onLog,
    onFailure: (error) => logger.error('ringframe: saveRecord failed', error),
  });

  const link = createHostLink({
    frame,
    origin,
    connectTimeoutMs,
    elapsedMs,
    heartbeatIntervalMs: options.heartbeatIntervalMs ?? HEARTBEAT_INTERVAL_MS,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    logger,
    services: createCrmService(crm, {
      saveLog: logs.save,
      saveRecord: records.save,
      claim: claims.claim,
      setClickToDial: clickToDial && ((next) => clickToDial.setState(next)),
      searchAndScreenPop: async (request, context) => (await pops.load()).searchAndScreenPop(request, context),
      settings: options.callCenterSettings,
      pops,
      panel,
      channels,
      onInitialized: () => state.emit('initialized', undefined),
    }),
    exists: (name) => Object.hasOwn(crmParams, name),
    // The end of this connection is not the end of the softphone: a standby page may follow.
    onStatus: (status) => {
      if (status.state !== 'disposed') state.setStatus(status);
    },
    onHello: (hello) => {
      channels.reset();
      offered(hello.serves);
      state.greet(hello);
    },
    onEvent: (name, payload) => {
      if (name === 'offer') offered((payload as { serves: string[] }).serves);
      if (name === 'panel') panel?.request(payload as PanelRequest);
      state.hear[name](payload as never);
    },
  });

  return {
    command: async (name, request, callOptions) => {
      // Asked here first: a command that is not granted costs no message.
      if (link.status.state === 'ready' && !state.capabilities.includes(name)) throw new CtiError('NOT_SUPPORTED', `This phone does not grant ${name}.`);
      return link.request(name, commandAnswers[name] as never, request, callOptions);
    },
    send: link.send,
    get pendingLogs() {
      return [...logs.pending, ...records.pending];
    },
    retryLogs() {
      logs.retryAll();
      records.retryAll();
    },
    dispose() {
      link.dispose();
      logs.dispose();
      records.dispose();
      claims.dispose();
    },
  };
};
