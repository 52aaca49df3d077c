/** One connection, from its first message on: nobody until `hello` was believed, then a session's. */

import { type ClientMessage, clientMessageSchema, type EndReason, MAX_CLIENT_MESSAGE_LENGTH } from '../../phone/link/wire.ts';
import { isCtiError } from '../../protocol/error.ts';
import { CUT_OFF_AFTER_REFUSED, FLOOD_RETRY_MS, FULL_RETRY_MS, HELLO_TIMEOUT_MS, MAX_HELLO_LENGTH, MESSAGE_BURST, MESSAGES_PER_SECOND } from './limits.ts';
import { createTokenBucket } from './token-bucket.ts';
import type { GatewayTransport } from './transport.ts';
import type { Identity, TokenVerifier } from './verify-token.ts';

export type Hello = Extract<ClientMessage, { type: 'hello' }>;

export interface Refusal {
  reason: EndReason;
  message: string;
  retryAfterMs?: number | undefined;
}

/** A connection as the gateway sees it once its softphone is known. */
export interface Guest {
  /** Any sign of life. */
  heard(): void;
  receive(message: Exclude<ClientMessage, { type: 'hello' | 'renew' }>): void;
  /** A message that came too fast. Whether it was a command, which is to be answered. */
  refuse(message: ClientMessage): void;
  renewed(identity: Identity): void;
  /** Ends the session with a reason. */
  end(refusal: Refusal): void;
  disconnected(): void;
}

export interface Visitor {
  /** Any sign of life. */
  heard(): void;
  /** One message, parsed and otherwise unchecked, and how long it was. */
  receive(value: unknown, length: number): void;
  /** What came was no JSON, or no text at all. */
  receiveNonsense(): void;
  /** Ends it, if it has no session yet. */
  turnAway(refusal: Refusal): void;
  disconnected(): void;
}

export interface VisitorOptions {
  transport: GatewayTransport;
  verify: TokenVerifier;
  /** Takes in who said a believable hello, or says why not. */
  welcome(identity: Identity, hello: Hello, transport: GatewayTransport): Guest | Refusal;
  /** The connection was turned away before it had a session. */
  turnedAway(reason: EndReason): void;
  /** It is no stranger any more, or gone. */
  settled(): void;
}

const nonsense: Refusal = { reason: 'malformed', message: 'This is not a message of the link’s protocol, or it is out of place.' };
const flood: Refusal = { reason: 'flood', message: 'Far too many messages.', retryAfterMs: FLOOD_RETRY_MS };

export const createVisitor = ({ transport, verify, welcome, turnedAway, settled }: VisitorOptions): Visitor => {
  let state: 'new' | 'checking' | 'in' | 'over' = 'new';
  let guest: Guest | undefined;
  const bucket = createTokenBucket(MESSAGES_PER_SECOND, MESSAGE_BURST);
  const forgiveness = createTokenBucket(MESSAGES_PER_SECOND, CUT_OFF_AFTER_REFUSED);

  const end = (refusal: Refusal) => {
    if (state === 'over') return;
    const { reason, message, retryAfterMs } = refusal;
    leave();
    if (guest) return guest.end(refusal);
    turnedAway(reason);
    transport.send(JSON.stringify({ type: 'ended', reason, message, retryAfterMs }));
    transport.close();
  };

  const leave = () => {
    clearTimeout(strangerTimer);
    if (state === 'new' || state === 'checking') settled();
    state = 'over';
  };

  const strangerTimer = setTimeout(() => end({ reason: 'silent', message: 'No hello came in time.', retryAfterMs: 0 }), HELLO_TIMEOUT_MS);

  const mistrust = (error: unknown): Refusal =>
    isCtiError(error, 'UNREACHABLE')
      ? { reason: 'uncheckable', message: error.message, retryAfterMs: FULL_RETRY_MS }
      : { reason: 'unauthorized', message: isCtiError(error) ? error.message : 'The token could not be checked.' };

  const greet = async (hello: Hello) => {
    state = 'checking';
    const identity = await verify(hello.token).catch((error: unknown) => end(mistrust(error)));
    if (!identity || state !== 'checking') return;
    if (hello.agentId !== undefined && hello.agentId !== identity.agentId) {
      return end({ reason: 'unauthorized', message: 'The token is for another agent than the page takes it to be.' });
    }
    const outcome = welcome(identity, hello, transport);
    if ('reason' in outcome) return end(outcome);
    guest = outcome;
    clearTimeout(strangerTimer);
    state = 'in';
    settled();
  };

  const renew = (token: string) =>
    verify(token).then(
      (identity) => guest?.renewed(identity),
      // One that cannot be checked now is asked for again with the next heartbeat; until it expires, the old one holds.
      (error: unknown) => isCtiError(error, 'UNREACHABLE') || end(mistrust(error)),
    );

  const receive = (value: unknown, length: number) => {
    if (state === 'over') return;
    if (length > (state === 'in' ? MAX_CLIENT_MESSAGE_LENGTH : MAX_HELLO_LENGTH)) {
      return end({ reason: 'tooLarge', message: 'A message is larger than this link takes.' });
    }
    const { data } = clientMessageSchema().safeParse(value);
    if (!data || (data.type === 'hello') !== (state === 'new')) return end(nonsense);
    if (data.type === 'hello') return void greet(data);
    if (!guest) return end(nonsense);
    guest.heard();
    if (!bucket.take()) {
      if (!forgiveness.take()) return end(flood);
      return guest.refuse(data);
    }
    if (data.type === 'renew') return void renew(data.token);
    guest.receive(data);
  };

  return {
    heard: () => guest?.heard(),
    receive,
    receiveNonsense: () => end(nonsense),
    turnAway: (refusal) => state !== 'in' && end(refusal),
    disconnected() {
      if (state === 'over') return;
      leave();
      guest?.disconnected();
    },
  };
};
