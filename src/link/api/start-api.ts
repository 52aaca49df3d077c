/** Server-side integration: REST, a stream of events, webhooks. */

import { CtiError } from '../../protocol/error.ts';
import type { RouteDecision } from '../news.ts';
import type { LinkPart, PartContext } from '../part.ts';
import { createClients } from './clients.ts';
import type { ApiConfig } from './config.ts';
import { createIdempotencyStore } from './idempotency.ts';
import { createJournal } from './journal.ts';
import { createKnownAgents } from './known-agents.ts';
import { BASE_PATH, DIAGNOSTIC_ENTRIES } from './limits.ts';
import { createApiMetrics } from './metrics.ts';
import { createDocument } from './openapi/document.ts';
import { type Route, route } from './route.ts';
import { agentRoutes } from './routes/agents.ts';
import { announcementRoutes } from './routes/announcements.ts';
import { isDriven } from './routes/driven-switch.ts';
import { eventRoutes } from './routes/events.ts';
import { simulatorRoutes } from './routes/simulator.ts';
import { serve } from './serve.ts';
import { createStreams } from './streams.ts';
import type { ReceiverLimits } from './webhooks/receiver.ts';
import { createWebhooks } from './webhooks/webhooks.ts';

export type ApiContext = Omit<PartContext, 'gateway'>;

/** For who is in a hurry, such as a test. */
export interface ApiTimes {
  streamHeartbeatMs?: number | undefined;
  maxStreamQueueBytes?: number | undefined;
  webhooks?: ReceiverLimits | undefined;
}

/**
 * Mounts `/api/v1` on the link's server; `openapi.json` there describes all of it, and needs no key.
 *
 * Routes do with an agent's line what the agent's own softphone could, by the same checks (`carry-out.ts`).
 */
export const startApi = (config: ApiConfig, context: ApiContext, times: ApiTimes = {}): LinkPart => {
  const { phoneSystem, bareSwitch, app, log, registry, news, announce } = context;
  const { clients, origins = [], webhooks = [] } = config;
  const metrics = createApiMetrics(registry);
  const journal = createJournal();
  const decisions: RouteDecision[] = [];
  const agents = createKnownAgents(phoneSystem, news, isDriven(bareSwitch) ? bareSwitch.snapshotAll().agents.map(({ agentId }) => agentId) : []);
  const streams = createStreams({
    news,
    onOpen: metrics.streams,
    onEnd(why, count) {
      metrics.streams(count);
      metrics.streamEnded(why);
    },
  });
  const hooks = createWebhooks({ configs: webhooks, journal, metrics, limits: times.webhooks, warn: (what, details) => log.warn(details, what) });

  const offs = [
    phoneSystem.on('line', ({ agentId, event: { type, ...data } }) => journal.append(type, data as never, agentId)),
    phoneSystem.on('status', (status) => journal.append('phoneSystem', status)),
    news.on('connection', (connection) => journal.append('connection', connection, connection.agentId)),
    news.on('route', (decision) => {
      journal.append('route', decision);
      decisions.push(decision);
      if (decisions.length > DIAGNOSTIC_ENTRIES) decisions.shift();
    }),
  ];

  const underWay = new Set<AbortController>();
  const described: Route[] = [
    ...agentRoutes({ phoneSystem, agents, underWay }),
    ...eventRoutes({
      phoneSystem,
      agents,
      journal,
      streams,
      decisions,
      startedAt: Date.now(),
      stream: { heartbeatMs: times.streamHeartbeatMs, maxQueueBytes: times.maxStreamQueueBytes },
    }),
    ...announcementRoutes(announce),
    ...(isDriven(bareSwitch) ? simulatorRoutes(bareSwitch) : []),
  ];
  let document: string | undefined;
  const routes: Route[] = [
    ...described,
    route({
      method: 'get',
      path: '/openapi.json',
      operationId: 'getOpenApi',
      summary: 'This document.',
      answer: { status: 200, description: 'OpenAPI 3.1.' },
      run() {
        document ??= JSON.stringify(createDocument(routes));
        return new Response(document, { headers: { 'content-type': 'application/json' } });
      },
    }),
  ];
  app.route(BASE_PATH, serve({ routes, clients: createClients(clients), idempotency: createIdempotencyStore(), origins, metrics, log }));

  return {
    async stop() {
      for (const controller of underWay) controller.abort(new CtiError('ABORTED', 'The link stops.'));
      agents.stop();
      streams.stop();
      for (const off of offs) off();
      await hooks.stop();
    },
  };
};
