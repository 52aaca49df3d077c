import { Counter, Gauge, type Registry } from 'prom-client';
import type { StreamEnd } from './event-stream.ts';
import type { DeliveryOutcome } from './webhooks/deliver.ts';

export interface ApiMetrics {
  /** `operation` is one of the API's own, or `none`. */
  request(operation: string, status: number): void;
  streams(count: number): void;
  streamEnded(why: StreamEnd): void;
  delivery(outcome: DeliveryOutcome): void;
  /** Events for webhooks that were given up: the queue was full, or no attempt succeeded. */
  undelivered(why: 'overflow' | 'attempts'): void;
  /** Events that wait for all receivers together. */
  waiting(change: number): void;
}

/** Labels are of our own making, each from a short list. */
export const createApiMetrics = (registry: Registry): ApiMetrics => {
  const registers = [registry];
  const requests = new Counter({ name: 'ringframe_api_requests_total', help: 'Requests to the API', labelNames: ['operation', 'status'], registers });
  const streams = new Gauge({ name: 'ringframe_api_streams', help: 'Event streams that are open', registers });
  const ends = new Counter({ name: 'ringframe_api_streams_ended_total', help: 'Event streams that ended', labelNames: ['reason'], registers });
  const deliveries = new Counter({ name: 'ringframe_webhook_attempts_total', help: 'Attempts to deliver an event', labelNames: ['outcome'], registers });
  const undelivered = new Counter({ name: 'ringframe_webhook_undelivered_total', help: 'Events given up', labelNames: ['reason'], registers });
  const waiting = new Gauge({ name: 'ringframe_webhook_waiting', help: 'Events that wait for their receivers', registers });
  return {
    request: (operation, status) => requests.inc({ operation, status }),
    streams: (count) => streams.set(count),
    streamEnded: (reason) => ends.inc({ reason }),
    delivery: (outcome) => deliveries.inc({ outcome }),
    undelivered: (reason) => undelivered.inc({ reason }),
    waiting: (change) => waiting.inc(change),
  };
};
