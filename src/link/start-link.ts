/** The CTI link: one process between a phone system and its softphones. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { type Logger, pino } from 'pino';
import { Registry } from 'prom-client';
import { createDialPlan } from '../numbers/index.ts';
import { createEmitter } from '../protocol/emitter.ts';
import { CtiError } from '../protocol/error.ts';
import { createAnnouncements } from './announcements/index.ts';
import { createFaultAnswer } from './answer-fault.ts';
import { startApi } from './api/start-api.ts';
import { checkConfig, type LinkConfig } from './config.ts';
import { withDialPlan } from './dial-plan/index.ts';
import { createOriginCheck } from './gateway/allowed-origin.ts';
import { createGateway } from './gateway/gateway.ts';
import { createGatewayMetrics } from './gateway/metrics.ts';
import { createPollEndpoint } from './gateway/poll-endpoint.ts';
import { createTokenVerifier } from './gateway/verify-token.ts';
import { createWebSocketEndpoint } from './gateway/websocket-endpoint.ts';
import { addHealth } from './health.ts';
import { isOverlooked, keepProtocol } from './keep-protocol.ts';
import { CLOSE_GRACE_MS, DEFAULT_HOST, DEFAULT_PATH, DEFAULT_PORT, HEADERS_TIMEOUT_MS, REQUEST_TIMEOUT_MS, TIMEOUT_CHECK_MS } from './limits.ts';
import { startListener } from './listener/listener.ts';
import type { LinkNews } from './news.ts';
import type { LinkPart, PartContext } from './part.ts';
import { startRouting } from './routing/start-routing.ts';

export interface Link {
  /** Where it listens, `http://127.0.0.1:5080`. */
  readonly url: string;
  readonly port: number;
  /** Where the generic listener listens, `http://localhost:5000/`, if there is one. */
  readonly listenerUrl?: string | undefined;
  /** Tells softphones, lets requests finish, stops the phone system. May be called twice. */
  stop(): Promise<void>;
}

export interface LinkSurroundings {
  /** Where the log goes, one JSON a line. Default: standard output. */
  logTo?: { write(line: string): void } | undefined;
}

const listen = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', ({ code }: NodeJS.ErrnoException) => {
      const why =
        code === 'EADDRINUSE' ? 'is taken by another program' : code === 'EACCES' ? 'needs rights this process has not' : `cannot be opened (${code})`;
      reject(new CtiError('UNREACHABLE', `http.port ${port} on http.host ${host} ${why}.`, { details: { key: 'http.port', code } }));
    });
    server.listen(port, host, () => resolve());
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    // Requests under way may finish, but not for ever.
    const cutOff = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS).unref();
    server.close(() => {
      clearTimeout(cutOff);
      resolve();
    });
    server.closeIdleConnections();
  });

/** One line for each: `if (config.listener) parts.push(await startListener(config.listener, context));` */
const startParts = async (config: LinkConfig, context: PartContext, parts: LinkPart[]): Promise<void> => {
  if (config.listener) parts.push(await startListener(config.listener, context));
  if (config.api) parts.push(startApi(config.api, context));
  if (config.routing) parts.push(startRouting(config.routing, context));
};

/**
 * Starts the gateway over a switch. Softphones can come before the phone system is reached: they are told that it is not, and when it is.
 *
 * @throws CtiError as a rejection: `INVALID_ARGUMENT` that names the keys of the configuration, `UNREACHABLE` for a port that cannot be opened
 * @example
 * const link = await startLink({
 *   switch: createSimulator({ agents }),
 *   gateway: {
 *     origins: ['https://phone.example'],
 *     tokens: { issuer: 'https://crm.example', audience: 'ringframe-link', algorithms: ['ES256'], jwksUrl: 'https://crm.example/jwks.json' },
 *   },
 * });
 * process.once('SIGTERM', () => link.stop());
 */
export const startLink = async (config: LinkConfig, { logTo }: LinkSurroundings = {}): Promise<Link> => {
  const checked = checkConfig(config);
  const { http = {}, log: logConfig = {} } = checked;
  const verify = await createTokenVerifier(checked.gateway.tokens);
  const announcing = createAnnouncements(checked.switch, checked.announcements);
  const phoneSystem = checked.dialPlan ? withDialPlan(announcing, createDialPlan(checked.dialPlan)) : announcing;
  const { path = DEFAULT_PATH, origins, tokens: _, ...gatewayOptions } = checked.gateway;
  const log: Logger = pino({ level: logConfig.level ?? 'info', base: null }, ...(logTo ? [logTo] : []));
  const registry = new Registry();

  const news = createEmitter<LinkNews>();
  const gateway = createGateway({
    ...gatewayOptions,
    phoneSystem,
    verify,
    log,
    logAgents: logConfig.agents,
    metrics: createGatewayMetrics(registry),
    onConnection: (connection) => news.emit('connection', connection),
  });
  const isAllowedOrigin = createOriginCheck(origins);
  const sockets = createWebSocketEndpoint(gateway, path, isAllowedOrigin);

  const app = new Hono();
  app.onError(createFaultAnswer(log));
  const host = http.host ?? DEFAULT_HOST;
  addHealth(app, { phoneSystem, registry, metricsToken: http.metricsToken, host });
  app.route(`${path}/poll`, createPollEndpoint(gateway, isAllowedOrigin));

  const serverOptions = { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS, connectionsCheckingInterval: TIMEOUT_CHECK_MS };
  // The process may be somebody else's, and so are its globals. A balancer that looks after health by HTTP/1.0 names no host.
  const server = createAdaptorServer({ fetch: app.fetch, serverOptions, overrideGlobalObjects: false, hostname: DEFAULT_HOST }) as Server;
  server.on('upgrade', (request, socket, head) =>
    isOverlooked(request) ? keepProtocol(server, request, socket, head) : sockets.upgrade(request, socket, head),
  );

  const context: PartContext = { phoneSystem, bareSwitch: checked.switch, announce: announcing.announce, gateway, app, log, registry, news };
  const parts: LinkPart[] = [];
  const stopParts = async () => {
    for (const outcome of await Promise.allSettled(parts.map(async (part) => part.stop()))) {
      if (outcome.status === 'rejected') log.error({ err: outcome.reason }, 'a part of the link could not be stopped');
    }
  };

  try {
    await startParts(checked, context, parts);
    await listen(server, host, http.port ?? DEFAULT_PORT);
  } catch (error) {
    gateway.stop();
    await stopParts();
    announcing.release();
    throw error;
  }
  // Once listening, nothing of the server's may end the process.
  server.on('error', (error) => log.error({ err: error }, 'http server'));
  const { port } = server.address() as AddressInfo;
  log.info({ port, switch: phoneSystem.name }, 'link started');
  // A phone system that is away comes when it comes: softphones see why until then.
  phoneSystem.start().catch((error: unknown) => log.error({ err: error }, 'the phone system could not be started'));

  const stop = async () => {
    gateway.stop();
    const closed = close(server);
    // The last words are on their way before their connections go.
    const cutOff = setTimeout(sockets.close, CLOSE_GRACE_MS / 2).unref();
    await stopParts();
    await phoneSystem.stop().catch((error: unknown) => log.error({ err: error }, 'the phone system could not be stopped'));
    announcing.release();
    await closed;
    clearTimeout(cutOff);
    sockets.close();
    log.info('link stopped');
  };
  let stopping: Promise<void> | undefined;

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    listenerUrl: parts.find(({ listenerUrl }) => listenerUrl !== undefined)?.listenerUrl,
    stop() {
      stopping ??= stop();
      return stopping;
    },
  };
};
