/**
 * One receiver's queue: events in their order, one at a time, each until it was taken or given up. What was taken may come again when its answer
 * was lost, with the same id.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { WebhookConfig } from '../config.ts';
import type { Entry } from '../journal.ts';
import { MAX_WEBHOOK_QUEUE, MAX_WEBHOOK_QUEUE_LENGTH, WEBHOOK_ATTEMPTS, WEBHOOK_RETRY_FIRST_MS, WEBHOOK_RETRY_MAX_MS, WEBHOOK_TIMEOUT_MS } from '../limits.ts';
import type { ApiMetrics } from '../metrics.ts';
import { deliver } from './deliver.ts';

/** Of `limits.ts`, unless a test is in a hurry. */
export interface ReceiverLimits {
  queue?: number | undefined;
  queueLength?: number | undefined;
  timeoutMs?: number | undefined;
  retryFirstMs?: number | undefined;
  retryMaxMs?: number | undefined;
  attempts?: number | undefined;
}

export interface ReceiverOptions {
  config: WebhookConfig;
  metrics: Pick<ApiMetrics, 'delivery' | 'undelivered' | 'waiting'>;
  /** Something for the administrator. */
  warn(what: string, details: Record<string, unknown>): void;
  limits?: ReceiverLimits | undefined;
}

export interface Receiver {
  tell(entry: Entry): void;
  /** What waits is given up. */
  stop(): Promise<void>;
}

export const createReceiver = ({ config, metrics, warn, limits = {} }: ReceiverOptions): Receiver => {
  const {
    queue: maxQueue = MAX_WEBHOOK_QUEUE,
    queueLength: maxLength = MAX_WEBHOOK_QUEUE_LENGTH,
    timeoutMs = WEBHOOK_TIMEOUT_MS,
    attempts = WEBHOOK_ATTEMPTS,
  } = limits;
  const { retryFirstMs = WEBHOOK_RETRY_FIRST_MS, retryMaxMs = WEBHOOK_RETRY_MAX_MS } = limits;
  const stopping = new AbortController();
  const { signal } = stopping;
  let queue: Entry[] = [];
  /** Characters of it. */
  let length = 0;
  let working: Promise<void> | undefined;
  /** Said once, until the queue is empty again. */
  let overflowed = false;

  /** Between a half and all of it, so that receivers which came down together are not asked together. */
  const pause = (attempt: number, atLeastMs: number) => {
    const fullMs = Math.min(retryMaxMs, retryFirstMs * 2 ** attempt);
    return wait(Math.max(Math.min(atLeastMs, retryMaxMs), fullMs * (0.5 + Math.random() / 2)), undefined, { signal, ref: false }).catch(() => {});
  };

  const hand = async (entry: Entry) => {
    for (let attempt = 0; attempt < attempts && !signal.aborted; attempt += 1) {
      const { outcome, retryAfterMs = 0 } = await deliver(config, entry, { timeoutMs, signal });
      metrics.delivery(outcome);
      if (outcome === 'delivered') return;
      if (attempt === 0) warn('a webhook was not taken and is sent again', { outcome });
      if (attempt + 1 < attempts) await pause(attempt, retryAfterMs);
    }
    if (signal.aborted) return;
    metrics.undelivered('attempts');
    warn('a webhook was given up', { attempts });
  };

  const take = (): Entry | undefined => {
    const next = queue.shift();
    if (!next) return undefined;
    length -= next.text.length;
    metrics.waiting(-1);
    return next;
  };

  const work = async () => {
    for (let next = take(); next && !signal.aborted; next = take()) {
      await hand(next);
    }
    overflowed = false;
    working = undefined;
  };

  return {
    tell(entry) {
      if (signal.aborted) return;
      queue.push(entry);
      length += entry.text.length;
      metrics.waiting(1);
      while (queue.length > maxQueue || (length > maxLength && queue.length > 1)) {
        take();
        metrics.undelivered('overflow');
        if (!overflowed) warn('a webhook’s queue is full: the oldest events are given up', { waiting: queue.length });
        overflowed = true;
      }
      working ??= work();
    },
    async stop() {
      stopping.abort();
      if (queue.length > 0) warn('the link stops before all webhooks were delivered', { undelivered: queue.length });
      metrics.waiting(-queue.length);
      queue = [];
      await working;
    },
  };
};
