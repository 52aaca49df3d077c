/** Every cap and timer of the gateway, with unit and reason. What binds the softphone too is in `phone/link/limits.ts`. */

/** A connection that has not said who it is by now is closed. */
export const HELLO_TIMEOUT_MS = 5_000;
/** Characters of a `hello`: the longest token, the longest list of commands. Nobody unknown may send more. */
export const MAX_HELLO_LENGTH = 16_384;
/** Connections that have not been welcomed yet, all together: a link's softphones may come back at once, an attacker's may not fill it. */
export const MAX_UNWELCOMED = 4_000;
/** Sessions of one link, some times what one process is measured for. */
export const MAX_SESSIONS = 20_000;

/** A softphone hears from the gateway at least this often; three missed, and either takes the other for dead. */
export const HEARTBEAT_INTERVAL_MS = 5_000;
/** Heartbeats of all sessions are spread over the interval in this many parts, so that none delays an event. */
export const HEARTBEAT_SLOTS = 20;
/** How long a session without a connection waits for its softphone: tunnels and lifts are shorter, and a reload takes over anyway. */
export const RESUME_WINDOW_MS = 60_000;
/** Events kept for a softphone that may come back: a busy agent's in the window, many times over. And their characters together. */
export const MAX_REPLAY_EVENTS = 256;
export const MAX_REPLAY_LENGTH = 131_072;

/** Characters that wait in a connection's queue before its softphone counts as slow. A call with ordinary data is under 2,000. */
export const MAX_QUEUED_LENGTH = 262_144;

/** Messages of one softphone: sustained, and at once. A person makes a few a second; typing tones makes ten. */
export const MESSAGES_PER_SECOND = 20;
export const MESSAGE_BURST = 100;
/** Messages beyond that, after which a softphone is cut off: five bursts that nobody slowed down. Forgiven at the sustained rate. */
export const CUT_OFF_AFTER_REFUSED = 500;
export const FLOOD_RETRY_MS = 30_000;
/** Requests of one softphone that polls: one for each thing it says and each thing it hears, so more than messages. */
export const POLLS_PER_SECOND = 50;
export const POLL_BURST = 200;
/** Bytes of one WebSocket message after which `ws` closes without a word. Between the softphone's cap and this it is told why. */
export const MAX_FRAME_BYTES = 1_048_576;

/** A softphone that was told that its connection is over has this long to hang up, before it is hung up on. */
export const CLOSE_TIMEOUT_MS = 2_000;

/** One that polls and is between two requests finds out why its connection is over when it comes back within this time. */
export const LAST_WORDS_MS = 5_000;

/** Clocks of those who sign tokens differ from ours by less. */
export const TOKEN_TOLERANCE_SECONDS = 30;
/** Keys are fetched anew for a token with one that is not known, but no more often than this: anybody can send such tokens. */
export const KEYS_COOLDOWN_MS = 5_000;
/** Keys that were withdrawn are believed no longer than this. */
export const KEYS_MAX_AGE_MS = 600_000;
/** A server that has not sent its keys by now is taken for dead. */
export const KEYS_TIMEOUT_MS = 4_000;
/** A token that expires sooner is asked to be renewed with each heartbeat. */
export const RENEW_BEFORE_MS = 60_000;

/** A link that stops asks its softphones to come back after this; their own policy spreads them. */
export const STOP_RETRY_MS = 500;
/** When there is no room, or a heartbeat was missed. */
export const FULL_RETRY_MS = 10_000;
