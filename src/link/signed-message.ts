/**
 * Messages a receiver can tell from forged ones, by the Standard Webhooks scheme: an HMAC-SHA256 over `id.timestamp.body` in the header
 * `webhook-signature`, keyed with the bytes behind `whsec_`. Webhooks and questions to a decider carry it.
 * Source: the Standard Webhooks specification, version 1 (symmetric signatures).
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { CtiError } from '../protocol/error.ts';

export const SECRET_WANTED = 'must be whsec_ and after it the base64 of 24 to 64 random bytes';
const PREFIX = 'whsec_';
/** A message older than this, or newer, may be one that somebody recorded and sends again. */
const TOLERANCE_SECONDS = 300;

const keyOf = (secret: string): Buffer => Buffer.from(secret.slice(PREFIX.length), 'base64');

export const isSigningSecret = (secret: string): boolean => {
  if (!/^whsec_[A-Za-z0-9+/]+={0,2}$/.test(secret)) return false;
  const { length } = keyOf(secret);
  return length >= 24 && length <= 64;
};

const signature = (secret: string, id: string, timestamp: string, body: string): Buffer =>
  createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest();

/** The headers that go with a message. `atMs` is the moment of this attempt; the id stays the same for all attempts. */
export const signMessage = (secret: string, id: string, body: string, atMs: number): Record<string, string> => {
  const timestamp = String(Math.floor(atMs / 1_000));
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature(secret, id, timestamp, body).toString('base64')}` };
};

export interface ReceivedMessage {
  /** `whsec_…`, as in the configuration of the link. */
  secret: string;
  /** Of the request; a `Headers`, or Node's `request.headers`. */
  headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Exactly as received: parsed and made text again it has another signature. */
  body: string;
}

const headerOf = (headers: ReceivedMessage['headers'], name: string): string => {
  const value = headers instanceof Headers ? headers.get(name) : headers[name];
  return typeof value === 'string' ? value : '';
};

/**
 * For receivers: the id of a message that this link has signed within the last five minutes. It may come more than once, with the same id.
 *
 * @throws CtiError `UNAUTHORIZED` for one that is forged, changed, or out of date
 * @example
 * const id = verifyWebhook({ secret, headers: request.headers, body });
 * if (seen.has(id)) return;
 * const event = JSON.parse(body);
 */
export const verifyWebhook = ({ secret, headers, body }: ReceivedMessage, nowMs: number = Date.now()): string => {
  if (!isSigningSecret(secret)) throw new CtiError('INVALID_ARGUMENT', `The secret ${SECRET_WANTED}.`);
  const refuse = (why: string) => new CtiError('UNAUTHORIZED', `This message ${why}. Do not act on it.`);
  const [id, timestamp] = [headerOf(headers, 'webhook-id'), headerOf(headers, 'webhook-timestamp')];
  const expected = signature(secret, id, timestamp, body);
  const isSigned = headerOf(headers, 'webhook-signature')
    .split(' ')
    .some((entry) => {
      const given = Buffer.from(entry.startsWith('v1,') ? entry.slice(3) : '', 'base64');
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
  if (id === '' || !isSigned) throw refuse('is not signed with this secret');
  if (!(Math.abs(nowMs / 1_000 - Number(timestamp)) <= TOLERANCE_SECONDS)) throw refuse('is out of date');
  return id;
};
