import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Accounts } from './accounts.ts';
import { computeDigest, type DigestAlgorithm, parseCredentials } from './digest.ts';
import type { Flow } from './flow.ts';
import { MAX_NONCES } from './limits.ts';
import { headersOf, type SipRequest, type SipResponse } from './message.ts';
import { makeResponse } from './response.ts';

export type Authentication = { account: string } | { challenge: SipResponse };

export interface Authenticator {
  /** Checks the password given with a request. `as` chooses between 401 (registrar) and 407 (proxy). */
  authenticate(request: SipRequest, flow: Flow, as: 'registrar' | 'proxy'): Authentication;
}

/** Digest authentication (RFC 3261 §22, RFC 7616). A nonce is signed, ages, belongs to one socket, and counts up. */
export const createAuthenticator = (options: { realm: string; accounts: Accounts; algorithm: DigestAlgorithm; nonceLifetimeMs: number }): Authenticator => {
  const { realm, accounts, algorithm, nonceLifetimeMs } = options;
  const secret = randomBytes(32);
  const lastCount = new Map<string, number>();
  const sign = (text: string, flow: Flow) => createHmac('sha256', secret).update(`${text}.${flow.id}`).digest('base64url').slice(0, 22);

  const newNonce = (flow: Flow): string => {
    const text = `${Date.now().toString(36)}.${randomBytes(9).toString('base64url')}`;
    return `${text}.${sign(text, flow)}`;
  };
  /** Ours, of this socket, not too old. */
  const isFresh = (nonce: string, flow: Flow): boolean => {
    const [at = '', random = '', signature = ''] = nonce.split('.');
    const expected = Buffer.from(sign(`${at}.${random}`, flow));
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected) && Date.now() - Number.parseInt(at, 36) < nonceLifetimeMs;
  };
  /** True when the count is higher than any before: a recorded request is of no use a second time. */
  const countUp = (nonce: string, nc: string): boolean => {
    const count = /^[0-9a-f]{8}$/i.test(nc) ? Number.parseInt(nc, 16) : 0;
    if (count <= (lastCount.get(nonce) ?? 0)) return false;
    lastCount.delete(nonce);
    lastCount.set(nonce, count);
    for (const oldest of lastCount.keys()) {
      if (lastCount.size <= MAX_NONCES) break;
      lastCount.delete(oldest);
    }
    return true;
  };

  const challenge = (request: SipRequest, flow: Flow, as: 'registrar' | 'proxy', stale: boolean): Authentication => {
    const value = `Digest realm="${realm}", nonce="${newNonce(flow)}", algorithm=${algorithm}, qop="auth"${stale ? ', stale=true' : ''}`;
    const header = { name: as === 'proxy' ? 'Proxy-Authenticate' : 'WWW-Authenticate', value };
    return { challenge: makeResponse(request, as === 'proxy' ? 407 : 401, { headers: [header] }) };
  };

  return {
    authenticate: (request, flow, as) => {
      const credentials = headersOf(request, as === 'proxy' ? 'Proxy-Authorization' : 'Authorization')
        .map(parseCredentials)
        .find((candidate) => candidate?.realm === realm);
      if (!credentials) return challenge(request, flow, as, false);
      const { username, nonce, nc, cnonce, uri } = credentials;
      // An unknown user costs the same work as a known one.
      const password = accounts.passwordOf(username);
      const expected = Buffer.from(
        computeDigest({ algorithm, username, realm, password: password ?? '', nonce, nc, cnonce, qop: 'auth', method: request.method, uri }),
      );
      const given = Buffer.from(credentials.response);
      const matches = given.length === expected.length && timingSafeEqual(given, expected);
      const acceptable = credentials.algorithm.toUpperCase() === algorithm && credentials.qop === 'auth' && cnonce !== '' && uri === request.uri;
      if (!matches || !acceptable || password === undefined) {
        flow.countAuthFailure();
        return challenge(request, flow, as, false);
      }
      if (!isFresh(nonce, flow) || !countUp(nonce, nc)) return challenge(request, flow, as, true);
      flow.accounts.add(username);
      return { account: username };
    },
  };
};
