/** Serves the table of routes: who asks, what, how often, and what comes of it. */
import type { ServerResponse } from 'node:http';
import type { Context } from 'hono';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { Logger } from 'pino';
import { CtiError, isCtiError } from '../../protocol/error.ts';
import { issuesOf } from '../carry-out.ts';
import type { Client, Clients } from './clients.ts';
import type { IdempotencyStore } from './idempotency.ts';
import type { ApiMetrics } from './metrics.ts';
import { type Answer, answerToError, problem } from './problem.ts';
import { readJson } from './read-json.ts';
import type { QueryParameter, Route, RouteInput } from './route.ts';

export interface ServeOptions {
  routes: readonly Route[];
  clients: Clients;
  idempotency: IdempotencyStore;
  origins: readonly string[];
  metrics: Pick<ApiMetrics, 'request'>;
  log: Pick<Logger, 'error'>;
}

const json = { 'content-type': 'application/json' };

const toResponse = ({ status, headers, body }: Answer): Response => {
  const response = new Response(status === 204 ? null : (body ?? null), { status, headers });
  response.headers.set('cache-control', 'no-store');
  return response;
};

/** Hono's own notation. */
const patternOf = (path: string) => path.replace(/\{(\w+)\}/g, ':$1');

const checkQuery = (given: URLSearchParams, known: readonly QueryParameter[] = []): void => {
  for (const [name, value] of given) {
    const parameter = known.find((one) => one.name === name);
    if (!parameter) throw problem(400, 'INVALID_ARGUMENT', 'There is no such query parameter here.', { details: { known: known.map((one) => one.name) } });
    if (parameter.oneOf && !parameter.oneOf.includes(value)) {
      throw problem(400, 'INVALID_ARGUMENT', `${name} is not one of those there are.`, { details: { oneOf: [...parameter.oneOf] } });
    }
  }
};

/** Node's own, where there is a connection. */
const cutOffOf = (context: Context) => (): boolean => {
  const { outgoing } = (context.env ?? {}) as { outgoing?: ServerResponse };
  outgoing?.destroy();
  return outgoing !== undefined;
};

export const serve = ({ routes, clients, idempotency, origins, metrics, log }: ServeOptions): Hono => {
  const allowed = new Set(origins);
  const app = new Hono();

  const answerTo = (error: unknown): Answer => {
    if (!isCtiError(error)) log.error({ err: error }, 'a request to the API failed because of a fault');
    return answerToError(error);
  };

  const run = async ({ answer: { status, schema }, run: work }: Route, input: RouteInput): Promise<Answer | Response> => {
    const result = await work(input as never);
    if (result instanceof Response) return result;
    return schema ? { status, headers: json, body: JSON.stringify(result ?? null) } : { status, headers: {} };
  };

  /** Surely nothing was done: the phone system was not reached, or not asked. */
  const didNothing = (error: unknown) => isCtiError(error, 'NOT_CONNECTED') || isCtiError(error, 'RATE_LIMITED');

  const post = async (route: Route, input: RouteInput, request: Request): Promise<Answer> => {
    const { text, value } = await readJson(request);
    const parsed = route.body?.().safeParse(value);
    if (parsed?.error) throw new CtiError('INVALID_ARGUMENT', 'The body is not of the documented shape.', { details: { issues: issuesOf(parsed.error) } });
    const key = request.headers.get('idempotency-key') ?? undefined;
    return idempotency.once(input.client.name, key, [route.operationId, JSON.stringify(input.params), text], () =>
      input.client
        .run(async () => ({ answer: (await run(route, { ...input, body: parsed?.data })) as Answer, isFinal: true }))
        .catch((error: unknown) => ({ answer: answerTo(error), isFinal: !didNothing(error) })),
    );
  };

  /** Whoever is asked for no key sees no more of the request than its path. */
  const nobody = {} as Client;

  const handle = async (route: Route, context: Context): Promise<Answer | Response> => {
    const { method, scope } = route;
    const request = context.req.raw;
    // Hono answers HEAD by GET, which would leave a stream open that nobody reads.
    if (request.method === 'HEAD') throw problem(405, 'METHOD_NOT_FOUND', 'HEAD is not for here.', { headers: { allow: method.toUpperCase() } });
    const client = scope ? clients.identify(context.req.header('authorization')) : nobody;
    if (scope) client.require(scope);
    const params = context.req.param() as Record<string, string>;
    if (scope && params.agentId !== undefined) client.requireAgent(params.agentId);
    const query = new URL(request.url).searchParams;
    checkQuery(query, route.query);
    const input: RouteInput = { params, query, headers: request.headers, body: undefined, client, cutOff: cutOffOf(context) };
    return method === 'post' ? post(route, input, request) : run(route, input);
  };

  app.use(async (context, next) => {
    const origin = context.req.header('origin');
    if (origin !== undefined && !allowed.has(origin)) {
      return toResponse(answerToError(new CtiError('ORIGIN_REFUSED', 'This page’s origin is not among api.origins.')));
    }
    return next();
  });
  app.use(
    cors({
      origin: (origin) => origin,
      allowMethods: ['GET', 'POST'],
      allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'last-event-id'],
      exposeHeaders: ['retry-after', 'idempotency-replayed'],
      maxAge: 600,
    }),
  );

  for (const route of routes) {
    app.on(route.method.toUpperCase(), patternOf(route.path), async (context) => {
      const answer = await handle(route, context).catch(answerTo);
      metrics.request(route.operationId, answer.status);
      return answer instanceof Response ? answer : toResponse(answer);
    });
  }

  /** Strangers are not told which paths there are. */
  const elsewhere = (refusal: () => CtiError) => (context: Context) => {
    let error: unknown = refusal();
    try {
      clients.identify(context.req.header('authorization'));
    } catch (unidentified) {
      error = unidentified;
    }
    const answer = answerTo(error);
    metrics.request('none', answer.status);
    return toResponse(answer);
  };
  for (const path of new Set(routes.map((route) => route.path))) {
    const allow = routes.flatMap((route) => (route.path === path ? [route.method.toUpperCase()] : [])).join(', ');
    app.all(
      patternOf(path),
      elsewhere(() => problem(405, 'METHOD_NOT_FOUND', `This is for ${allow}.`, { headers: { allow } })),
    );
  }
  app.all(
    '*',
    elsewhere(() => problem(404, 'METHOD_NOT_FOUND', 'There is nothing at this path. openapi.json has all there is.')),
  );
  return app;
};
