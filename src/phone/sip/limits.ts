/** Every timer and cap of the SIP connector, with unit and reason. */

/** Wait after the latest ICE candidate before the offer goes out. Without STUN all candidates are local and come at once. */
export const ICE_QUIET_MS = 50;
/** The same when STUN or TURN servers are configured: their candidates take a round trip or two. */
export const ICE_QUIET_WITH_SERVERS_MS = 500;
/** A server that has not accepted the WebSocket by now is taken for dead and the next one is tried. */
export const SOCKET_OPEN_TIMEOUT_MS = 5_000;
/** A REGISTER is answered from memory. Slower than this is as good as no connection. */
export const REGISTER_TIMEOUT_MS = 8_000;
/** After waking up, the connection has this long to show a sign of life before it is made anew. */
export const WAKE_PROBE_TIMEOUT_MS = 3_000;
/** Share of the granted registration after which it is renewed: at most half, since timers of hidden pages run up to a minute late. */
export const REFRESH_SHARE = 0.45;
/** Registrations shorter than this cannot be asked for: they would be renewed every few seconds. */
export const MIN_REGISTER_EXPIRES_SECONDS = 20;
export const DEFAULT_REGISTER_EXPIRES_SECONDS = 600;
/** How long `disconnect` waits for the answer to its un-REGISTER. */
export const UNREGISTER_TIMEOUT_MS = 1_000;
/** JsSIP would try again by itself after this; never in practice, since `reconnect` decides. Largest whole second a timer can hold. */
export const NEVER_SECONDS = 2_147_483;
/** An unanswered call is given up by us only long after any phone system would have. */
export const NO_ANSWER_TIMEOUT_SECONDS = 180;

/** How long a request in a dialog may remain unanswered before signalling counts as lost. Over a WebSocket nothing is retransmitted. */
export const DIALOG_PROBE_TIMEOUT_MS = 4_000;
/** When to try a lost dialog again after the connection is back; the last value repeats. */
export const DIALOG_PROBE_DELAYS_MS: readonly number[] = [0, 2_000, 5_000, 10_000, 30_000];
/** JsSIP has no event for "ready for another offer", so it is asked at this interval, this often. */
export const REOFFER_POLL_MS = 50;
export const REOFFER_POLLS = 60;
/** A re-INVITE without an answer; RFC 3261's timer B, 64 × T1. A proxy that said 100 would otherwise make us wait for ever. */
export const REOFFER_TIMEOUT_MS = 32_000;
/** Two offers that met (491) are tried again after a random wait, RFC 3261 §14.1: the caller later than the called. */
export const GLARE_RETRIES = 2;
export const GLARE_WAIT_MS = { outgoing: [2_100, 4_000], incoming: [0, 2_000] } as const;

/** A transfer whose target neither answers nor refuses within this is given up; the call stays. A phone rings about a minute. */
export const TRANSFER_TIMEOUT_MS = 90_000;
/** How long a far end may take to say that it joined the calls, once one of them has ended for it. */
export const TRANSFER_SETTLE_MS = 5_000;

/** RFC 4733 tones: 100 ms with a 70 ms gap is heard by every receiver we know of; the browser's own minimum is 40 and 30 ms. */
export const TONE_MS = 100;
export const TONE_GAP_MS = 70;
/** A comma in `sendDtmf`: what RTCDTMFSender prescribes, kept for INFO. */
export const TONE_PAUSE_MS = 2_000;
/** Slack after which tones that were handed to the browser count as sent although it did not say so. */
export const TONE_SLACK_MS = 2_000;

export const DEFAULT_QUALITY_INTERVAL_MS = 5_000;

/** Call data: longest value, in UTF-16 units; headers beyond this are cut by proxies. */
export const MAX_DATA_VALUE_LENGTH = 500;
