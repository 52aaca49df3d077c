/** What is known when the next attempt is planned. */
export interface FailedAttempt {
  /** Attempts that failed in a row; 1 after the connection was lost. */
  attempt: number;
  /** A fresh random number, 0 to 1, so that the policy itself stays pure. */
  random: number;
  /** What the server asked for: `Retry-After` in SIP. */
  retryAfterMs?: number | undefined;
}

/** Milliseconds to wait before the next attempt; `Infinity` for never again. Pure, so that it can be tested and replaced. */
export type ReconnectPolicy = (failed: FailedAttempt) => number;

const FIRST_MS = 1_000;
const LONGEST_MS = 20_000;

/**
 * RFC 5626 §4.5 with a telephone's patience: the bound doubles with each failure (1, 2, 4, 8, 16, then 20 s), and the wait is drawn from its
 * upper half, so that the phones of a server that starts anew do not come back as one. The first retry may come at once. What the server asks
 * for is obeyed, and spread as well.
 *
 * @example sipPhone({ …, reconnect: (failed) => Math.min(defaultReconnect(failed), 5_000) })
 */
export const defaultReconnect: ReconnectPolicy = ({ attempt, random, retryAfterMs }) => {
  const bound = Math.min(LONGEST_MS, FIRST_MS * 2 ** (Math.max(1, attempt) - 1));
  const wait = attempt <= 1 ? random * FIRST_MS : bound * (0.5 + random / 2);
  return Math.round(Math.max(wait, retryAfterMs === undefined ? 0 : retryAfterMs + random * FIRST_MS));
};

/** The longest a timer can wait, 24 days: one that is set for longer does not wait at all. */
const MAX_WAIT_MS = 2 ** 31 - 1;

/** What a policy says, as a timer understands it. One that says no number has a mistake in it, for which the server is not stormed. */
export const waitMsOf = (policy: ReconnectPolicy, failed: FailedAttempt): number => {
  const waitMs: unknown = policy(failed);
  return typeof waitMs === 'number' && !Number.isNaN(waitMs) ? Math.min(Math.max(0, waitMs), MAX_WAIT_MS) : defaultReconnect(failed);
};
