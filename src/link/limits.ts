/** Defaults, caps and timers of the link's own HTTP server. Its parts keep theirs beside themselves. */

export const DEFAULT_HOST = '127.0.0.1';
export const DEFAULT_PORT = 5_080;
export const DEFAULT_PATH = '/softphone';

/** Who dribbles the head of a request is not served: it comes in one piece, also over a slow network. */
export const HEADERS_TIMEOUT_MS = 5_000;
/** A request has arrived whole by then; how long its answer takes does not count. */
export const REQUEST_TIMEOUT_MS = 20_000;
/** How often connections are looked at for the two above; Node's own thirty seconds would be the timeout. */
export const TIMEOUT_CHECK_MS = 1_000;
/** How long requests under way, and closing words of sockets, may take when the link stops. */
export const CLOSE_GRACE_MS = 2_000;
