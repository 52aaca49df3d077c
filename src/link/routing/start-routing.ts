/** Calls at route points: a decider says where they go, within a deadline; otherwise they go to the point's default. */
import type { RouteDecision, RouteReason } from '../news.ts';
import type { LinkPart, PartContext } from '../part.ts';
import type { RouteRequest } from '../switch.ts';
import { ask } from './ask.ts';
import type { RoutePointConfig, RoutingConfig } from './config.ts';
import type { Advice } from './decider.ts';
import { DEFAULT_DEADLINE_MS, MAX_QUESTIONS, SEND_TIMEOUT_MS } from './limits.ts';
import { createRoutingMetrics } from './metrics.ts';
import { createRoutePoints } from './route-points.ts';
import { createSender } from './send.ts';

type Ending = Pick<RouteDecision, 'outcome' | 'reason' | 'destination'>;

/** Every decision is an event of the API, a metric, and a line in the log without numbers. */
export const startRouting = (config: RoutingConfig, { phoneSystem, log, registry, news }: Omit<PartContext, 'gateway' | 'app' | 'announce'>): LinkPart => {
  const { points, decider: common, deadlineMs: commonDeadlineMs = DEFAULT_DEADLINE_MS, secret } = config;
  const find = createRoutePoints(points);
  const metrics = createRoutingMetrics(registry);
  const send = createSender(phoneSystem, SEND_TIMEOUT_MS);
  const stopping = new AbortController();
  const handled = new Set<Promise<void>>();
  let underWay = 0;

  const adviceFor = async (point: RoutePointConfig, request: RouteRequest): Promise<Advice> => {
    if (underWay >= MAX_QUESTIONS) return { reason: 'tooMany' };
    underWay += 1;
    try {
      return await ask(request, {
        // The configuration was checked: there is one for each point.
        decider: point.decider ?? common ?? (() => undefined),
        deadlineMs: point.deadlineMs ?? commonDeadlineMs,
        secret,
        stopping: stopping.signal,
        fault: (error) => log.error({ err: error }, 'a decider failed'),
      });
    } finally {
      underWay -= 1;
    }
  };

  const goToDefault = async ({ default: destination }: RoutePointConfig, routeId: string, reason: RouteReason): Promise<Ending> => {
    const sent = await send(routeId, destination);
    if (sent === 'sent') return { outcome: 'defaulted', reason, destination };
    return sent === 'gone' ? { outcome: 'gone', reason } : { outcome: 'failed', reason: sent };
  };

  const decide = async (request: RouteRequest): Promise<Ending> => {
    const point = find(request.routePoint);
    if (!point) return { outcome: 'failed', reason: 'unknownPoint' };
    const { destination, reason } = await adviceFor(point, request);
    if (destination === undefined) return goToDefault(point, request.routeId, reason);
    const sent = await send(request.routeId, destination);
    if (sent === 'sent') return { outcome: 'decided', destination };
    return sent === 'gone' ? { outcome: 'gone' } : goToDefault(point, request.routeId, sent);
  };

  const handle = async (request: RouteRequest) => {
    const at = Date.now();
    const began = performance.now();
    const ending = await decide(request);
    const decision: RouteDecision = { at, ...request, ...ending, tookMs: Math.round(performance.now() - began) };
    const { outcome, reason, tookMs } = decision;
    metrics.decided(decision);
    log[outcome === 'decided' || outcome === 'gone' ? 'info' : 'warn']({ outcome, reason, tookMs }, 'call at a route point');
    news.emit('route', decision);
  };

  // Nothing of it rejects but by a fault of ours, of which the phone system's own default is the remedy.
  const off = phoneSystem.on('route', (request) => {
    const handling = handle(request).catch((error: unknown) => log.error({ err: error }, 'a call could not be routed'));
    handled.add(handling);
    void handling.then(() => handled.delete(handling));
  });
  return {
    /** Calls that still wait go to their defaults. */
    async stop() {
      off();
      stopping.abort();
      await Promise.all(handled);
    },
  };
};
