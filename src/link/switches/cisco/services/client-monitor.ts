/** The Client Monitor service: who else is connected to this server, and what they are told. */
import { createEmitter } from '../../../../protocol/emitter.ts';
import type { Message } from '../codec/index.ts';
import type { CiscoSession } from '../session/index.ts';
import { type CiscoService, servicesIn } from '../tables/services.ts';
import type { CommandOptions } from './connection.ts';
import { MAX_SESSIONS } from './limits.ts';
import { createMonitors, type Monitor } from './monitors.ts';

/** A client's session, as the server tells it. */
export interface ClientSession {
  sessionId: number;
  granted: readonly CiscoService[];
  event: Message<'CLIENT_SESSION_OPENED_EVENT'>;
}

export interface ClientMonitorEvents {
  opened: ClientSession;
  closed: { session: ClientSession | undefined; event: Message<'CLIENT_SESSION_CLOSED_EVENT'> };
  /** Our own session was lost: what was known of the others is void, and told anew. */
  reset: undefined;
}

export interface ClientMonitor {
  readonly sessions: readonly ClientSession[];
  /**
   * Tells what that client is told. A number of a session is another one after each opening, ours or its own: the monitor goes on when a session
   * of the same client, by its id, signature and address, is told again.
   */
  monitorSession(target: ClientSession, options?: CommandOptions): Promise<Monitor>;
  on<Name extends keyof ClientMonitorEvents>(name: Name, listener: (event: ClientMonitorEvents[Name]) => void): () => void;
  dispose(): void;
}

type Identity = Pick<Message<'CLIENT_SESSION_OPENED_EVENT'>, 'clientId' | 'clientSignature' | 'clientAddress'>;

const isSameClient = (one: Identity, other: Identity): boolean =>
  one.clientId === other.clientId && one.clientSignature === other.clientSignature && one.clientAddress === other.clientAddress;

/**
 * Make it in the same turn as the session: the server tells all existing sessions right after opening.
 * @example
 * const clients = clientMonitor(session);
 * clients.on('opened', ({ event, granted }) => list(event.clientId, granted));
 */
export const clientMonitor = (session: CiscoSession): ClientMonitor => {
  const emitter = createEmitter<ClientMonitorEvents>();
  const monitors = createMonitors(session);
  const sessions = new Map<number, ClientSession>();
  const targets = new Map<Monitor, { target: ClientSession; sessionId: number }>();

  const offs = [
    session.on('CLIENT_SESSION_OPENED_EVENT', (event) => {
      if (sessions.size >= MAX_SESSIONS && !sessions.has(event.sessionId)) return;
      const opened = { sessionId: event.sessionId, granted: servicesIn(event.servicesGranted), event };
      sessions.set(event.sessionId, opened);
      emitter.emit('opened', opened);
      for (const [monitor, target] of targets) {
        if (monitor.monitorId !== undefined || !isSameClient(target.target.event, event)) continue;
        target.sessionId = event.sessionId;
        void monitors.restart(monitor);
      }
    }),
    session.on('CLIENT_SESSION_CLOSED_EVENT', (event) => {
      const closed = sessions.get(event.sessionId);
      sessions.delete(event.sessionId);
      for (const [monitor, { sessionId }] of targets) if (sessionId === event.sessionId) monitors.detach(monitor);
      emitter.emit('closed', { session: closed, event });
    }),
    session.on('status', ({ state }) => {
      if (state === 'up' || state === 'connecting' || sessions.size === 0) return;
      sessions.clear();
      emitter.emit('reset', undefined);
    }),
  ];

  return {
    get sessions() {
      return [...sessions.values()];
    },
    async monitorSession(target, options) {
      const current = { target, sessionId: target.sessionId };
      // Only the first attempt is the caller's to give up.
      let first: CommandOptions | undefined = options;
      const monitor = await monitors.start({
        start(started) {
          const mine = first;
          first = undefined;
          return session.request('SESSION_MONITOR_START_REQ', { sessionId: current.sessionId }, { ...mine, ...started });
        },
        stop: (monitorId) => session.request('SESSION_MONITOR_STOP_REQ', { monitorId }),
        isBoundToSession: true,
      });
      targets.set(monitor, current);
      monitor.on('ended', () => void targets.delete(monitor));
      return monitor;
    },
    on: emitter.on,
    dispose() {
      for (const off of offs) off();
      monitors.dispose();
      emitter.dispose();
    },
  };
};
