/** The parts of a link beside its gateway: the generic listener, routing, the API. Each is one function that `startLink` calls. */
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Emitter } from '../protocol/emitter.ts';
import type { Announce } from './announcements/index.ts';
import type { Gateway } from './gateway/gateway.ts';
import type { LinkNews } from './news.ts';
import type { Switch } from './switch.ts';

/** What a part is given. */
export interface PartContext {
  phoneSystem: Switch;
  /** The phone system as it was configured, without announced calls and dial plan: for who drives a simulator. */
  bareSwitch: Switch;
  /** Adds calls to lines that the phone system does not know of. */
  announce: Announce;
  gateway: Gateway;
  /** The link's HTTP server. Routes are added before it listens. */
  app: Hono;
  log: Logger;
  registry: Registry;
  /** What the parts have to tell that is not of a line. */
  news: Emitter<LinkNews>;
}

/** What a part gives back. */
export interface LinkPart {
  /** Of the generic listener. */
  readonly listenerUrl?: string | undefined;
  /** Takes nothing new, lets what is under way finish, within the grace of `limits.ts`. Called before the phone system stops. */
  stop(): Promise<void> | void;
}

/**
 * Starts one part. What it cannot do without (a port, a file) it rejects with a `CtiError` that names the key of the configuration, having
 * left nothing open; whatever else started is stopped then.
 */
export type StartPart<Config> = (config: Config, context: PartContext) => Promise<LinkPart> | LinkPart;
