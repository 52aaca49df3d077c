/** The second port: one-way messages in both directions, since a penpal call costs twice what an event should. */
import { EVENTS_BEHIND_MS } from '../protocol/limits.ts';
import type { Schema } from '../protocol/schema.ts';
import { createArrivals } from './arrivals.ts';
import { measure } from './measure.ts';

/** What travels on it. `abort` gives up a call, `goodbye` says that the page is leaving, or that the other was cut off. */
type EventMessage =
  | { type: 'event'; name: string; payload: unknown }
  | { type: 'abort'; id: number }
  | { type: 'ping' }
  | { type: 'pong' }
  | { type: 'goodbye'; reason?: 'CUT_OFF' };

export interface EventPortOptions {
  port: MessagePort;
  /** Events this side understands. */
  schema(name: string): Schema<unknown> | undefined;
  /** Asked for each message before anything else; false drops it. */
  admit(): boolean;
  maxMessageBytes: number;
  onEvent(name: string, payload: unknown): void;
  onAbort(id: unknown): void;
  onGoodbye(reason: 'CUT_OFF' | undefined): void;
  /** Something of ours that is malformed. Names of newer events are no fault and not reported. */
  onMalformed(problem: string): void;
}

export const openEventPort = ({ port, schema, admit, maxMessageBytes, onEvent, onAbort, onGoodbye, onMalformed }: EventPortOptions) => {
  const post = (message: EventMessage): void => port.postMessage(message);

  const receiveEvent = (name: unknown, payload: unknown): void => {
    const shape = typeof name === 'string' ? schema(name) : undefined;
    if (!shape) return;
    try {
      measure(payload, maxMessageBytes);
    } catch {
      onMalformed(`${name} was larger than agreed and is ignored`);
      return;
    }
    const parsed = shape().safeParse(payload);
    if (parsed.success) onEvent(name as string, parsed.data);
    else onMalformed(`${name} is not of the documented shape and is ignored`);
  };

  const receive = (message: Record<string, unknown>): void => {
    switch (message.type) {
      case 'event':
        receiveEvent(message.name, message.payload);
        break;
      case 'abort':
        onAbort(message.id);
        break;
      case 'ping':
        post({ type: 'pong' });
        break;
      case 'pong':
        break;
      case 'goodbye':
        onGoodbye(message.reason === 'CUT_OFF' ? 'CUT_OFF' : undefined);
        break;
      default:
        onMalformed('a message on the event port has no known type');
    }
  };

  let sent = 0;
  const arrivals = createArrivals(EVENTS_BEHIND_MS);
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    const message = (typeof data === 'object' && data !== null ? data : {}) as Record<string, unknown>;
    if (admit()) receive(message);
    // One that was dropped has arrived too, or every answer after it would be waited for.
    if (message.type === 'event') arrivals.note();
  };

  return {
    /** @throws CtiError `TOO_LARGE`, `NOT_CLONEABLE`. */
    send(name: string, payload: unknown, maxBytes: number): void {
      measure(payload, maxBytes);
      post({ type: 'event', name, payload });
      sent += 1;
    },
    /** Events sent until now. */
    get sent(): number {
      return sent;
    },
    /** Waits, if it must, until so many of the other side's have arrived. */
    reach: arrivals.reach,
    abort: (id: number) => post({ type: 'abort', id }),
    ping: () => post({ type: 'ping' }),
    goodbye: (reason?: 'CUT_OFF') => post(reason ? { type: 'goodbye', reason } : { type: 'goodbye' }),
    close(): void {
      port.onmessage = null;
      port.close();
      arrivals.stop();
    },
  };
};
