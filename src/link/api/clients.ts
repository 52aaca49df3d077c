/** Who asks: a client known by its key, with what it may do and how much at once. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { createTokenBucket } from '../gateway/token-bucket.ts';
import type { ApiClientConfig, Scope } from './config.ts';
import { MAX_UNDER_WAY, REQUEST_BURST, REQUESTS_PER_SECOND } from './limits.ts';
import { problem } from './problem.ts';

export interface Client {
  readonly name: string;
  /** Undefined: all of them. */
  readonly agents: ReadonlySet<string> | undefined;
  /** Streams that are open. */
  streams: number;
  /** @throws CtiError `UNAUTHORIZED` */
  require(scope: Scope): void;
  /** @throws CtiError `UNAUTHORIZED` */
  requireAgent(agentId: string): void;
  /** Runs it, unless too many are under way. @throws CtiError `RATE_LIMITED` as a rejection */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
}

export interface Clients {
  /** @throws CtiError `UNAUTHORIZED`; `RATE_LIMITED` for a client that asks too often */
  identify(authorization: string | undefined): Client;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const tooMany = (what: string) => problem(429, 'RATE_LIMITED', `${what} Nothing was carried out.`);

const createClient = ({ name, scopes, agents }: ApiClientConfig): Client => {
  const only = agents && new Set(agents);
  let underWay = 0;
  return {
    name,
    agents: only,
    streams: 0,
    require(scope) {
      if (!scopes.includes(scope)) throw problem(403, 'UNAUTHORIZED', `This key has not the scope ${scope}.`, { details: { scope } });
    },
    requireAgent(agentId) {
      if (only && !only.has(agentId)) throw problem(403, 'UNAUTHORIZED', 'This key is not for that agent.');
    },
    async run(work) {
      if (underWay >= MAX_UNDER_WAY) throw tooMany(`There are ${MAX_UNDER_WAY} requests under way already.`);
      underWay += 1;
      try {
        return await work();
      } finally {
        underWay -= 1;
      }
    },
  };
};

export const createClients = (configs: readonly ApiClientConfig[]): Clients => {
  const known = configs.map((config) => ({
    client: createClient(config),
    keyDigest: digest(config.key),
    bucket: createTokenBucket(REQUESTS_PER_SECOND, REQUEST_BURST),
  }));
  return {
    identify(authorization = '') {
      const [, key = ''] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
      const given = digest(key);
      // All are compared, in time that tells nothing of where they differ.
      const [found] = known.filter(({ keyDigest }) => timingSafeEqual(keyDigest, given));
      if (!found) throw problem(401, 'UNAUTHORIZED', 'This needs the key of one of api.clients, as Authorization: Bearer.');
      if (!found.bucket.take()) throw tooMany('Too many requests in a short time.');
      return found.client;
    },
  };
};
