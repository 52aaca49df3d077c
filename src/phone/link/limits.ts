/** Every cap and timer of the link's wire and of the phone at its end, with unit and reason. The gateway keeps its own beside itself. */

/** Largest message a softphone sends, in characters: a wrap-up note and call data at their caps, escaped, fit several times over. */
export const MAX_CLIENT_MESSAGE_LENGTH = 262_144;
/** Largest message a gateway sends, in characters: a snapshot of a hundred calls with all their data. More is no gateway of ours. */
export const MAX_SERVER_MESSAGE_LENGTH = 8_388_608;
/** A JWT with the claims of a large directory; header fields of web servers end at the same length. */
export const MAX_TOKEN_LENGTH = 8_192;
/** Commands one softphone has under way: a person presses one button at a time, a script perhaps a few. */
export const MAX_COMMANDS = 32;

/** A gateway that has not accepted the connection by now is taken for dead. */
export const OPEN_TIMEOUT_MS = 5_000;
/** `hello` is answered from memory, once the token's signature was checked. */
export const WELCOME_TIMEOUT_MS = 8_000;
/** Heartbeats of the gateway missed in a row before the connection counts as lost. */
export const HEARTBEATS_MISSED = 3;
/** After waking up, the connection has this long to show a sign of life before it is made anew. */
export const WAKE_PROBE_TIMEOUT_MS = 3_000;
/** Events of one line that happen at once: all its calls lose their signalling, or change their actions, and some more. */
export const MAX_EVENTS_AT_ONCE = 500;
/** Messages with events after which the gateway is told that they arrived, so that it need not keep them; a heartbeat tells as well. */
export const ACK_EVERY = 16;
/** How long `disconnect` waits for its calls to be hung up before it leaves all the same. */
export const DISCONNECT_TIMEOUT_MS = 2_000;
/** Messages in one poll: what a softphone may have to say at once, and what a gateway's queue may hold. */
export const MAX_POLL_REQUEST_MESSAGES = 2 * MAX_COMMANDS;
export const MAX_POLL_RESPONSE_MESSAGES = 10_000;
/** A request with something to say is answered at once; one that is not by then, over a slow network too, was not taken. */
export const POLL_SLACK_MS = 5_000;
/** Addresses of one link: each that does not answer costs an attempt. */
export const MAX_SERVERS = 8;
/** Rounds over all of them, in vain, after which the link is called unreachable, and no longer merely interrupted. */
export const UNREACHABLE_AFTER = 3;
