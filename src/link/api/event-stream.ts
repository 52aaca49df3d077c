/** One reader's stream of events, in the form of Server-Sent Events (WHATWG HTML, section 9.2). */
import type { EventFilter } from './event.ts';
import { passes } from './event.ts';
import type { Entry, Journal } from './journal.ts';
import { MAX_STREAM_QUEUE_BYTES, STREAM_HEARTBEAT_MS, STREAM_RETRY_MS } from './limits.ts';

/** Why a stream begins with a snapshot: nothing to resume was named, or it is known no more, as after a restart or a long absence. */
export type ResetReason = 'started' | 'unknown';
export type StreamEnd = 'left' | 'slow' | 'stopping';

export interface EventStreamOptions {
  journal: Journal;
  filter: EventFilter;
  /** The header `Last-Event-ID`. */
  lastEventId: string | undefined;
  /** What holds now, for who cannot resume. */
  snapshot(): unknown;
  /** Closes the connection of who does not read: its queue is not ours to empty. False when there is none. */
  cutOff(): boolean;
  ended(why: StreamEnd): void;
  heartbeatMs?: number | undefined;
  maxQueueBytes?: number | undefined;
}

export interface EventStream {
  readonly body: ReadableStream<Uint8Array>;
  /** What was told still arrives. */
  stop(): void;
}

const field = (name: string, value: string) => `${name}: ${value}\n`;
const frame = (id: string, type: string, text: string) => Buffer.from(`${field('id', id)}${field('event', type)}${field('data', text)}\n`);

/** Made once for all streams. */
const frames = new WeakMap<Entry, Buffer>();
const frameOf = (entry: Entry): Buffer => {
  const { id, type, text } = entry;
  const made = frames.get(entry) ?? frame(id, type, text);
  frames.set(entry, made);
  return made;
};

export const createEventStream = (options: EventStreamOptions): EventStream => {
  const { journal, filter, lastEventId, snapshot, cutOff, ended, heartbeatMs = STREAM_HEARTBEAT_MS, maxQueueBytes = MAX_STREAM_QUEUE_BYTES } = options;
  let controller: ReadableStreamDefaultController<Uint8Array>;
  let isOver = false;
  /** What a reader may leave waiting: the beginning may be long, and is not its fault. */
  let allowance = maxQueueBytes;

  const end = (why: StreamEnd) => {
    if (isOver) return false;
    isOver = true;
    clearInterval(heartbeat);
    off();
    ended(why);
    return true;
  };

  const write = (bytes: Uint8Array) => {
    if (isOver) return;
    controller.enqueue(bytes);
    if ((controller.desiredSize ?? 0) >= -allowance) return;
    end('slow');
    if (!cutOff()) controller.error(new Error('This reader was too slow.'));
  };

  const beginning = (): readonly Buffer[] => {
    const missed = lastEventId === undefined ? undefined : journal.after(lastEventId);
    if (missed) return missed.filter((entry) => passes(filter, entry)).map(frameOf);
    const reason: ResetReason = lastEventId === undefined ? 'started' : 'unknown';
    return [frame(journal.lastId, 'reset', JSON.stringify({ reason, snapshot: snapshot() }))];
  };

  const body = new ReadableStream<Uint8Array>(
    {
      start(own) {
        controller = own;
        const bytes = Buffer.concat([Buffer.from(`retry: ${STREAM_RETRY_MS}\n\n`), ...beginning()]);
        allowance += bytes.length;
        write(bytes);
      },
      cancel: () => void end('left'),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
  );
  const off = journal.onEntry((entry) => passes(filter, entry) && write(frameOf(entry)));
  // The id goes along, so that who hears little of what happens does not come back with one that is forgotten.
  const heartbeat = setInterval(() => write(Buffer.from(`: heartbeat\n${field('id', journal.lastId)}\n`)), heartbeatMs);

  return {
    body,
    stop() {
      if (end('stopping')) controller.close();
    },
  };
};
