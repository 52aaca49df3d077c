/** What happens, as it happens and looked back upon; and how the link stands. */
import { commandParams } from '../../../protocol/phone-commands.ts';
import type { RouteDecision } from '../../news.ts';
import type { Switch } from '../../switch.ts';
import type { Client } from '../clients.ts';
import { type EventFilter, eventTypes, passes } from '../event.ts';
import type { EventStreamOptions } from '../event-stream.ts';
import type { Journal } from '../journal.ts';
import type { KnownAgents } from '../known-agents.ts';
import { DIAGNOSTIC_ENTRIES } from '../limits.ts';
import { problem } from '../problem.ts';
import { type QueryParameter, type Route, route } from '../route.ts';
import { eventShape, eventsShape, routeDecisionsShape, statusShape } from '../shapes.ts';
import type { Streams } from '../streams.ts';
import { createLineOf } from './agents.ts';

export interface EventRoutesOptions {
  phoneSystem: Switch;
  agents: KnownAgents;
  journal: Journal;
  streams: Streams;
  /** The last of them, oldest first. */
  decisions: readonly RouteDecision[];
  startedAt: number;
  stream?: Pick<EventStreamOptions, 'heartbeatMs' | 'maxQueueBytes'> | undefined;
}

const filters: readonly QueryParameter[] = [
  { name: 'agent', description: 'Only what is about this agent, and how the phone system stands. Several: repeat it.', isList: true },
  { name: 'type', description: 'Only events of this type. Several: repeat it.', isList: true, oneOf: eventTypes },
];

const streamHeaders = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  // Proxies hold back what they think will end.
  'x-accel-buffering': 'no',
  // Nothing comes after it, and a link that stops need not wait for the connection.
  connection: 'close',
};

/** What is asked for, of what the client may see. @throws CtiError `UNAUTHORIZED` for an agent that is not the client's */
const filterOf = (query: URLSearchParams, client: Client): EventFilter => {
  const [types, named] = [query.getAll('type'), query.getAll('agent')];
  for (const agentId of named) client.requireAgent(agentId);
  return { types: types.length > 0 ? new Set(types) : undefined, agents: named.length > 0 ? new Set(named) : client.agents };
};

export const eventRoutes = ({ phoneSystem, agents, journal, streams, decisions, startedAt, stream }: EventRoutesOptions): Route[] => {
  const lineOf = createLineOf(phoneSystem, agents);

  return [
    route({
      method: 'get',
      path: '/status',
      operationId: 'getStatus',
      summary: 'How the link and its phone system stand.',
      scope: 'read',
      answer: { status: 200, description: 'As it is now.', schema: statusShape },
      run: () => ({
        phoneSystem: {
          name: phoneSystem.name,
          status: phoneSystem.status,
          capabilities: Object.keys(commandParams).filter((name) => (phoneSystem.capabilities as readonly string[]).includes(name)),
        },
        link: { startedAt, softphones: agents.connectedCount, streams: streams.count },
      }),
    }),
    route({
      method: 'get',
      path: '/events',
      operationId: 'streamEvents',
      summary: 'Events as they happen, as Server-Sent Events. It begins with `reset` and a snapshot, unless `Last-Event-ID` can be resumed after.',
      scope: 'events',
      query: filters,
      answer: { status: 200, description: 'Each event’s data is an Event; that of `reset` is a Reset.', schema: eventShape, contentType: 'text/event-stream' },
      errors: ['UNREACHABLE'],
      run({ client, query, headers, cutOff }) {
        const filter = filterOf(query, client);
        const body = streams.open(client, {
          journal,
          filter,
          ...stream,
          lastEventId: headers.get('last-event-id') ?? undefined,
          snapshot: () => ({
            phoneSystem: phoneSystem.status,
            agents: [...(filter.agents ?? agents.ids())].flatMap((agentId) => lineOf(agentId) ?? []),
          }),
          cutOff,
        });
        return new Response(body, { headers: streamHeaders });
      },
    }),
    route({
      method: 'get',
      path: '/diagnostics/events',
      operationId: 'listEvents',
      summary: `The last ${DIAGNOSTIC_ENTRIES} events with their data, oldest first.`,
      scope: 'events',
      query: filters,
      answer: { status: 200, description: 'Those that fit.', schema: eventsShape },
      run({ client, query }) {
        const filter = filterOf(query, client);
        const entries = journal.latest(DIAGNOSTIC_ENTRIES, (entry) => passes(filter, entry));
        return new Response(`{"events":[${entries.map(({ text }) => text).join(',')}]}`, { headers: { 'content-type': 'application/json' } });
      },
    }),
    route({
      method: 'get',
      path: '/diagnostics/routing',
      operationId: 'listRouteDecisions',
      summary: `The last ${DIAGNOSTIC_ENTRIES} decisions at route points, oldest first.`,
      scope: 'events',
      answer: { status: 200, description: 'With what the decider was told, and why a call went to its default.', schema: routeDecisionsShape },
      run({ client }) {
        if (client.agents) throw problem(403, 'UNAUTHORIZED', 'Routing is of no agent, and this key is for some agents only.');
        return { decisions };
      },
    }),
  ];
};
