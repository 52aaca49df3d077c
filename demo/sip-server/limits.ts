/** Every cap and timer of the demo's SIP server, with unit and reason. Those in {@link SipTimers} can be set per server, so that tests need not wait. */

/** One SIP message travels in one WebSocket frame (RFC 7118 §5). An SDP offer of a browser is 2 to 6 KB. */
export const MAX_MESSAGE_BYTES = 64 * 1024;
/** One header field after unfolding. Digest and Identity headers stay below 2 KB. */
export const MAX_HEADER_CHARS = 8 * 1024;
export const MAX_HEADERS = 128;
/** Hops in Via, Route and Record-Route together stay far below this in any real network. */
export const MAX_LIST_ENTRIES = 32;
export const MAX_URI_CHARS = 1024;
/** Names of methods are short; the longest registered has nine letters. */
export const MAX_METHOD_CHARS = 64;
/** The rest of a reason phrase is cut off: it is for people. */
export const MAX_REASON_CHARS = 256;

/** Sockets in all. A demo has a handful. */
export const MAX_SOCKETS = 256;
/** What a socket may leave unread before it is cut off, in bytes. */
export const MAX_SOCKET_BACKLOG_BYTES = 1024 * 1024;
/** Messages a socket may send at once, and per second afterwards. A busy agent sends about ten a second. */
export const RATE_BURST = 300;
export const RATE_PER_SECOND = 100;
/** Messages dropped for their rate before the socket is closed. */
export const MAX_RATE_DROPS = 500;
/** Messages that are not SIP, and wrong passwords, before the socket is closed. */
export const MAX_MALFORMED = 50;
export const MAX_AUTH_FAILURES = 30;

/** Devices of one user that ring at the same time. */
export const MAX_CONTACTS_PER_USER = 10;
/** Addresses one socket may register: the guest may register numbers. */
export const MAX_ADDRESSES_PER_SOCKET = 20;
export const DEFAULT_EXPIRES_SECONDS = 600;
export const MAX_EXPIRES_SECONDS = 3600;
/** Transactions under way or remembered, both kinds. Further requests get 503. */
export const MAX_TRANSACTIONS = 5000;
/** Nonces whose count is remembered; the oldest are forgotten. A nonce belongs to one socket, so nobody else could use a forgotten one. */
export const MAX_NONCES = 5000;
/** Calls whose end is still reported. */
export const MAX_CALLS = 1000;

export interface SipTimers {
  /** Timer C of RFC 3261 §16.6: an INVITE that rings without an answer ends with 408. The RFC asks for more than 3 minutes. */
  ringTimeoutMs: number;
  /** Timer B and F: no answer at all ends with 408. 64 × T1 of RFC 3261. */
  requestTimeoutMs: number;
  /** How long a finished transaction is remembered, so that repeated messages do no harm. */
  lingerMs: number;
  /** Age at which a nonce is refused as stale, and the client asks again by itself. */
  nonceLifetimeMs: number;
  /** WebSocket ping interval; a socket that missed one pong is dropped at the next. */
  heartbeatMs: number;
  /** How often expired contacts are looked for. */
  sweepMs: number;
  /** Shortest registration; shorter ones get 423 with this value. */
  minExpiresSeconds: number;
}

export const DEFAULT_TIMERS: SipTimers = {
  ringTimeoutMs: 185_000,
  requestTimeoutMs: 32_000,
  lingerMs: 32_000,
  nonceLifetimeMs: 300_000,
  heartbeatMs: 25_000,
  sweepMs: 1_000,
  minExpiresSeconds: 10,
};
