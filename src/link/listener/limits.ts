/** Every cap and timer of the generic listener, with unit and reason. */

export const DEFAULT_ADDRESS = 'http://localhost:5000/';
/** Bytes of a request line and its headers: as much as browsers let an address have, and some more. More is answered 431. */
export const MAX_HEAD_BYTES = 16_384;
/** Bytes of a form: all of a call's data, each byte of it percent-encoded. */
export const MAX_BODY_BYTES = 131_072;
/** A head that is dribbled, and a request that has not arrived whole, are answered 408: both come in one piece from a phone. */
export const HEADERS_TIMEOUT_MS = 3_000;
export const REQUEST_TIMEOUT_MS = 5_000;
/** How often connections are looked at for the two above. */
export const TIMEOUT_CHECK_MS = 1_000;
/** Connections at a time: a call centre's phone server has a few, and a phone one for each call. */
export const MAX_CONNECTIONS = 200;
/** Requests of all together: sustained, and at once. Ten times what the largest link has calls for; beyond it the answer is 429. */
export const REQUESTS_PER_SECOND = 300;
export const REQUEST_BURST = 600;
/** Lines about requests that were refused: every page in the agent's browser can cause them, and the counters have all of them. */
export const REFUSALS_LOGGED_PER_SECOND = 1;
export const REFUSALS_LOGGED_BURST = 20;
/** Seconds after which somebody who was too fast may try again. */
export const RETRY_AFTER_SECONDS = 1;
/** With a free port asked for, how often to look for one that is free on both loopback addresses. */
export const FREE_PORT_ATTEMPTS = 10;
/** How long requests under way may take when the link stops. */
export const CLOSE_GRACE_MS = 1_000;
