/** Every cap and timer of the API, with unit and reason. */

/** Where it is, on the link's own HTTP server. The number is the major version: within it things are only added. */
export const BASE_PATH = '/api/v1';

/** Bytes of a request's body: the longest wrap-up note and a call's data, escaped, fit several times over. */
export const MAX_BODY_BYTES = 262_144;
/** Requests of one client: sustained, and at once. A server that watches its calls asks a few a second. */
export const REQUESTS_PER_SECOND = 50;
export const REQUEST_BURST = 200;
/** Requests of one client that wait for the phone system; a transfer may take a hundred seconds. */
export const MAX_UNDER_WAY = 64;
/** What `Retry-After` says where trying again makes sense, in seconds. */
export const RETRY_AFTER_SECONDS = 1;

/** Outcomes kept by their `Idempotency-Key`, for one client: a busy day's calls. The oldest go first. */
export const MAX_IDEMPOTENCY_KEYS = 1_000;
/** Whoever tries again a day later means something new. */
export const IDEMPOTENCY_WINDOW_MS = 86_400_000;
export const MAX_IDEMPOTENCY_KEY_LENGTH = 255;

/** Events kept for streams that come back, in number and in characters: a minute of 2,000 agents, an hour of a hundred. */
export const MAX_KEPT_EVENTS = 10_000;
export const MAX_KEPT_LENGTH = 16_777_216;
/**
 * Agents who are listed without being asked for by name: all that a full link has. Who announces calls for agents that do not exist cannot fill the
 * memory with them.
 */
export const MAX_KNOWN_AGENTS = 20_000;
/** What diagnostics show: the last hundred. */
export const DIAGNOSTIC_ENTRIES = 100;

/** Streams of one client, and of all. */
export const MAX_CLIENT_STREAMS = 10;
export const MAX_STREAMS = 100;
/** A stream has something on it at least this often, so that proxies leave it open and a dead one is noticed. */
export const STREAM_HEARTBEAT_MS = 15_000;
/** How long a stream's reader waits before it comes back. */
export const STREAM_RETRY_MS = 2_000;
/**
 * Bytes that wait for a reader before it is cut off, beside what it was sent to begin with. It resumes where it was. All 2,000 agents of a link
 * are told at once that the phone system is lost, and that is not the reader's fault. The bytes are the same for all readers.
 */
export const MAX_STREAM_QUEUE_BYTES = 8_388_608;

/** Events that wait for one webhook receiver; beyond, the oldest are given up. Five minutes of thirty calls a second are more: filter. */
export const MAX_WEBHOOK_QUEUE = 10_000;
/** And their characters together: as many as streams can go back over. */
export const MAX_WEBHOOK_QUEUE_LENGTH = 16_777_216;
/** A receiver that has not answered by then has not taken it. */
export const WEBHOOK_TIMEOUT_MS = 10_000;
/** First and longest wait before an event is sent again; doubled each time, of which between a half and all is waited. */
export const WEBHOOK_RETRY_FIRST_MS = 1_000;
export const WEBHOOK_RETRY_MAX_MS = 60_000;
/** Attempts at one event, about seven minutes: longer than it takes to start a receiver anew. Then the next one has its turn. */
export const WEBHOOK_ATTEMPTS = 12;

/** How long a simulated caller may wait: a day. */
export const MAX_PATIENCE_MS = 86_400_000;
