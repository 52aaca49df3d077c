/** What the API is told when the link starts: the section `api` of the configuration. */
import * as z from 'zod/mini';
import { MAX_ID_LENGTH } from '../../protocol/limits.ts';
import { httpsUrl, oneOf, origin, section, string } from '../config-values.ts';
import { isSigningSecret, SECRET_WANTED } from '../signed-message.ts';
import { type EventType, eventTypes } from './event.ts';

/**
 * `read`: agents, calls, status. `events`: the stream and diagnostics. `control`: commands for agents. `announce`: calls from elsewhere.
 * `simulate`: what only the simulator has.
 */
export const scopes = ['read', 'events', 'control', 'announce', 'simulate'] as const;
export type Scope = (typeof scopes)[number];

/** A program that may use the API. */
export interface ApiClientConfig {
  /** In the log, in metrics, in alarms. */
  name: string;
  /** At least 32 characters, such as `openssl rand -base64 32` makes. Sent as `Authorization: Bearer …`. */
  key: string;
  scopes: readonly Scope[];
  /** Only for these agents. Default: all. Such a client neither simulates nor sees routing. */
  agents?: readonly string[] | undefined;
}

/** A receiver of events. */
export interface WebhookConfig {
  /** `https://…`, or `http://` on loopback. */
  url: string;
  /** `whsec_` and the base64 of 24 to 64 random bytes; the receiver has the same (`verifyWebhook`). */
  secret: string;
  /** Types of events. Default: all. */
  events?: readonly EventType[] | undefined;
  /** Only what is about these agents. Default: all. */
  agents?: readonly string[] | undefined;
}

export interface ApiConfig {
  clients: readonly ApiClientConfig[];
  /** Origins of pages that may use it. Default none: programs that are no browser send no origin. */
  origins?: readonly string[] | undefined;
  webhooks?: readonly WebhookConfig[] | undefined;
}

const agents = () =>
  z.optional(
    z
      .array(string().check(z.maxLength(MAX_ID_LENGTH, `must have at most ${MAX_ID_LENGTH} characters`)), 'must be a list of agents')
      .check(z.minLength(1, 'must name an agent; leave it out for all')),
  );

const clientSchema = () =>
  section({
    name: z.string('must be a text').check(z.regex(/^[\w.-]{1,64}$/, 'must be of letters, digits, dot, hyphen and underscore, at most 64 of them')),
    // What a header can carry.
    key: z.string('must be a text').check(z.regex(/^[\x21-\x7e]{32,512}$/, 'must have 32 to 512 characters, without spaces')),
    scopes: z.array(oneOf(scopes), 'must be a list of scopes').check(z.minLength(1, 'must name a scope')),
    agents: agents(),
  }).check(
    z.refine(({ scopes: granted, agents: only }) => !(only && granted.includes('simulate')), {
      path: ['scopes'],
      error: 'cannot have simulate together with agents: the simulator is for all of them',
    }),
  );

const webhookSchema = () =>
  section({
    url: httpsUrl(),
    secret: z.string('must be a text').check(z.refine(isSigningSecret, SECRET_WANTED)),
    events: z.optional(z.array(oneOf(eventTypes), 'must be a list of types of events').check(z.minLength(1, 'must name a type; leave it out for all'))),
    agents: agents(),
  });

const differ = <Item>(pick: (item: Item) => string) =>
  z.refine<Item[]>((items) => new Set(items.map(pick)).size === items.length, 'must not have the same name or key twice');

export const apiConfigSchema = () =>
  section({
    clients: z.array(clientSchema(), 'must be a list of clients').check(
      z.minLength(1, 'must name a client'),
      differ(({ name }) => name),
      differ(({ key }) => key),
    ),
    origins: z.optional(z.array(origin(), 'must be a list of origins')),
    webhooks: z.optional(z.array(webhookSchema(), 'must be a list of webhooks')),
  });
