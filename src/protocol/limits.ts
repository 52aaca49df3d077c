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
/** A search, what the CRM opens after it, and the actions of its rules. */
export const POP_TIMEOUT_MS = 20_000;
/** The CRM's own logic, which may ask servers of its own. */
export const ACTION_TIMEOUT_MS = 30_000;
/** A log may wait for a slow database, and behind an older version of itself: two attempts of the outbox. */
export const SAVE_LOG_TIMEOUT_MS = 45_000;
/** Dialling and answering may first have to wait for the agent to allow the microphone. */
export const MEDIA_TIMEOUT_MS = 60_000;
/** A transfer is answered when its target has answered, for whom the phone waits up to 90 s. */
export const TRANSFER_TIMEOUT_MS = 100_000;
/** Before a transfer the CRM may ask its user about unsaved work. Who has not decided after two minutes has left the desk, and a caller waits. */
export const PREPARE_TRANSFER_TIMEOUT_MS = 120_000;
/** Hold and retrieve are a negotiation that SIP gives 32 s, and that starts over when both ends begin one at once. */
export const HOLD_TIMEOUT_MS = 45_000;
/** A phone system may ask its directory first. */
export const LOG_IN_TIMEOUT_MS = 30_000;
/** What it is, only the phone system knows; it may ask systems of its own. */
export const VENDOR_TIMEOUT_MS = 30_000;
/** 64 tones with pauses of two seconds between them. */
export const DTMF_TIMEOUT_MS = 140_000;
/** `hello` is answered from memory. Unanswered means a lost handshake, so a new one is made. */
export const HELLO_TIMEOUT_MS = 3_000;
/** How long an answer waits for events that were sent before it and come by another port. They are on their way, so that only a peer that counts wrongly is waited for. */
export const EVENTS_BEHIND_MS = 1_000;

/** How long the frame may take from being mounted to its `hello` before the host says that nobody answers. */
export const CONNECT_TIMEOUT_MS = 10_000;
/** How long calls of before a reload stay as they were while the new page cannot yet tell which go on: a phone is registered well within it. */
export const SNAPSHOT_TIMEOUT_MS = 10_000;
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
/** Fields of a record: the longest text a CRM's description field takes, and all of them together. */
export const MAX_FIELD_LENGTH = 32_000;
export const MAX_FIELDS_LENGTH = 64_000;
/** What kind of contact a call is: one word. */
export const MAX_CALL_TYPE_LENGTH = 64;
/** Parties of one conference; bridges of phone systems end at far fewer. */
export const MAX_PARTIES = 50;
/** Reason codes of one kind; administrators set a handful. */
export const MAX_REASONS = 200;
/** Hits of one search. */
export const MAX_MATCHES = 50;
/** Inputs of one flow; forms for agents have a dozen. */
export const MAX_FLOW_ARGUMENTS = 100;
/** Data of a vendor's own commands and events, in characters of JSON: a form's worth, and a quarter of a message at most. */
export const MAX_VENDOR_DATA_LENGTH = 65_536;
/** Entries of a directory in one answer: a thousand fit into a message with names of ordinary length. */
export const MAX_DIRECTORY_PAGE_SIZE = 1_000;
/** Channels one softphone listens to: vendors use a handful. */
export const MAX_CHANNELS = 100;
/** Calls in one snapshot: a phone has lines, not hundreds of calls. */
export const MAX_CALLS = 100;

/** Agents of all teams of one supervisor: contact centres give a supervisor a few dozen. */
export const MAX_TEAM_MEMBERS = 500;
/** Requests for help that are not over, of one supervisor's teams: an agent has one at most. */
export const MAX_ASSISTANCE = MAX_TEAM_MEMBERS + 1;

/** First and longest wait before a log that failed to save is tried again; doubled each time, plus up to a half at random. */
export const LOG_RETRY_FIRST_MS = 1_000;
export const LOG_RETRY_MAX_MS = 60_000;
/** A tab in the background lets one in the focus claim a pop first, also on a machine that is busy. */
export const CLAIM_YIELD_MS = 300;
/** One attempt to save a log; shorter than the softphone's own deadline, so that it hears `queued` instead of nothing. */
export const LOG_ATTEMPT_TIMEOUT_MS = 20_000;
/** Transfers one window remembers, so that work which comes back is found as it was left: more than an agent sends in an hour. */
export const MAX_SENT_TRANSFERS = 50;
/** Logs of one kind that may wait for the CRM: a day of calls many times over. More are refused, and stay with the softphone. */
export const MAX_PENDING_LOGS = 1_000;
/** Decisions of pop rules that wait to be carried out: calls that ring at one softphone. */
export const MAX_KEPT_DECISIONS = 50;
/** Claims one window keeps. A call makes two, and nobody asks for yesterday's. */
export const MAX_CLAIMS = 400;
/** Hellos on one connection: a page says one per load. */
export const HELLOS_PER_SECOND = 2;
export const HELLO_BURST = 10;

/** The softphone's panel, in CSS pixels: the ranges that Open CTI documents. */
export const MIN_PANEL_HEIGHT = 240;
export const MAX_PANEL_HEIGHT = 2_560;
export const MIN_PANEL_WIDTH = 200;
export const MAX_PANEL_WIDTH = 1_920;

/**
 * Settings of a call center. 500 items are 1,500 paths, and 120,000 characters of paths and values, at two bytes each, stay
 * under the message cap with 2,000 entries. One value may be a certificate, or a vendor's whole configuration as JSON.
 */
export const MAX_SETTINGS = 2_000;
export const MAX_SETTINGS_LENGTH = 120_000;
export const MAX_SETTING_LENGTH = 32_000;
/** Two names of 40 characters and `/sortOrder` are 92; a CRM that writes its own paths gets more. */
export const MAX_SETTING_PATH_LENGTH = 255;
/** The XML of a call center definition, in UTF-16 units: the most settings there may be, their markup, and comments as long again. */
export const MAX_DEFINITION_LENGTH = 500_000;
/** Problems, and warnings, told of one definition. Who has a hundred has sent another kind of file. */
export const MAX_DEFINITION_NOTES = 100;
/** Open CTI's own caps for names and labels of sections and items. */
export const MAX_DEFINITION_NAME_LENGTH = 40;
export const MAX_DEFINITION_LABEL_LENGTH = 1_000;
/** The longest a browser's timer waits (2^31 − 1 ms, 24 days); one that is set longer fires at once. */
export const MAX_STANDBY_TIMEOUT_MS = 2_147_483_647;
