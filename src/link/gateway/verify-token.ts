/** Who a softphone is: the agent in a JWT that somebody else has signed (RFC 7519, and RFC 8725 on what to pin). */
import { createRemoteJWKSet, errors, importSPKI, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { CtiError } from '../../protocol/error.ts';
import { MAX_ID_LENGTH } from '../../protocol/limits.ts';
import type { TokenConfig } from '../config.ts';
import { TOKEN_TOLERANCE_SECONDS } from './limits.ts';

export interface Identity {
  agentId: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** @throws CtiError as a rejection: `UNAUTHORIZED`, and `UNREACHABLE` when the keys cannot be fetched. The message never has the token in it. */
export type TokenVerifier = (token: string) => Promise<Identity>;

const keyOf = async ({ secret, publicKey, jwksUrl, algorithms }: TokenConfig): Promise<JWTVerifyGetKey> => {
  if (jwksUrl !== undefined) return createRemoteJWKSet(new URL(jwksUrl));
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
  if (error instanceof errors.JWTExpired) return new CtiError('UNAUTHORIZED', 'The token has expired. Fetch a fresh one.');
  if (error instanceof errors.JWTClaimValidationFailed)
    return new CtiError('UNAUTHORIZED', `The token's claim ${error.claim} is missing or is not what this link takes.`);
  if (error instanceof errors.JOSEAlgNotAllowed) return new CtiError('UNAUTHORIZED', 'The token is signed with an algorithm this link does not take.');
  if (error instanceof errors.JWKSTimeout) return new CtiError('UNREACHABLE', 'The keys that tokens are checked with cannot be fetched.');
  if (error instanceof errors.JOSEError) return new CtiError('UNAUTHORIZED', 'The token is not one this link can believe.');
  return new CtiError('UNREACHABLE', 'The keys that tokens are checked with cannot be fetched.', { cause: error });
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
