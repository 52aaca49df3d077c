import { originOf } from '../bridge/index.ts';
import type { AgentStatus } from '../protocol/agent.ts';
import { crmParams } from '../protocol/crm-methods.ts';
import { createEmitter } from '../protocol/emitter.ts';
import { CtiError } from '../protocol/error.ts';
import { CONNECT_TIMEOUT_MS, DEFAULT_LIMITS, HEARTBEAT_INTERVAL_MS } from '../protocol/limits.ts';
import { commandAnswers, type PhoneCommandName } from '../protocol/phone-commands.ts';
import type { ConnectionStatus } from '../protocol/status.ts';
import { createCallBook } from './call-book.ts';
import { createClaims } from './claims.ts';
import { createClickToDial } from './click-to-dial.ts';
import { createCommands } from './commands.ts';
import { createCrmService } from './crm-service.ts';
import { createFrame } from './frame.ts';
import { createHostLink } from './host-link.ts';
import { createOutbox } from './outbox.ts';
import type { MountOptions, Softphone, SoftphoneHostEvents } from './softphone.ts';

const NOT_CONNECTED = { enabled: false, reason: 'The phone is not connected.' };

const isOver = (status: ConnectionStatus): status is Extract<ConnectionStatus, { error: CtiError }> => status.state === 'refused' || status.state === 'failed';

/**
 * Puts a softphone page into the CRM page and connects the two. Returns at once; `status` tells how it goes on.
 *
 * @throws CtiError `INVALID_ARGUMENT` when `src` is not https (or http on loopback) or `container` is not in the document.
 * @example
 * const softphone = mountSoftphone({
 *   src: 'https://phone.vendor.example/',
 *   container: document.querySelector('#phone'),
 *   crm: { search: ({ number }) => contactsByNumber(number), screenPop: (target) => router.open(target), saveLog: (log) => upsertActivity(log) },
 * });
 * softphone.on('call', ({ call }) => badge.show(call));
 */
export const mountSoftphone = (options: MountOptions): Softphone => {
  const { crm = {}, logger = console } = options;
  const origin = originOf(options.src, document.baseURI);
  if (!options.container?.isConnected) throw new CtiError('INVALID_ARGUMENT', 'container must be an element of the document.');

  let agent: AgentStatus | undefined;
  let capabilities: readonly PhoneCommandName[] = [];

  const emitter = createEmitter<SoftphoneHostEvents>({
    status: () => [link.status],
    call: () => calls.calls.map((call) => ({ event: 'updated', call })),
    agent: () => (agent ? [agent] : []),
  });
  const calls = createCallBook((message) => emitter.emit('call', message));
  const claims = createClaims(origin);
  const outbox = createOutbox({
    save: async (log, signal) => crm.saveLog?.(log, { signal }),
    onStatus: (status) => {
      link.send('log', status);
      emitter.emit('log', status);
    },
    onFailure: (error) => logger.error('ringframe: saveLog failed', error),
  });
  const clickToDial =
    options.clickToDial === false
      ? undefined
      : createClickToDial(options.clickToDial ?? {}, (click) => {
          link.send('clickToDial', click);
          emitter.emit('clickToDial', click);
        });

  const setCapabilities = (serves: readonly string[]): void => {
    capabilities = serves.filter((name): name is PhoneCommandName => Object.hasOwn(commandAnswers, name));
  };
  const setAgent = (status: AgentStatus): void => {
    agent = status;
    emitter.emit('agent', status);
  };

  const onStatus = (status: ConnectionStatus): void => {
    if (status.state !== 'ready' && status.state !== 'unresponsive') {
      capabilities = [];
      clickToDial?.setState(NOT_CONNECTED);
    }
    // Whoever waits for a page that will not come must not be left with calls that look alive.
    if (isOver(status)) {
      calls.replace([]);
      agent = undefined;
    }
    emitter.emit('status', status);
  };

  const frame = createFrame(options.container, options);
  const link = createHostLink({
    frame,
    origin,
    connectTimeoutMs: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
    heartbeatIntervalMs: options.heartbeatIntervalMs ?? HEARTBEAT_INTERVAL_MS,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    logger,
    services: createCrmService(crm, { saveLog: outbox.save, claim: claims.claim, setClickToDial: clickToDial && ((state) => clickToDial.setState(state)) }),
    exists: (name) => Object.hasOwn(crmParams, name),
    onStatus,
    onHello: (hello) => {
      setCapabilities(hello.serves);
      clickToDial?.setState(hello.clickToDial ?? { enabled: false, reason: 'The phone is starting.' });
      calls.replace(hello.calls);
      if (hello.agent) setAgent(hello.agent);
    },
    onEvent: (name, payload) => eventHandlers[name](payload as never),
  });

  const eventHandlers = {
    offer: ({ serves }: { serves: string[] }) => setCapabilities(serves),
    call: calls.apply,
    agent: setAgent,
    panel: (request: SoftphoneHostEvents['panel']) => emitter.emit('panel', request),
  };

  const commands = createCommands(async (name, request, callOptions) => {
    // Asked here first: a command that is not granted costs no message.
    if (link.status.state === 'ready' && !capabilities.includes(name)) throw new CtiError('NOT_SUPPORTED', `This phone does not grant ${name}.`);
    return link.request(name, commandAnswers[name] as never, request, callOptions);
  });

  return {
    ...commands,
    frame,
    get status() {
      return link.status;
    },
    get calls() {
      return calls.calls;
    },
    get agent() {
      return agent;
    },
    get capabilities() {
      return capabilities;
    },
    get pendingLogs() {
      return outbox.pending;
    },
    ready: ({ signal } = {}) =>
      new Promise((resolve, reject) => {
        if (link.status.state === 'disposed') throw new CtiError('DISPOSED', 'The softphone was removed from the page.');
        if (signal?.aborted) throw new CtiError('ABORTED', 'Waiting for the softphone was aborted.', { cause: signal.reason });
        const stop = (settle: () => void): void => {
          // `on` replays at once, before it has returned its unsubscribe.
          queueMicrotask(() => unsubscribe());
          signal?.removeEventListener('abort', onAbort);
          settle();
        };
        const onAbort = () => stop(() => reject(new CtiError('ABORTED', 'Waiting for the softphone was aborted.', { cause: signal?.reason })));
        signal?.addEventListener('abort', onAbort, { once: true });
        const unsubscribe = emitter.on('status', (status) => {
          if (status.state === 'ready') stop(resolve);
          else if (isOver(status)) stop(() => reject(status.error));
          else if (status.state === 'disposed') stop(() => reject(new CtiError('DISPOSED', 'The softphone was removed from the page.')));
        });
      }),
    setAppView: (view) => link.send('navigation', view),
    retryLogs: outbox.retryAll,
    on: emitter.on,
    dispose() {
      if (link.status.state === 'disposed') return;
      link.dispose();
      outbox.dispose();
      claims.dispose();
      clickToDial?.dispose();
      calls.replace([]);
      emitter.dispose();
      frame.remove();
    },
  };
};
