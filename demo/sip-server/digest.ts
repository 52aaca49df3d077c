import { createHash } from 'node:crypto';
import { parseParameters, splitOutside, unquote } from './syntax.ts';

export type DigestAlgorithm = 'MD5' | 'SHA-256';

export interface DigestInput {
  algorithm: DigestAlgorithm;
  username: string;
  realm: string;
  password: string;
  nonce: string;
  /** Eight hexadecimal digits, as sent. */
  nc: string;
  cnonce: string;
  qop: 'auth';
  method: string;
  uri: string;
}

/** The `response` of HTTP digest with `qop=auth` (RFC 2617 §3.2.2, RFC 7616 §3.4.1). */
export const computeDigest = (input: DigestInput): string => {
  const hash = (text: string) =>
    createHash(input.algorithm === 'MD5' ? 'md5' : 'sha256')
      .update(text, 'utf8')
      .digest('hex');
  const ha1 = hash(`${input.username}:${input.realm}:${input.password}`);
  const ha2 = hash(`${input.method}:${input.uri}`);
  return hash(`${ha1}:${input.nonce}:${input.nc}:${input.cnonce}:${input.qop}:${ha2}`);
};

export interface DigestCredentials {
  username: string;
  realm: string;
  nonce: string;
  uri: string;
  response: string;
  algorithm: string;
  qop: string;
  nc: string;
  cnonce: string;
}

/** Reads an Authorization or Proxy-Authorization header. `undefined` when it is not digest or is malformed. */
export const parseCredentials = (value: string): DigestCredentials | undefined => {
  const match = /^Digest[ \t]+(.+)$/i.exec(value);
  const parts = splitOutside(match?.[1] ?? '', ',');
  const fields = parts && parseParameters(parts);
  if (!match || !fields) return undefined;
  const field = (name: string) => unquote(fields.get(name) ?? '');
  const credentials: DigestCredentials = {
    username: field('username'),
    realm: field('realm'),
    nonce: field('nonce'),
    uri: field('uri'),
    response: field('response').toLowerCase(),
    algorithm: field('algorithm') || 'MD5',
    qop: field('qop').toLowerCase(),
    nc: field('nc'),
    cnonce: field('cnonce'),
  };
  return credentials.username === '' || credentials.nonce === '' || credentials.response === '' ? undefined : credentials;
};
