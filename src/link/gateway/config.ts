/** What the gateway is told when it starts: the section `gateway` of the configuration. */
import * as z from 'zod/mini';
import type { PhoneCommandName } from '../../protocol/phone-commands.ts';
import { commandName, httpsUrl, integer, oneOf, origin, path, section, string } from '../config-values.ts';
import { fitsAlgorithm, isPublicKey } from './public-key.ts';

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
  /**
   * What becomes of an agent who is ready and whose softphone has not come back by then. `notReady` (default): no call rings at an empty chair;
   * `stay`: agents have desk phones, or a second link to go to, and are as they have left them.
   */
  whenGone?: 'notReady' | 'stay' | undefined;
  /** The reason for it, where the phone system has codes or wants one. */
  goneReason?: string | undefined;
}

const asymmetric = /^(RS|PS|ES)(256|384|512)$|^(EdDSA|Ed25519)$/;
const symmetric = /^HS(256|384|512)$/;

const tokensSchema = () =>
  section({
    issuer: string(),
    audience: string(),
    algorithms: z.array(z.string('must be a text'), 'must be a list such as ["ES256"]').check(z.minLength(1, 'must name at least one algorithm')),
    agentClaim: z.optional(string()),
    secret: z.optional(string(32)),
    publicKey: z.optional(
      z
        .string('must be a text')
        .check(
          z.regex(/^-----BEGIN PUBLIC KEY-----/, 'must be PEM that begins with -----BEGIN PUBLIC KEY-----'),
          z.refine(isPublicKey, 'must be the PEM of a public key, whole, with its line breaks'),
        ),
    ),
    jwksUrl: z.optional(httpsUrl()),
  }).check(
    z.refine(
      ({ secret, publicKey, jwksUrl }) => [secret, publicKey, jwksUrl].filter((one) => one !== undefined).length === 1,
      'must have exactly one of secret, publicKey and jwksUrl',
    ),
    // A public key taken for a shared secret is the classic way to forge a token.
    z.refine(({ algorithms, secret }) => algorithms.every((name) => (secret === undefined ? asymmetric : symmetric).test(name)), {
      path: ['algorithms'],
      error: 'must be of HS256, HS384, HS512 with a secret, and of RS, PS, ES with 256, 384, 512, or EdDSA with a key',
    }),
    z.refine(({ algorithms, publicKey }) => publicKey === undefined || !isPublicKey(publicKey) || algorithms.every((name) => fitsAlgorithm(publicKey, name)), {
      path: ['algorithms'],
      error: 'must fit publicKey: RS and PS an RSA key of 2,048 bits or more, ES256 the curve P-256, ES384 P-384, ES512 P-521, EdDSA an Ed25519 key',
    }),
  );

export const gatewayConfigSchema = () =>
  section({
    path: z.optional(path()),
    origins: z.array(origin(), 'must be a list of origins'),
    tokens: tokensSchema(),
    capabilities: z.optional(z.array(commandName(), 'must be a list of commands')),
    heartbeatMs: z.optional(integer(100, 60_000)),
    resumeWindowMs: z.optional(integer(0, 3_600_000)),
    whenGone: z.optional(oneOf(['notReady', 'stay'])),
    goneReason: z.optional(string()),
  });
