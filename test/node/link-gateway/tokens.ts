import { SignJWT } from 'jose';
import type { TokenConfig } from '../../../src/link/config.ts';

export const secret = 'a secret of the tests, long enough for HS256';

export const tokenConfig: TokenConfig = { issuer: 'https://crm.test', audience: 'ringframe-link', algorithms: ['HS256'], secret };

export interface TokenClaims {
  audience?: string;
  issuer?: string;
  /** Seconds from now. */
  expiresIn?: number;
  secret?: string;
  algorithm?: string;
}

export const signToken = (agentId: string, claims: TokenClaims = {}): Promise<string> => {
  const { audience = tokenConfig.audience, issuer = tokenConfig.issuer, expiresIn = 600, algorithm = 'HS256' } = claims;
  return new SignJWT({})
    .setProtectedHeader({ alg: algorithm })
    .setSubject(agentId)
    .setIssuer(issuer)
    .setAudience(audience)
    .setExpirationTime(Math.floor(Date.now() / 1_000) + expiresIn)
    .sign(new TextEncoder().encode(claims.secret ?? secret));
};
