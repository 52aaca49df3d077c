/** Monitors that outlive their session: they die with it at the server, and are made again after each opening. */
import { createEmitter } from '../../../../protocol/emitter.ts';
import { CtiError, isCtiError } from '../../../../protocol/error.ts';
import type { DecodedMessage } from '../codec/index.ts';
import type { CiscoSession, RequestOptions } from '../session/index.ts';
import { inTurn } from './in-turn.ts';
import { isRefusal } from './is-refusal.ts';
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

/** What becomes of the answer: at its place in the stream, or after it was given up. */
export type MonitorStarted = Required<Pick<RequestOptions<{ monitorId: number }>, 'answered' | 'late'>>;

export interface MonitorKind {
  /** Asks the server. */
  start(started: MonitorStarted): Promise<unknown>;
  stop(monitorId: number): Promise<unknown>;
  /** Whether this is the last event there will be. */
  isLast?(event: MonitoredMessage): boolean;
  /** It cannot be made again after an opening by itself. */
  isBoundToSession?: boolean;
  /** Called once when it is over, also where nobody is told. */
  over?(): void;
}

interface Held {
  kind: MonitorKind;
  monitorId: number | undefined;
  /** Until the server has answered. Never rejects. */
  starting: Promise<void> | undefined;
  emit(event: MonitoredMessage): void;
  end(error?: CtiError): void;
}

export interface Monitors {
  /**
   * `tap` hears every event at its place in the stream.
   * @throws CtiError as a rejection: why the server refuses it
   */
  start(kind: MonitorKind, tap?: (event: MonitoredMessage) => void): Promise<Monitor>;
  /** The server knows it no more, and it may be made again. */
  detach(monitor: Monitor): void;
  /** Makes one again that is bound to its session. */
  restart(monitor: Monitor): Promise<void>;
  /** Stops all of them. */
  dispose(): void;
}

/** Events of All Events have this number. */
const NO_MONITOR = 0;

const hasMonitor = (message: DecodedMessage): message is MonitoredMessage => 'monitorId' in message && message.name.endsWith('_EVENT');

export const createMonitors = (session: CiscoSession): Monitors => {
  const all = new Set<Held>();
  const byHandle = new WeakMap<Monitor, Held>();
  const byId = new Map<number, Held>();
  /** An event may come before the confirmation that names its monitor. */
  let early: MonitoredMessage[] = [];
  let starting = 0;
  let isDisposed = false;

  const tell = (held: Held, event: MonitoredMessage): void => {
    held.emit(event);
    if (held.kind.isLast?.(event)) held.end();
  };

  /** It went with its session or its call meanwhile, or is gone for another reason: which was what was wanted. */
  const isGone = (error: unknown): boolean => isCtiError(error, 'NOT_CONNECTED') || isCtiError(error, 'INVALID_STATE');
  const stopAtServer = async ({ kind }: Held, monitorId: number): Promise<void> => {
    await kind.stop(monitorId).catch((error: unknown) => {
      if (!isGone(error)) throw error;
    });
  };

  const begun = (held: Held, monitorId: number): Promise<void> | undefined => {
    // Stopped or given up meanwhile, or made by another attempt: what nobody hears the server shall not tell.
    if (!all.has(held) || held.monitorId !== undefined) return stopAtServer(held, monitorId);
    held.monitorId = monitorId;
    byId.set(monitorId, held);
    const mine = early.filter((event) => event.monitorId === monitorId);
    early = early.filter((event) => event.monitorId !== monitorId);
    for (const event of mine) tell(held, event);
    return undefined;
  };

  const start = (held: Held): Promise<void> => {
    const work = async (): Promise<void> => {
      starting += 1;
      let stopping: Promise<void> | undefined;
      try {
        await held.kind.start({
          answered({ monitorId }) {
            stopping = begun(held, monitorId);
          },
          late: ({ monitorId }) => void begun(held, monitorId)?.catch(() => undefined),
        });
        await stopping;
      } finally {
        starting -= 1;
        if (starting === 0) early = [];
      }
    };
    const whole = work();
    const settled = (): void => {
      held.starting = undefined;
    };
    held.starting = whole.then(settled, settled);
    return whole;
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
      if (isRefusal(error)) held.end(error);
      // Without a session there is another opening. Anything else is a problem of the moment, and it stays wanted.
      else if (!isCtiError(error, 'NOT_CONNECTED')) throw error;
    }
  };

  /** Of all events, and of the session's own: they are no monitor's of these. */
  const isOthers = (monitorId: number): boolean => monitorId === NO_MONITOR || monitorId === session.grant?.monitorId;

  const offs = [
    session.on('message', (message) => {
      if (!hasMonitor(message)) return;
      const held = byId.get(message.monitorId);
      if (held) tell(held, message);
      else if (starting > 0 && early.length < MAX_EARLY_EVENTS && !isOthers(message.monitorId)) early.push(message);
    }),
    session.on('status', ({ state }) => {
      if (state === 'up' || state === 'connecting') return;
      byId.clear();
      for (const held of all) held.monitorId = undefined;
    }),
    session.synchronize(async () => {
      const missing = [...all].filter(({ kind, monitorId, starting: isStarting }) => monitorId === undefined && !isStarting && !kind.isBoundToSession);
      for (const outcome of await inTurn(missing, REQUESTS_AT_ONCE, again)) if (outcome.status === 'rejected') throw outcome.reason;
    }),
  ];

  return {
    async start(kind, tap) {
      if (isDisposed) throw new CtiError('DISPOSED', 'This service was disposed. Make another one of the session.');
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
        starting: undefined,
        emit(event) {
          tap?.(event);
          if (isHeard) emitter.emit('event', event);
          else if (unheard.length < MAX_EARLY_EVENTS) unheard.push(event);
        },
        end(error) {
          if (over) return;
          over = { error };
          forget(held);
          kind.over?.();
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
          if (monitorId !== undefined) await stopAtServer(held, monitorId);
          else await held.starting;
        },
      };
      byHandle.set(monitor, held);
      return monitor;
    },
    detach(monitor) {
      const held = byHandle.get(monitor);
      if (held?.monitorId === undefined) return;
      byId.delete(held.monitorId);
      held.monitorId = undefined;
    },
    async restart(monitor) {
      const held = byHandle.get(monitor);
      if (!held || !all.has(held) || held.monitorId !== undefined || held.starting) return;
      // What does not work now is tried with the next session that fits.
      await again(held).catch(() => undefined);
    },
    dispose() {
      isDisposed = true;
      for (const off of offs) off();
      const left = [...all];
      all.clear();
      byId.clear();
      for (const held of left) {
        if (held.monitorId !== undefined) stopAtServer(held, held.monitorId).catch(() => undefined);
        held.kind.over?.();
      }
    },
  };
};
