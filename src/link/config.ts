/** What a link is told when it starts. */
import * as z from 'zod/mini';
import { CtiError } from '../protocol/error.ts';
import { commandParams, type PhoneCommandName } from '../protocol/phone-commands.ts';
import type { Switch } from './switch.ts';

/** Tokens that softphones show. Exactly one of `secret`, `publicKey` and `jwksUrl`. */
export interface TokenConfig {
  /** What `iss` has to be. */
  issuer: string;
  /** What `aud` has to be, or to hold. */
  audience: string;
  /** Signature algorithms taken, and no others: `['HS256']` with a `secret`, such as `['ES256']` or `['RS256']` otherwise. */
  algorithms: readonly string[];
  /** The claim that names the agent. Default `sub`. */
  agentClaim?: string | undefined;
  /** Shared with who signs: at least 32 characters. */
  secret?: string | undefined;
  /** PEM, `-----BEGIN PUBLIC KEY-----`. */
  publicKey?: string | undefined;
  /** `https://…/jwks.json`: keys are fetched, and fetched again when a new one turns up. */
  jwksUrl?: string | undefined;
}

export interface GatewayConfig {
  /** Default `/softphone`; long polling has `/poll` after it. */
  path?: string | undefined;
  /** Origins of the pages that hold softphones, as `location.origin` shows them. Programs that are no browser send none, and are let through to the token. */
  origins: readonly string[];
  tokens: TokenConfig;
  /** Commands agents may give, of those the phone system has. Default all; `[]` leaves pops only. */
  capabilities?: readonly PhoneCommandName[] | undefined;
  /** Milliseconds between heartbeats, 100 to 60,000. Default 5,000. */
  heartbeatMs?: number | undefined;
  /** Milliseconds a session waits for its softphone to come back. Default 60,000. */
  resumeWindowMs?: number | undefined;
}

export interface HttpConfig {
  /** Default `127.0.0.1`: put a web server with a certificate in front. */
  host?: string | undefined;
  /** 0 takes a free one. Default 5080. */
  port?: number | undefined;
  /** When set, `/metrics` is only for who sends it as a bearer token. */
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
  http?: HttpConfig | undefined;
  log?: LogConfig | undefined;
}

const string = (min = 1, what = 'must be a text') =>
  z.string(what).check(z.minLength(min, min > 1 ? `must have at least ${min} characters` : 'must not be empty'));
const integer = (min: number, max: number) => {
  const wanted = `must be a whole number from ${min} to ${max}`;
  return z.number(wanted).check(z.refine((value) => Number.isInteger(value) && value >= min && value <= max, wanted));
};
const flag = () => z.boolean('must be true or false');

const isOrigin = (value: string): boolean => URL.canParse(value) && new URL(value).origin === value && /^https?:/.test(value);
const originWanted = 'must be an origin as location.origin shows it, such as "https://phone.example": no path, no trailing slash, no wildcard';

const asymmetric = /^(RS|PS|ES)(256|384|512)$|^(EdDSA|Ed25519)$/;
const symmetric = /^HS(256|384|512)$/;

const tokensSchema = () =>
  z
    .strictObject({
      issuer: string(),
      audience: string(),
      algorithms: z.array(z.string('must be a text'), 'must be a list such as ["ES256"]').check(z.minLength(1, 'must name at least one algorithm')),
      agentClaim: z.optional(string()),
      secret: z.optional(string(32)),
      publicKey: z.optional(
        z.string('must be a text').check(z.regex(/^-----BEGIN PUBLIC KEY-----/, 'must be PEM that begins with -----BEGIN PUBLIC KEY-----')),
      ),
      jwksUrl: z.optional(
        z
          .string('must be a text')
          .check(z.refine((value) => /^https:|^http:\/\/(localhost|127\.0\.0\.1)[:/]/.test(value) && URL.canParse(value), 'must be an https address')),
      ),
    })
    .check(
      z.refine(
        ({ secret, publicKey, jwksUrl }) => [secret, publicKey, jwksUrl].filter((one) => one !== undefined).length === 1,
        'must have exactly one of secret, publicKey and jwksUrl',
      ),
      // A public key taken for a shared secret is the classic way to forge a token.
      z.refine(({ algorithms, secret }) => algorithms.every((name) => (secret === undefined ? asymmetric : symmetric).test(name)), {
        path: ['algorithms'],
        error: 'must be of HS256, HS384, HS512 with a secret, and of RS, PS, ES with 256, 384, 512, or EdDSA with a key',
      }),
    );

const isSwitch = (value: unknown): value is Switch =>
  typeof value === 'object' &&
  value !== null &&
  ['start', 'stop', 'snapshot', 'execute', 'on'].every((name) => typeof (value as Record<string, unknown>)[name] === 'function');

const configSchema = () =>
  z.strictObject(
    {
      switch: z.custom<Switch>(isSwitch, 'must be a switch'),
      gateway: z.strictObject(
        {
          path: z.optional(z.string('must be a text').check(z.regex(/^\/[\w\-./]*[\w-]$/, 'must be a path such as /softphone'))),
          origins: z.array(z.string(originWanted).check(z.refine(isOrigin, originWanted)), 'must be a list of origins'),
          tokens: tokensSchema(),
          capabilities: z.optional(
            z.array(
              z.custom<PhoneCommandName>((name) => typeof name === 'string' && Object.hasOwn(commandParams, name), 'must be the name of a command'),
              'must be a list of commands',
            ),
          ),
          heartbeatMs: z.optional(integer(100, 60_000)),
          resumeWindowMs: z.optional(integer(0, 3_600_000)),
        },
        'must be an object',
      ),
      http: z.optional(
        z.strictObject({ host: z.optional(string()), port: z.optional(integer(0, 65_535)), metricsToken: z.optional(string(16)) }, 'must be an object'),
      ),
      log: z.optional(
        z.strictObject(
          {
            level: z.optional(
              z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'], 'must be one of silent, fatal, error, warn, info, debug, trace'),
            ),
            agents: z.optional(flag()),
          },
          'must be an object',
        ),
      ),
    },
    'must be an object',
  );

type Issue = z.core.$ZodIssue;

const keyOf = ({ path }: Issue, more: string[] = []) =>
  [...path.map(String), ...more].reduce((key, part) => (/^\d+$/.test(part) ? `${key}[${part}]` : key === '' ? part : `${key}.${part}`), '');

/** Values are not repeated: one of them is a secret. */
const describe = (issue: Issue): string[] => {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${keyOf(issue, [key])} is no key of the configuration`);
  return [`${keyOf(issue) || 'the configuration'} ${issue.message}`];
};

/**
 * The configuration, when it is one.
 * @throws CtiError `INVALID_ARGUMENT` that names every key that is wrong
 */
export const checkConfig = (config: unknown): LinkConfig => {
  const { data, error } = configSchema().safeParse(config);
  if (data) return data as LinkConfig;
  const problems = error.issues.flatMap(describe);
  throw new CtiError('INVALID_ARGUMENT', `This link cannot be started: ${problems.join('; ')}.`, { details: { problems } });
};
