import type { Service } from '../bridge/dispatcher.ts';
import { createTable, requireOrigin } from '../bridge/index.ts';
import type { AgentStatus } from '../protocol/agent.ts';
import type { Call } from '../protocol/call.ts';
import { type ClickToDialState, type CrmMethods, crmAnswers } from '../protocol/crm-methods.ts';
import { createEmitter } from '../protocol/emitter.ts';
import { CtiError } from '../protocol/error.ts';
import { CONNECT_TIMEOUT_MS, DEFAULT_LIMITS, HEARTBEAT_INTERVAL_MS, MAX_CALLS } from '../protocol/limits.ts';
import { commandParams } from '../protocol/phone-commands.ts';
import type { ConnectionStatus } from '../protocol/status.ts';
import { PROTOCOL_VERSIONS, SOFTWARE } from '../protocol/version.ts';
import type { CallOptions, ConnectOptions, CrmConnection, CrmEvents } from './crm-connection.ts';
import { createCrmLink } from './crm-link.ts';

const findHost = (): Window => {
  if (window.parent !== window) return window.parent;
  throw new CtiError('NO_ANSWER', 'This page is not embedded in a CRM. Open it through mountSoftphone, or pass hostWindow.');
};

/**
 * Connects this softphone page to the CRM that embeds it. Resolves when the CRM has said what it grants. Afterwards the
 * connection looks after itself: `status` tells how it stands, and after a reload of either page it is back.
 *
 * Rejects with `ORIGIN_REFUSED`, `PROTOCOL_MISMATCH`, `NO_ANSWER` (nobody within `connectTimeoutMs`), `ABORTED`,
 * `INVALID_ARGUMENT` (an allowed origin that is none).
 * @example
 * const crm = await connectToCrm({ allowedOrigins: ['https://crm.example'] });
 * await crm.screenPop({ type: 'record', recordId: 'contact/17' });
 */
export const connectToCrm = async (options: ConnectOptions): Promise<CrmConnection> => {
  if (!Array.isArray(options.allowedOrigins) || !options.allowedOrigins.length)
    throw new CtiError('INVALID_ARGUMENT', 'allowedOrigins must list the origins that may embed this page.');
  const allowedOrigins = options.allowedOrigins.map(requireOrigin);
  const { signal } = options;
  if (signal?.aborted) throw new CtiError('ABORTED', 'Connecting was aborted.', { cause: signal.reason });

  let services: ReadonlyMap<string, Service> = new Map();
  const calls = new Map<string, Call>();
  let agent: AgentStatus | undefined;
  let clickToDial: ClickToDialState | undefined;

  const emitter = createEmitter<CrmEvents>({ status: () => [link.status] });
  const link = createCrmLink({
    hostWindow: options.hostWindow ?? findHost(),
    allowedOrigins,
    connectTimeoutMs: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
    heartbeatIntervalMs: options.heartbeatIntervalMs ?? HEARTBEAT_INTERVAL_MS,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    logger: options.logger ?? console,
    hello: () => ({
      protocol: [...PROTOCOL_VERSIONS],
      software: { ...SOFTWARE },
      wants: [...(options.wants ?? Object.keys(crmAnswers))],
      serves: [...services.keys()],
      limits: { ...DEFAULT_LIMITS, ...options.limits },
      calls: [...calls.values()],
      agent,
      clickToDial,
    }),
    service: (name) => services.get(name),
    exists: (name) => Object.hasOwn(commandParams, name),
    onStatus: (status) => emitter.emit('status', status),
    onEvent: (name, payload) => emitter.emit(name, payload as never),
  });

  const ask = <Name extends keyof CrmMethods>(
    name: Name,
    params: Parameters<CrmMethods[Name]>[0] extends undefined ? void : Parameters<CrmMethods[Name]>[0],
    callOptions?: CallOptions,
  ): Promise<ReturnType<CrmMethods[Name]>> => link.request(name, crmAnswers[name] as never, params as never, callOptions);

  const setClickToDial = (state: ClickToDialState, callOptions?: CallOptions): Promise<void> => {
    // Kept first: if the CRM is not there now, it learns of it with the next hello.
    clickToDial = state;
    return ask('setClickToDial', state, callOptions);
  };

  const connection: CrmConnection = {
    get status() {
      return link.status;
    },
    grants: link.grants,
    search: (query, callOptions) => ask('search', query, callOptions),
    screenPop: (target, callOptions) => ask('screenPop', target, callOptions),
    saveLog: (log, callOptions) => ask('saveLog', log, callOptions),
    refreshView: (callOptions) => ask('refreshView', undefined as never, callOptions),
    getAppViewInfo: (callOptions) => ask('getAppViewInfo', undefined as never, callOptions),
    enableClickToDial: (callOptions) => setClickToDial({ enabled: true }, callOptions),
    disableClickToDial: (reason, callOptions) => setClickToDial({ enabled: false, reason }, callOptions),
    claim: (key, callOptions) => ask('claim', { key }, callOptions),
    serve(commands) {
      services = createTable(commandParams, commands);
      link.send('offer', { serves: [...services.keys()] });
    },
    publishCall(message) {
      const { call } = message;
      if (call.state === 'null') calls.delete(call.id);
      else if (calls.has(call.id) || calls.size < MAX_CALLS) calls.set(call.id, call);
      link.send('call', message);
    },
    publishAgent(status) {
      agent = status;
      link.send('agent', status);
    },
    get publishedCalls() {
      return [...calls.values()];
    },
    requestPanel: (request) => link.send('panel', request),
    on: emitter.on,
    dispose() {
      link.dispose();
      emitter.dispose();
    },
  };

  await firstAnswer(connection, signal);
  return connection;
};

/** Waits until the connection is ready or cannot be; in that case nothing of it is left behind. */
const firstAnswer = (connection: CrmConnection, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const giveUp = (error: CtiError): void => {
      connection.dispose();
      reject(error);
    };
    const onAbort = () => giveUp(new CtiError('ABORTED', 'Connecting was aborted.', { cause: signal?.reason }));
    signal?.addEventListener('abort', onAbort, { once: true });
    const unsubscribe = connection.on('status', (status: ConnectionStatus) => {
      if (status.state !== 'ready' && status.state !== 'refused' && status.state !== 'failed') return;
      signal?.removeEventListener('abort', onAbort);
      queueMicrotask(() => unsubscribe());
      if (status.state === 'ready') resolve();
      else giveUp(status.error);
    });
  });
