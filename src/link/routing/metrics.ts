import { Counter, Histogram, type Registry } from 'prom-client';
import type { RouteDecision } from '../news.ts';

export interface RoutingMetrics {
  decided(decision: RouteDecision): void;
}

export const createRoutingMetrics = (registry: Registry): RoutingMetrics => {
  const registers = [registry];
  const decisions = new Counter({ name: 'ringframe_route_decisions_total', help: 'Calls at route points', labelNames: ['outcome', 'reason'], registers });
  const seconds = new Histogram({
    name: 'ringframe_route_seconds',
    help: 'How long a call at a route point waited for its destination',
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10],
    registers,
  });
  return {
    decided({ outcome, reason = 'none', tookMs }) {
      decisions.inc({ outcome, reason });
      seconds.observe(tookMs / 1_000);
    },
  };
};
