/**
 * The generic listener of Microsoft's Unified Service Desk: a phone, or whatever else can open an address, announces a call by
 * `http://localhost:5000/?ani=1234&dnis=4355&type=phonecall&customerid=49383433`. The answer tells nothing of what became of it, as USD's
 * does not; a request that cannot be one is told why.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { isCtiError } from '../../protocol/error.ts';
import { createTokenBucket } from '../gateway/token-bucket.ts';
import type { LinkPart, PartContext } from '../part.ts';
import { isLoopback, requireAddress } from './address.ts';
import { fault, invalid, noForm, type Refusal, reply, sendRefusal, tooFast, tooLarge, wrongMethod } from './answers.ts';
import { createCallAnnouncer } from './call-announcer.ts';
import type { ListenerConfig } from './config.ts';
import { createDoorkeeper, type Doorkeeper } from './doorkeeper.ts';
import {
  DEFAULT_ADDRESS,
  HEADERS_TIMEOUT_MS,
  MAX_CONNECTIONS,
  MAX_HEAD_BYTES,
  REFUSALS_LOGGED_BURST,
  REFUSALS_LOGGED_PER_SECOND,
  REQUEST_BURST,
  REQUEST_TIMEOUT_MS,
  REQUESTS_PER_SECOND,
  TIMEOUT_CHECK_MS,
} from './limits.ts';
import { closeServer, openPort } from './listen.ts';
import { createListenerMetrics } from './metrics.ts';
import { hasBody, isForm, readBody } from './read-body.ts';
import { readParameters } from './read-parameters.ts';

export interface Listener extends LinkPart {
  /** Where it listens, `http://localhost:5000/`. */
  readonly listenerUrl: string;
}

const partsOf = (url = '/'): { path: string; query: string } => {
  const at = url.indexOf('?');
  return at < 0 ? { path: url, query: '' } : { path: url.slice(0, at), query: url.slice(at + 1) };
};

const serverOptions = {
  maxHeaderSize: MAX_HEAD_BYTES,
  headersTimeout: HEADERS_TIMEOUT_MS,
  requestTimeout: REQUEST_TIMEOUT_MS,
  connectionsCheckingInterval: TIMEOUT_CHECK_MS,
};

/** @throws CtiError `UNREACHABLE` as a rejection, when the port cannot be opened */
export const startListener = async (config: ListenerConfig, { announce, gateway, log, registry }: PartContext): Promise<Listener> => {
  const { agents = 'all', token } = config;
  const address = requireAddress(config.address ?? DEFAULT_ADDRESS);
  const count = createListenerMetrics(registry);
  const bucket = createTokenBucket(REQUESTS_PER_SECOND, REQUEST_BURST);
  const announceCall = createCallAnnouncer({ agents, announce, connected: () => gateway.agents });
  let door: Doorkeeper = () => fault;
  const logLines = createTokenBucket(REFUSALS_LOGGED_PER_SECOND, REFUSALS_LOGGED_BURST);

  const refuse = (response: ServerResponse, refusal: Refusal) => {
    const { outcome } = refusal;
    count(outcome);
    // A few lines for a flood, not one for each drop of it.
    if (logLines.take()) log.warn({ outcome }, 'listener refused a request');
    sendRefusal(response, refusal);
  };

  const take = (request: IncomingMessage, response: ServerResponse, body: string) => {
    const { path, query } = partsOf(request.url);
    const parameters = readParameters(query, body);
    if (token !== undefined) parameters.delete('token');
    try {
      const { outcome, lines } = announceCall(path, parameters);
      count(outcome);
      if (outcome !== 'empty') log.info({ outcome, lines }, 'listener took a call');
      reply(response);
    } catch (error) {
      if (isCtiError(error, 'INVALID_ARGUMENT')) return refuse(response, invalid(error.message));
      log.error({ err: error }, 'a request to the listener failed because of a fault');
      refuse(response, fault);
    }
  };

  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const { headers, method } = request;
    // Who goes away in the middle of it is no error of ours.
    response.on('error', () => {});
    const refusal = door(headers, readParameters(partsOf(request.url).query).get('token'));
    if (refusal) return refuse(response, refusal);
    if (method !== 'GET' && method !== 'POST') return refuse(response, wrongMethod);
    if (!bucket.take()) return refuse(response, tooFast);
    if (!hasBody(request)) return take(request, response, '');
    if (!isForm(request)) return refuse(response, noForm);
    readBody(request).then(
      (body) => (body === undefined ? refuse(response, tooLarge) : take(request, response, body)),
      () => {},
    );
  };

  const { port, servers } = await openPort(address, () => {
    const server = createServer(serverOptions, handle);
    server.maxConnections = MAX_CONNECTIONS;
    return server;
  });
  door = createDoorkeeper({ name: address.name, port, loopback: isLoopback(address.hosts), token });
  // Once listening, nothing of a server's may end the process.
  for (const server of servers) server.on('error', (error) => log.error({ err: error }, 'listener'));
  log.info({ port }, 'listener started');

  return {
    listenerUrl: `http://${address.name}:${port}/`,
    async stop() {
      await Promise.all(servers.map(closeServer));
    },
  };
};
