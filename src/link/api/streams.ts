/** All streams that are open: how many there may be, who hears of their coming and going, and their end. */
import type { Emitter } from '../../protocol/emitter.ts';
import type { LinkNews } from '../news.ts';
import type { Client } from './clients.ts';
import { createEventStream, type EventStream, type EventStreamOptions, type StreamEnd } from './event-stream.ts';
import { MAX_CLIENT_STREAMS, MAX_STREAMS } from './limits.ts';
import { problem } from './problem.ts';

export interface Streams {
  readonly count: number;
  /** @throws CtiError `RATE_LIMITED`, `UNREACHABLE` */
  open(client: Client, options: Omit<EventStreamOptions, 'ended'>): ReadableStream<Uint8Array>;
  stop(): void;
}

export interface StreamsOptions {
  news: Emitter<LinkNews>;
  onEnd(why: StreamEnd, count: number): void;
  onOpen(count: number): void;
}

export const createStreams = ({ news, onOpen, onEnd }: StreamsOptions): Streams => {
  const open = new Set<EventStream>();
  let isStopped = false;

  return {
    get count() {
      return open.size;
    },
    open(client, options) {
      if (isStopped) throw problem(503, 'UNREACHABLE', 'The link stops.');
      if (client.streams >= MAX_CLIENT_STREAMS) throw problem(429, 'RATE_LIMITED', `A client has at most ${MAX_CLIENT_STREAMS} streams.`);
      if (open.size >= MAX_STREAMS) throw problem(503, 'UNREACHABLE', `There are ${MAX_STREAMS} streams already.`);
      const stream = createEventStream({
        ...options,
        ended(why) {
          open.delete(stream);
          client.streams -= 1;
          onEnd(why, open.size);
          news.emit('connection', { what: 'stream', state: 'disconnected', client: client.name, reason: why === 'left' ? 'lost' : why });
        },
      });
      open.add(stream);
      client.streams += 1;
      onOpen(open.size);
      news.emit('connection', { what: 'stream', state: 'connected', client: client.name });
      return stream.body;
    },
    stop() {
      isStopped = true;
      for (const stream of [...open]) stream.stop();
    },
  };
};
