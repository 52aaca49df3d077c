/** Every cap and timer of a session with a CTI Server, with unit and reason. All that have `DEFAULT` in their name are options. */

/** The guide asks for at least five seconds between the heartbeats of a bridge. */
export const DEFAULT_HEARTBEAT_MS = 5_000;
/** Heartbeats without an answer in a row, after which the guide takes the connection for dead. */
export const HEARTBEATS_MISSED = 3;
/** The server gives a session up after this many heartbeats that did not come. */
export const IDLE_HEARTBEATS = 4;

/** A host that has not accepted the TCP connection by now is taken for dead, so that the other side has its turn. */
export const DEFAULT_CONNECT_TIMEOUT_MS = 5_000;
/** The guide has a client wait at least 30 s for OPEN_CONF, and 60 s where there are more than 500 clients. */
export const DEFAULT_OPEN_TIMEOUT_MS = 30_000;
/** Answers to control requests take up to 15 s; the server's own time-out comes first. */
export const DEFAULT_REQUEST_TIMEOUT_MS = 20_000;
/** How long CLOSE_CONF is waited for (guide). */
export const CLOSE_TIMEOUT_MS = 5_000;

/** The longest that a timer of Node's waits; it takes anything longer for no time at all. */
export const MAX_TIMER_MS = 2_147_483_647;
/** Requests without an answer at a time: snapshots of a large site under way, and what its agents do meanwhile. */
export const MAX_REQUESTS_IN_FLIGHT = 4_096;
/** Bytes that wait for a server which does not read, before requests are refused: eighty of the largest message. */
export const MAX_UNSENT_BYTES = 1_048_576;
/** Frames in a row that are no message of the session's version; more are no accident, and the version is wrong or the stream damaged. */
export const MAX_BAD_FRAMES = 10;

/** A session that held this long was no accident: when it breaks, the guide's order of reconnecting begins anew, without a pause. */
export const STABLE_AFTER_MS = 10_000;
/** Clients that share the server, where nobody says: they spread their second round over a tenth of their number in seconds (guide). */
export const DEFAULT_CLIENTS = 10;
/** Seconds between the rounds of reconnecting after the second; the last is repeated for ever (guide). */
export const ROUND_PAUSES_MS = [15_000, 30_000, 60_000, 120_000] as const;
