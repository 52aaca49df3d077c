/** The OpenAPI 3.1 document, made from the same table that is served. */
import { callActions, callCauses } from '../../../protocol/call.ts';
import { SOFTWARE } from '../../../protocol/version.ts';
import { BASE_PATH, MAX_IDEMPOTENCY_KEY_LENGTH } from '../limits.ts';
import { statusByCode } from '../problem.ts';
import type { QueryParameter, Route } from '../route.ts';
import { namedShapes } from '../shapes.ts';
import { createSchemaWriter, type JsonSchema, type SchemaWriter } from './json-schema.ts';

const errorReference = { schema: { $ref: '#/components/schemas/Error' } };
const problemOf = (codes: readonly string[]) => ({ description: codes.join(', '), content: { 'application/json': errorReference } });

/** What any request with a key may be answered. */
const everyKey = { 401: problemOf(['UNAUTHORIZED']), 403: problemOf(['UNAUTHORIZED', 'ORIGIN_REFUSED']), 429: problemOf(['RATE_LIMITED']) };
const everyBody = {
  400: problemOf(['INVALID_ARGUMENT']),
  409: problemOf(['INVALID_STATE', 'BUSY']),
  413: problemOf(['TOO_LARGE']),
  415: problemOf(['INVALID_ARGUMENT']),
  422: problemOf(['INVALID_ARGUMENT', 'INVALID_NUMBER', 'REFUSED']),
};

const errorsOf = ({ errors = [], scope, method }: Route) => {
  const byStatus = new Map<number, string[]>();
  for (const code of errors) {
    const status = (statusByCode as Readonly<Record<string, number>>)[code] ?? 502;
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const own = Object.fromEntries([...byStatus].map(([status, codes]) => [status, problemOf(codes)]));
  return { ...own, ...(method === 'post' && everyBody), ...(scope && everyKey), 500: problemOf(['HANDLER_FAILED']) };
};

const pathParameters = (path: string) =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string', minLength: 1 } }));

const queryParameter = ({ name, description, isList, oneOf }: QueryParameter) => {
  const value: JsonSchema = { type: 'string', ...(oneOf && { enum: oneOf }) };
  return { name, in: 'query', description, schema: isList ? { type: 'array', items: value } : value, ...(isList && { explode: true }) };
};

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'Sent again with the same key, within a day, the request is answered as before and not carried out again.',
  schema: { type: 'string', minLength: 1, maxLength: MAX_IDEMPOTENCY_KEY_LENGTH },
};
const lastEventId = {
  name: 'Last-Event-ID',
  in: 'header',
  description: 'The id of the last event taken: the stream goes on after it.',
  schema: { type: 'string' },
};

const operation = (route: Route, { write }: SchemaWriter) => {
  const { method, path, operationId, summary, scope, query = [], body, answer } = route;
  const { status, description, schema, contentType = 'application/json' } = answer;
  const required = body && !body().safeParse({}).success;
  const headers = method === 'post' ? [idempotencyKey] : contentType === 'text/event-stream' ? [lastEventId] : [];
  return {
    operationId,
    summary,
    tags: [path.split('/')[1]],
    ...(scope && { description: `Scope \`${scope}\`.`, security: [{ key: [] }] }),
    parameters: [...pathParameters(path), ...query.map(queryParameter), ...headers],
    ...(body && { requestBody: { required, content: { 'application/json': { schema: write(body()) } } } }),
    responses: { [status]: { description, ...(schema && { content: { [contentType]: { schema: write(schema()) } } }) }, ...errorsOf(route) },
  };
};

/** Lists to which a newer link may add, so that they are no enumerations: what is in them now. */
const openLists = (call: JsonSchema | undefined): void => {
  const { cause, actions } = (call?.properties ?? {}) as Record<string, JsonSchema>;
  Object.assign(cause ?? {}, { description: `One of ${callCauses.join(', ')}, or a newer one.` });
  Object.assign(actions ?? {}, { description: `Of ${callActions.join(', ')}, and newer ones.` });
};

export const createDocument = (routes: readonly Route[]): JsonSchema => {
  const writer = createSchemaWriter(namedShapes());
  openLists(writer.components.Call);
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = `${BASE_PATH}${route.path}`;
    paths[path] = { ...paths[path], [route.method]: operation(route, writer) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Ringframe CTI link',
      version: SOFTWARE.version,
      description: 'Agents, calls and commands of a phone system, and what happens in it, for servers.',
    },
    paths,
    webhooks: {
      event: {
        post: {
          summary: 'An event, sent to each of api.webhooks, signed by the Standard Webhooks scheme.',
          parameters: ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => ({
            name,
            in: 'header',
            required: true,
            schema: { type: 'string' },
          })),
          requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/Event' } } } },
          responses: { '2XX': { description: 'Taken. Anything else, and it is sent again.' } },
        },
      },
    },
    components: { schemas: writer.components, securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'The key of one of api.clients.' } } },
  };
};
