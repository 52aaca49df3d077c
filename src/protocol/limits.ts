/**
 * Caps and timers of what crosses between the two pages, each with its unit and its reason.
 * Peers tell each other their limits in `hello`; a limit is the receiver's, and it binds whoever sends.
 */

/** What one side of the bridge accepts from the other. */
export interface Limits {
  /** Largest message in bytes, counted as two per character and eight per other value. */
  maxMessageBytes: number;
  /** Calls one side may have waiting for an answer. */
  maxPendingCalls: number;
  /** Messages a second, sustained. Above it calls are answered `RATE_LIMITED` and events are dropped. */
  messagesPerSecond: number;
  /** Messages that may come at once before the rate counts. */
  messageBurst: number;
}

/**
 * 256 KiB holds any call with its data and fifty search hits many times over; a human phone makes a few messages a
 * second, so 200 with a burst of 1,000 (a snapshot, a form being typed in) is out of reach for honest pages.
 */
export const DEFAULT_LIMITS: Limits = {
  maxMessageBytes: 262_144,
  maxPendingCalls: 256,
  messagesPerSecond: 200,
  messageBurst: 1_000,
};

/** Refused messages after which a flooding peer is cut off: two full bursts that nobody slowed down. Forgiven at `messagesPerSecond`. */
export const CUT_OFF_AFTER_REFUSED = 2_000;

/** Deepest nesting a message may have; ours use six. Deeper is an attack on whoever walks it. */
export const MAX_DEPTH = 32;

/** A call without a deadline of its own is given up after this. */
export const CALL_TIMEOUT_MS = 10_000;
/** A search delays the pop while the phone rings: later than this it is of no use. */
export const SEARCH_TIMEOUT_MS = 5_000;
/** A log may wait for a slow database, and behind an older version of itself: two attempts of the outbox. */
export const SAVE_LOG_TIMEOUT_MS = 45_000;
/** Dialling and answering may first have to wait for the agent to allow the microphone. */
export const MEDIA_TIMEOUT_MS = 60_000;
/** A transfer is answered when its target has answered, for whom the phone waits up to 90 s. */
export const TRANSFER_TIMEOUT_MS = 100_000;
/** Hold and retrieve are a negotiation that SIP gives 32 s, and that starts over when both ends begin one at once. */
export const HOLD_TIMEOUT_MS = 45_000;
/** 64 tones with pauses of two seconds between them. */
export const DTMF_TIMEOUT_MS = 140_000;
/** `hello` is answered from memory. Unanswered means a lost handshake, so a new one is made. */
export const HELLO_TIMEOUT_MS = 3_000;

/** How long the frame may take from being mounted to its `hello` before the host says that nobody answers. */
export const CONNECT_TIMEOUT_MS = 10_000;
/** Silence for one interval sends a ping; three of them in a row and the peer counts as unresponsive. */
export const HEARTBEAT_INTERVAL_MS = 5_000;
export const HEARTBEATS_MISSED = 3;

/** Text caps, in UTF-16 units. Numbers: RFC 3261 sets none, libphonenumber refuses more than 250. */
export const MAX_NUMBER_LENGTH = 250;
export const MAX_ID_LENGTH = 255;
/** A call's id, a slash and the agent's address. */
export const MAX_LOG_ID_LENGTH = 2 * MAX_ID_LENGTH + 1;
export const MAX_NAME_LENGTH = 500;
export const MAX_URL_LENGTH = 4_096;
export const MAX_TEXT_LENGTH = 4_000;
export const MAX_NOTES_LENGTH = 32_000;
export const MAX_ERROR_MESSAGE_LENGTH = 1_000;
export const MAX_ERROR_DETAILS_BYTES = 8_192;
/** Call data: names, and characters of all names and values together, so that a call always fits into a message. */
export const MAX_DATA_KEYS = 100;
export const MAX_DATA_LENGTH = 32_000;
/** Hits of one search. */
export const MAX_MATCHES = 50;
/** Calls in one snapshot: a phone has lines, not hundreds of calls. */
export const MAX_CALLS = 100;

/** First and longest wait before a log that failed to save is tried again; doubled each time, plus up to a half at random. */
export const LOG_RETRY_FIRST_MS = 1_000;
export const LOG_RETRY_MAX_MS = 60_000;
/** A tab in the background lets one in the focus claim a pop first. */
export const CLAIM_YIELD_MS = 100;
/** One attempt to save a log; shorter than the softphone's own deadline, so that it hears `queued` instead of nothing. */
export const LOG_ATTEMPT_TIMEOUT_MS = 20_000;
/** Claims one window keeps. A call makes two, and nobody asks for yesterday's. */
export const MAX_CLAIMS = 400;
/** Hellos on one connection: a page says one per load. */
export const HELLOS_PER_SECOND = 2;
export const HELLO_BURST = 10;
