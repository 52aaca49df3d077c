/** Who a softphone is: the agent in a JWT that somebody else has signed (RFC 7519, and RFC 8725 on what to pin). */
import { createRemoteJWKSet, errors, importSPKI, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { CtiError, isCtiError } from '../../protocol/error.ts';
import { MAX_ID_LENGTH } from '../../protocol/limits.ts';
import type { TokenConfig } from '../config.ts';
import { KEYS_COOLDOWN_MS, KEYS_MAX_AGE_MS, KEYS_TIMEOUT_MS, TOKEN_TOLERANCE_SECONDS } from './limits.ts';

export interface Identity {
  agentId: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** @throws CtiError as a rejection: `UNAUTHORIZED`, and `UNREACHABLE` when the keys cannot be fetched. The message never has the token in it. */
export type TokenVerifier = (token: string) => Promise<Identity>;

const cannotBeFetched = (cause: unknown) => new CtiError('UNREACHABLE', 'The keys that tokens are checked with cannot be fetched at present.', { cause });

/** Errors that are the token's: its key is not there, or is not told apart from others. */
const isOfToken = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys || error instanceof errors.JOSENotSupported;

/** Keys of somebody who may change them at any time, at a server that may be down. */
const fetchedKeys = (url: string): JWTVerifyGetKey => {
  const keys = createRemoteJWKSet(new URL(url), { cooldownDuration: KEYS_COOLDOWN_MS, cacheMaxAge: KEYS_MAX_AGE_MS, timeoutDuration: KEYS_TIMEOUT_MS });
  return async (header, token) => {
    // Then they are not fetched again for this token, which may be the first with a new key.
    const { coolingDown } = keys;
    return keys(header, token).catch((error: unknown) => {
      if (coolingDown && error instanceof errors.JWKSNoMatchingKey) throw cannotBeFetched(error);
      throw isOfToken(error) ? error : cannotBeFetched(error);
    });
  };
};

const keyOf = async ({ secret, publicKey, jwksUrl, algorithms }: TokenConfig): Promise<JWTVerifyGetKey> => {
  if (jwksUrl !== undefined) return fetchedKeys(jwksUrl);
  if (publicKey === undefined) {
    const bytes = new TextEncoder().encode(secret);
    return () => bytes;
  }
  const keys = new Map(await Promise.all(algorithms.map(async (algorithm) => [algorithm, await importSPKI(publicKey, algorithm)] as const)));
  return ({ alg }) => {
    const key = keys.get(alg ?? '');
    if (!key) throw new errors.JOSEAlgNotAllowed('the algorithm is not among those configured');
    return key;
  };
};

const refusal = (error: unknown): CtiError => {
  if (isCtiError(error)) return error;
  if (error instanceof errors.JWTExpired) return new CtiError('UNAUTHORIZED', 'The token has expired. Fetch a fresh one.');
  if (error instanceof errors.JWTClaimValidationFailed)
    return new CtiError('UNAUTHORIZED', `The token's claim ${error.claim} is missing or is not what this link takes.`);
  if (error instanceof errors.JOSEAlgNotAllowed) return new CtiError('UNAUTHORIZED', 'The token is signed with an algorithm this link does not take.');
  return new CtiError('UNAUTHORIZED', 'The token is not one this link can believe.', { cause: error });
};

export const createTokenVerifier = async (config: TokenConfig): Promise<TokenVerifier> => {
  const { issuer, audience, algorithms, agentClaim = 'sub' } = config;
  const getKey = await keyOf(config);
  const options = { issuer, audience, algorithms: [...algorithms], clockTolerance: TOKEN_TOLERANCE_SECONDS, requiredClaims: ['exp', agentClaim] };
  return async (token) => {
    const { payload } = await jwtVerify(token, getKey, options).catch((error: unknown) => {
      throw refusal(error);
    });
    const agentId = payload[agentClaim];
    if (typeof agentId !== 'string' || agentId === '' || agentId.length > MAX_ID_LENGTH) {
      throw new CtiError('UNAUTHORIZED', `The token's claim ${agentClaim} names no agent.`);
    }
    return { agentId, expiresAt: ((payload.exp ?? 0) + TOKEN_TOLERANCE_SECONDS) * 1_000 };
  };
};
