/**
 * The second stage of the softphone: all that needs penpal and the schemas. `connect-to-crm.ts` loads it; nothing of the
 * first stage may import it but by `import()`.
 */
import type { Service } from '../bridge/dispatcher.ts';
import { createTable } from '../bridge/index.ts';
import type { AgentStatus } from '../protocol/agent.ts';
import type { Call } from '../protocol/call.ts';
import type { ChannelMessage } from '../protocol/channel.ts';
import { type ClickToDialState, crmAnswers } from '../protocol/crm-methods.ts';
import { createEmitter } from '../protocol/emitter.ts';
import { DEFAULT_LIMITS, HEARTBEAT_INTERVAL_MS, MAX_CALLS } from '../protocol/limits.ts';
import { commandParams } from '../protocol/phone-commands.ts';
import { PROTOCOL_VERSIONS, SOFTWARE } from '../protocol/version.ts';
import { createChannels } from './channels.ts';
import type { CallOptions, ConnectOptions, CrmConnection, CrmEvents } from './crm-connection.ts';
import { createCrmLink } from './crm-link.ts';
import { type Ask, createCrmMethods } from './crm-methods.ts';

export interface OpenOptions extends ConnectOptions {
  hostWindow: Window;
  connectTimeoutMs: number;
  /** How much of it went by while this was loaded. */
  elapsedMs: number;
}

export const openCrmConnection = (options: OpenOptions): CrmConnection => {
  let services: ReadonlyMap<string, Service> = new Map();
  const calls = new Map<string, Call>();
  /** Until the first `serve` there may be calls that nobody has told of yet. */
  let callsPending = true;
  let session: string | undefined;
  let agent: AgentStatus | undefined;
  let clickToDial: ClickToDialState | undefined;

  const emitter = createEmitter<CrmEvents>({ status: () => [link.status] });
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const link = createCrmLink({
    hostWindow: options.hostWindow,
    allowedOrigins: options.allowedOrigins,
    connectTimeoutMs: options.connectTimeoutMs,
    elapsedMs: options.elapsedMs,
    heartbeatIntervalMs: options.heartbeatIntervalMs ?? HEARTBEAT_INTERVAL_MS,
    limits,
    logger: options.logger ?? console,
    hello: () => ({
      protocol: [...PROTOCOL_VERSIONS],
      software: { ...SOFTWARE },
      wants: [...(options.wants ?? Object.keys(crmAnswers))],
      serves: [...services.keys()],
      limits,
      calls: [...calls.values()],
      callsPending: callsPending || undefined,
      agent,
      clickToDial,
    }),
    service: (name) => services.get(name),
    exists: (name) => Object.hasOwn(commandParams, name),
    onStatus(status) {
      if (status.state === 'ready' && status.session !== session) {
        session = status.session;
        channels.restore();
      }
      emitter.emit('status', status);
    },
    onEvent: (name, payload) => (name === 'message' ? channels.deliver(payload as ChannelMessage) : emitter.emit(name, payload as never)),
  });

  const ask: Ask = (name, params, callOptions) => link.request(name, crmAnswers[name] as never, params, callOptions);
  const channels = createChannels(ask);

  const setClickToDial = (state: ClickToDialState, callOptions?: CallOptions): Promise<void> => {
    // Kept first: if the CRM is not there now, it learns of it with the next hello.
    clickToDial = state;
    return ask('setClickToDial', state, callOptions);
  };

  return {
    get status() {
      return link.status;
    },
    grants: link.grants,
    ...createCrmMethods(ask),
    enableClickToDial: (callOptions) => setClickToDial({ enabled: true }, callOptions),
    disableClickToDial: (reason, callOptions) => setClickToDial({ enabled: false, reason }, callOptions),
    subscribe: channels.subscribe,
    serve(commands) {
      services = createTable(commandParams, commands);
      callsPending = false;
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
    publishMessage: (message) => link.send('message', message),
    publishVendorEvent: (event) => link.send('vendorEvent', event),
    publishAssistance: (assistance) => link.send('assistance', assistance),
    get publishedCalls() {
      return [...calls.values()];
    },
    requestPanel: (request) => link.send('panel', request),
    on: emitter.on,
    onClickToDial: (listener) => emitter.on('clickToDial', listener),
    onNavigationChange: (listener) => emitter.on('navigation', listener),
    onWorkStart: (listener) => emitter.on('workStart', listener),
    onObjectUpdate: (listener) => emitter.on('objectUpdate', listener),
    dispose() {
      link.dispose();
      channels.dispose();
      emitter.dispose();
    },
  };
};
