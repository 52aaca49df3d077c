/** Monitors that outlive their session: they die with it at the server, and are made again after each opening. */
import { createEmitter } from '../../../../protocol/emitter.ts';
import { type CtiError, isCtiError } from '../../../../protocol/error.ts';
import type { DecodedMessage } from '../codec/index.ts';
import type { CiscoSession } from '../session/index.ts';
import { inTurn } from './in-turn.ts';
import { MAX_EARLY_EVENTS, REQUESTS_AT_ONCE } from './limits.ts';

/** An event of a monitor: it names the monitor. */
export type MonitoredMessage = Extract<DecodedMessage, { monitorId: number; name: `${string}_EVENT` }>;

export interface MonitorEvents {
  event: MonitoredMessage;
  /** The server knows it no more: its call or session is over, or it could not be made again (`error`). Told once. */
  ended: { error?: CtiError | undefined };
}

export interface Monitor {
  /** The server's number for it; another one after each opening, and none while there is no session. */
  readonly monitorId: number | undefined;
  /** The first who listens to `event` hears what came since it was started. */
  on<Name extends keyof MonitorEvents>(name: Name, listener: (event: MonitorEvents[Name]) => void): () => void;
  /** Resolves when the server has ended it; at once when it has ended already. */
  stop(): Promise<void>;
}

export interface MonitorKind {
  /** Asks the server; `started` is called at the answer's place in the stream. */
  start(started: (monitorId: number) => void): Promise<unknown>;
  stop(monitorId: number): Promise<unknown>;
  /** Whether this is the last event there will be. */
  isLast?(event: MonitoredMessage): boolean;
  /** It cannot be made again after an opening by itself. */
  isBoundToSession?: boolean;
}

interface Held {
  kind: MonitorKind;
  monitorId: number | undefined;
  isStarting: boolean;
  emit(event: MonitoredMessage): void;
  end(error?: CtiError): void;
}

export interface Monitors {
  /**
   * `tap` hears every event at its place in the stream.
   * @throws CtiError as a rejection: why the server refuses it
   */
  start(kind: MonitorKind, tap?: (event: MonitoredMessage) => void): Promise<Monitor>;
  /** Makes one again that is bound to its session. */
  restart(monitor: Monitor): Promise<void>;
  dispose(): void;
}

const hasMonitor = (message: DecodedMessage): message is MonitoredMessage => 'monitorId' in message && message.name.endsWith('_EVENT');

export const createMonitors = (session: CiscoSession): Monitors => {
  const all = new Set<Held>();
  const byHandle = new WeakMap<Monitor, Held>();
  const byId = new Map<number, Held>();
  /** An event may come before the confirmation that names its monitor. */
  let early: MonitoredMessage[] = [];
  let starting = 0;

  const tell = (held: Held, event: MonitoredMessage): void => {
    held.emit(event);
    if (held.kind.isLast?.(event)) held.end();
  };

  const start = async (held: Held): Promise<void> => {
    starting += 1;
    held.isStarting = true;
    try {
      await held.kind.start((monitorId) => {
        held.monitorId = monitorId;
        byId.set(monitorId, held);
        const mine = early.filter((event) => event.monitorId === monitorId);
        early = early.filter((event) => event.monitorId !== monitorId);
        for (const event of mine) tell(held, event);
      });
    } finally {
      starting -= 1;
      held.isStarting = false;
      if (starting === 0) early = [];
    }
  };

  const forget = (held: Held): void => {
    all.delete(held);
    if (held.monitorId !== undefined) byId.delete(held.monitorId);
    held.monitorId = undefined;
  };

  const again = async (held: Held): Promise<void> => {
    try {
      await start(held);
    } catch (error) {
      // Without a session there is another opening; what the server refuses is over.
      if (isCtiError(error) && error.code !== 'NOT_CONNECTED') held.end(error);
    }
  };

  const offs = [
    session.on('message', (message) => {
      if (!hasMonitor(message)) return;
      const held = byId.get(message.monitorId);
      if (held) tell(held, message);
      else if (starting > 0 && early.length < MAX_EARLY_EVENTS) early.push(message);
    }),
    session.on('status', ({ state }) => {
      if (state === 'up' || state === 'connecting') return;
      byId.clear();
      for (const held of all) held.monitorId = undefined;
    }),
    session.synchronize(async ({ cause }) => {
      if (cause !== 'opened') return;
      await inTurn(
        [...all].filter(({ kind }) => !kind.isBoundToSession),
        REQUESTS_AT_ONCE,
        again,
      );
    }),
  ];

  return {
    async start(kind, tap) {
      /** Whoever starts a monitor listens only once it is there; what came meanwhile is for the first who does. */
      const unheard: MonitoredMessage[] = [];
      let isHeard = false;
      let over: MonitorEvents['ended'] | undefined;
      const emitter = createEmitter<MonitorEvents>({
        event() {
          isHeard = true;
          return unheard.splice(0);
        },
        ended: () => (over ? [over] : []),
      });
      const held: Held = {
        kind,
        monitorId: undefined,
        isStarting: false,
        emit(event) {
          tap?.(event);
          if (isHeard) emitter.emit('event', event);
          else if (unheard.length < MAX_EARLY_EVENTS) unheard.push(event);
        },
        end(error) {
          if (over) return;
          over = { error };
          forget(held);
          emitter.emit('ended', over);
        },
      };
      all.add(held);
      try {
        await start(held);
      } catch (error) {
        forget(held);
        throw error;
      }
      const monitor: Monitor = {
        get monitorId() {
          return held.monitorId;
        },
        on: emitter.on,
        async stop() {
          const { monitorId } = held;
          held.end();
          if (monitorId === undefined) return;
          await kind.stop(monitorId).catch((error: unknown) => {
            // It went with its session or its call meanwhile, which is what was wanted.
            if (!isCtiError(error, 'NOT_CONNECTED') && !isCtiError(error, 'INVALID_STATE')) throw error;
          });
        },
      };
      byHandle.set(monitor, held);
      return monitor;
    },
    async restart(monitor) {
      const held = byHandle.get(monitor);
      if (held && all.has(held) && held.monitorId === undefined && !held.isStarting) await again(held);
    },
    dispose() {
      for (const off of offs) off();
    },
  };
};
