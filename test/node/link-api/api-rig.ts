/** A link with its API over the simulator, and the ways to ask it. */

import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { createAnnouncements } from '../../../src/link/announcements/index.ts';
import type { ApiConfig } from '../../../src/link/api/config.ts';
import { type ApiTimes, startApi } from '../../../src/link/api/start-api.ts';
import type { LinkConfig } from '../../../src/link/config.ts';
import type { LinkNews } from '../../../src/link/news.ts';
import { startLink } from '../../../src/link/start-link.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../../src/link/switches/simulator/index.ts';
import { createEmitter } from '../../../src/protocol/emitter.ts';
import { smallCallCenter } from '../link/call-center.ts';
import { tokenConfig } from '../link-gateway/tokens.ts';

const keyOf = (name: string) => `${name}-${'k'.repeat(40)}`;

/** Clients of the tests: each has one purpose. */
export const clients: ApiConfig['clients'] = [
  { name: 'all', key: keyOf('all'), scopes: ['read', 'events', 'control', 'announce', 'simulate'] },
  { name: 'reader', key: keyOf('reader'), scopes: ['read'] },
  { name: 'listener', key: keyOf('listener'), scopes: ['events'] },
  { name: 'one', key: keyOf('one'), scopes: ['read', 'events', 'control', 'announce'], agents: ['one'] },
  { name: 'abuser', key: keyOf('abuser'), scopes: ['read', 'control', 'events'] },
];

export interface Answered {
  status: number;
  headers: Headers;
  // Tests look into it as it comes.
  body: Record<string, never> & { code?: string; message?: string };
}

export interface AskOptions {
  as?: string | undefined;
  headers?: Record<string, string> | undefined;
}

export interface ApiRig {
  readonly url: string;
  readonly simulator: Simulator;
  readonly log: readonly string[];
  readonly port: number;
  get(path: string, options?: AskOptions): Promise<Answered>;
  post(path: string, body?: unknown, options?: AskOptions): Promise<Answered>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  authorization(name?: string): { authorization: string };
  metric(name: string): Promise<string[]>;
  stop(): Promise<void>;
}

const asking = (root: string) => {
  const authorization = (name = 'all') => ({ authorization: `Bearer ${keyOf(name)}` });
  const ask = async (path: string, init: RequestInit): Promise<Answered> => {
    const response = await fetch(`${root}/api/v1${path}`, init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
  };
  return {
    authorization,
    fetch: (path: string, init?: RequestInit) => fetch(`${root}/api/v1${path}`, init ?? {}),
    get: (path: string, { as, headers }: AskOptions = {}) => ask(path, { headers: { ...authorization(as), ...headers } }),
    post: (path: string, body?: unknown, { as, headers }: AskOptions = {}) =>
      ask(path, {
        method: 'POST',
        headers: { ...authorization(as), ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
  };
};

/** As it is started by its configuration. */
export const startApiLink = async (
  more: { api?: Partial<ApiConfig>; simulator?: Partial<SimulatorOptions>; link?: Partial<LinkConfig> } = {},
): Promise<ApiRig> => {
  const log: string[] = [];
  const simulator = createSimulator({ ...smallCallCenter, ...more.simulator });
  const link = await startLink(
    { switch: simulator, gateway: { origins: [], tokens: tokenConfig }, http: { port: 0 }, api: { clients, ...more.api }, ...more.link },
    { logTo: { write: (line) => void log.push(line) } },
  );
  return {
    url: link.url,
    port: link.port,
    simulator,
    log,
    ...asking(link.url),
    async metric(name) {
      return (await (await fetch(`${link.url}/metrics`)).text()).split('\n').filter((line) => line.startsWith(name));
    },
    stop: () => link.stop(),
  };
};

/** The API alone, where a test is in a hurry. */
export const startApiAlone = async (times: ApiTimes, api: Partial<ApiConfig> = {}): Promise<ApiRig> => {
  const log: string[] = [];
  const simulator = createSimulator(smallCallCenter);
  const registry = new Registry();
  const app = new Hono();
  const announcing = createAnnouncements(simulator);
  const context = { phoneSystem: announcing, bareSwitch: simulator, announce: announcing.announce, app, registry, news: createEmitter<LinkNews>() };
  const part = startApi({ clients, ...api }, { ...context, log: pino({ base: null }, { write: (line: string) => void log.push(line) }) }, times);
  await announcing.start();
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    port,
    simulator,
    log,
    ...asking(url),
    metric: async (name) => (await registry.metrics()).split('\n').filter((line) => line.startsWith(name)),
    async stop() {
      await part.stop();
      await announcing.stop();
      server.close();
      server.closeAllConnections();
    },
  };
};
