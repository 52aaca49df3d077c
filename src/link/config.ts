/** What a link is told when it starts. */
import * as z from 'zod/mini';
import { CtiError } from '../protocol/error.ts';
import { type AnnouncementsConfig, announcementsConfigSchema } from './announcements/index.ts';
import { type ApiConfig, apiConfigSchema } from './api/config.ts';
import { flag, integer, oneOf, section, string } from './config-values.ts';
import { type DialPlanDefinition, dialPlanConfigSchema } from './dial-plan/index.ts';
import { type GatewayConfig, gatewayConfigSchema } from './gateway/config.ts';
import { type ListenerConfig, listenerConfigSchema } from './listener/config.ts';
import { type RoutingConfig, routingConfigSchema } from './routing/config.ts';
import type { Switch } from './switch.ts';

export type { GatewayConfig, TokenConfig } from './gateway/config.ts';

export interface HttpConfig {
  /** Default `127.0.0.1`: put a web server with a certificate in front. */
  host?: string | undefined;
  /** 0 takes a free one. Default 5080. */
  port?: number | undefined;
  /** When set, `/metrics` is only for who sends it as a bearer token. Without it, a link on a loopback address answers `/metrics` under local names only. */
  metricsToken?: string | undefined;
}

export interface LogConfig {
  /** pino's levels. Default `info`. */
  level?: 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | undefined;
  /** Agents are named in the log. Default false. Numbers and names of callers never are. */
  agents?: boolean | undefined;
}

export interface LinkConfig {
  /** The phone system, not started yet. */
  switch: Switch;
  gateway: GatewayConfig;
  /** USD's generic listener: calls are announced by opening an address. Left out: there is none. */
  listener?: ListenerConfig | undefined;
  announcements?: AnnouncementsConfig | undefined;
  /** Rules for numbers, applied to all calls and all that is dialled. */
  dialPlan?: DialPlanDefinition | undefined;
  /** REST, events and webhooks for servers. Left out: there is none. */
  api?: ApiConfig | undefined;
  /** Who says where calls at route points go. Left out: nobody does. */
  routing?: RoutingConfig | undefined;
  http?: HttpConfig | undefined;
  log?: LogConfig | undefined;
}

const isSwitch = (value: unknown): value is Switch =>
  typeof value === 'object' &&
  value !== null &&
  ['start', 'stop', 'snapshot', 'execute', 'on'].every((name) => typeof (value as Record<string, unknown>)[name] === 'function');

/** One line for each part of the link: `listener: z.optional(listenerConfigSchema())`. */
const configSchema = () =>
  section({
    switch: z.custom<Switch>(isSwitch, 'must be a switch'),
    gateway: gatewayConfigSchema(),
    listener: z.optional(listenerConfigSchema()),
    announcements: z.optional(announcementsConfigSchema()),
    dialPlan: z.optional(dialPlanConfigSchema()),
    api: z.optional(apiConfigSchema()),
    routing: z.optional(routingConfigSchema()),
    http: z.optional(section({ host: z.optional(string()), port: z.optional(integer(0, 65_535)), metricsToken: z.optional(string(16)) })),
    log: z.optional(
      section({
        level: z.optional(oneOf(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'])),
        agents: z.optional(flag()),
      }),
    ),
  });

const nameKey = (path: readonly PropertyKey[]): string =>
  path.map(String).reduce((key, part) => (/^\d+$/.test(part) ? `${key}[${part}]` : key === '' ? part : `${key}.${part}`), '');

/**
 * What is wrong, key by key: `gateway.tokens.secret must have at least 32 characters`. Values are not repeated: one of them is a secret.
 * @param under where in the configuration the value stood that was checked
 */
export const problemsOf = ({ issues }: z.core.$ZodError, under: readonly string[] = []): string[] =>
  issues.flatMap((issue) => {
    const path = [...under, ...issue.path];
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${nameKey([...path, key])} is no key of the configuration`);
    return [`${nameKey(path) || 'the configuration'} ${issue.message}`];
  });

/**
 * The configuration, when it is one.
 * @throws CtiError `INVALID_ARGUMENT` that names every key that is wrong
 */
export const checkConfig = (config: unknown): LinkConfig => {
  const { data, error } = configSchema().safeParse(config);
  if (data) return data as LinkConfig;
  const problems = problemsOf(error);
  throw new CtiError('INVALID_ARGUMENT', `This link cannot be started: ${problems.join('; ')}.`, { details: { problems } });
};
