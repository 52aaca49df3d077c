/** A connection made of requests: what is to be told waits here until one comes to fetch it. */
import { LAST_WORDS_MS } from './limits.ts';
import type { GatewayTransport } from './transport.ts';

export interface PollTransport extends GatewayTransport {
  readonly closed: boolean;
  /** What there is to tell, now or as soon as there is something; nothing after `waitMs`, or when `signal` aborts. */
  fetch(waitMs: number, signal: AbortSignal): Promise<readonly string[]>;
}

/** @param onGone it is closed, and its last words were fetched, or nobody came for them */
export const createPollTransport = (onGone: () => void): PollTransport => {
  let queue: string[] = [];
  let length = 0;
  let closed = false;
  let drained: (() => void)[] = [];
  let wakeWaiting = () => {};
  let waking = false;
  let lastWords: ReturnType<typeof setTimeout> | undefined;

  const leave = () => {
    clearTimeout(lastWords);
    onGone();
  };

  const close = () => {
    if (closed) return;
    closed = true;
    wakeWaiting();
    // Why it is over is told to the next request, which may be on its way.
    if (queue.length > 0) lastWords = setTimeout(leave, LAST_WORDS_MS).unref();
    else leave();
  };

  const take = (): readonly string[] => {
    const taken = queue;
    queue = [];
    length = 0;
    if (closed) leave();
    const tell = drained;
    drained = [];
    // After the answer is on its way: what is told now is for the next one.
    if (tell.length > 0) setImmediate(() => tell.forEach((then) => void then()));
    return taken;
  };

  return {
    kind: 'poll',
    get queuedLength() {
      return length;
    },
    get closed() {
      return closed;
    },
    send(text) {
      if (closed) return;
      queue.push(text);
      length += text.length;
      if (waking) return;
      // What happens together goes together: an event, and the answer of the command that led to it.
      waking = true;
      setImmediate(() => {
        waking = false;
        wakeWaiting();
      });
    },
    whenDrained(then) {
      drained.push(then);
    },
    close,
    terminate() {
      queue = [];
      close();
    },
    fetch(waitMs, signal) {
      // One request waits at a time: a second means that the first was given up.
      wakeWaiting();
      if (queue.length > 0 || closed) return Promise.resolve(take());
      return new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', wake);
          if (wakeWaiting === wake) wakeWaiting = () => {};
          // Who has gone takes nothing along.
          resolve(signal.aborted ? [] : take());
        };
        const timer = setTimeout(wake, waitMs);
        signal.addEventListener('abort', wake, { once: true });
        wakeWaiting = wake;
      });
    },
  };
};
