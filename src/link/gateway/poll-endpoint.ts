/** Long polling with the same semantics as the WebSocket: only the frames differ (`phone/link/wire.ts`). */
import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { MAX_CLIENT_MESSAGE_LENGTH, type PollRequest, pollRequestSchema } from '../../phone/link/wire.ts';
import { readUpTo } from '../read-up-to.ts';
import type { Gateway } from './gateway.ts';
import { HELLO_TIMEOUT_MS, POLL_BURST, POLLS_PER_SECOND } from './limits.ts';
import { createPollTransport, type PollTransport } from './poll-transport.ts';
import { createTokenBucket } from './token-bucket.ts';
import type { Visitor } from './visitor.ts';

/** Of one request, which may have several messages. */
const MAX_BODY_BYTES = 2 * MAX_CLIENT_MESSAGE_LENGTH;

interface PollConnection {
  key: string;
  transport: PollTransport;
  visitor: Visitor;
  bucket: ReturnType<typeof createTokenBucket>;
}

const problem = (code: string, message: string) => ({ error: { code, message } });

/** Undefined when it is too large. */
const readBody = async ({ headers, body }: Request): Promise<Buffer | undefined> =>
  Number(headers.get('content-length')) > MAX_BODY_BYTES ? undefined : readUpTo(body, MAX_BODY_BYTES);

const parse = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
};

/** As it came, near enough. What nests deeper than can be written is longer than anything. */
const lengthOf = (message: unknown): number => {
  try {
    return JSON.stringify(message)?.length ?? 0;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
};

/** The texts are JSON already. */
const answerOf = ({ key, transport }: PollConnection, texts: readonly string[]) =>
  `{${transport.closed ? '' : `"connection":${JSON.stringify(key)},`}"messages":[${texts.join(',')}]}`;

export const createPollEndpoint = (gateway: Gateway, isAllowedOrigin: (origin: string | undefined) => boolean): Hono => {
  const connections = new Map<string, PollConnection>();

  const open = (): PollConnection => {
    const key = randomBytes(18).toString('base64url');
    const transport = createPollTransport(() => connections.delete(key));
    const connection = { key, transport, visitor: gateway.visit(transport), bucket: createTokenBucket(POLLS_PER_SECOND, POLL_BURST) };
    connections.set(key, connection);
    return connection;
  };

  const hear = ({ visitor, transport }: PollConnection, messages: readonly unknown[]) => {
    visitor.heard();
    for (const message of messages) if (!transport.closed) visitor.receive(message, lengthOf(message));
    // A connection of requests ends when we say so: nobody hangs up.
    if (transport.closed) visitor.disconnected();
  };

  const app = new Hono();
  app.use(async (context, next) => {
    if (!isAllowedOrigin(context.req.header('origin')))
      return context.json(problem('ORIGIN_REFUSED', 'This page’s origin is not among those configured.'), 403);
    return next();
  });
  app.use(cors({ origin: (origin) => origin, allowMethods: ['POST'], allowHeaders: ['content-type'], maxAge: 600 }));
  app.post('/', async (context) => {
    const answer = (connection: PollConnection, texts: readonly string[]) => {
      // Nothing comes after it, and a link that stops need not wait for the socket.
      const last = connection.transport.closed ? { connection: 'close' } : {};
      return context.body(answerOf(connection, texts), 200, { 'content-type': 'application/json', 'cache-control': 'no-store', ...last });
    };
    // A browser asks first before it sends this type across origins.
    if (!/^application\/json\b/i.test(context.req.header('content-type') ?? '')) {
      return context.json(problem('INVALID_ARGUMENT', 'A poll is of the type application/json.'), 415);
    }
    const bytes = await readBody(context.req.raw).catch(() => Buffer.alloc(0));
    if (!bytes) return context.json(problem('TOO_LARGE', 'The request is larger than this link takes.'), 413);
    const { data: poll } = pollRequestSchema().safeParse(parse(bytes)) as { data?: PollRequest };
    if (!poll) return context.json(problem('INVALID_ARGUMENT', 'A poll is { "connection"?, "messages": [] }.'), 400);

    if (poll.connection === undefined) {
      if (!gateway.hasRoom) return context.json(problem('UNREACHABLE', 'There is no room at present.'), 503, { 'retry-after': '5' });
      const opened = open();
      hear(opened, poll.messages);
      return answer(opened, await opened.transport.fetch(HELLO_TIMEOUT_MS, context.req.raw.signal));
    }
    const connection = connections.get(poll.connection);
    if (!connection) return context.json(problem('NOT_CONNECTED', 'There is no such connection, or no more. Begin with a hello.'), 410);
    if (!connection.bucket.take()) return context.json(problem('RATE_LIMITED', 'Too many polls in a short time.'), 429, { 'retry-after': '1' });
    hear(connection, poll.messages);
    if (poll.messages.length > 0) return answer(connection, []);
    return answer(connection, await connection.transport.fetch(2 * gateway.heartbeatMs, context.req.raw.signal));
  });
  return app;
};
