/** Caps and timers of the simulator, each with its unit and its reason. All that have `DEFAULT` in their name are options. */

/** Twelve seconds are two rings: a queue that waits longer has callers listen to an empty desk. */
export const DEFAULT_RING_MS = 12_000;

/** A decider has this long; a caller at a route point hears nothing meanwhile. */
export const DEFAULT_ROUTE_DEADLINE_MS = 3_000;

/** A transferred caller who is not answered goes back to whoever transferred: five rings. */
export const DEFAULT_TRANSFER_RETURN_MS = 30_000;

/** A request for help that nobody has taken for five minutes: whoever asked has helped themselves, or asks again. */
export const DEFAULT_ASSISTANCE_MS = 300_000;

/** Names and values of one call in UTF-8 bytes. What CTI servers carry goes from 96 (Avaya's UUI) to about 2,500 (Cisco's variables and ECC). */
export const DEFAULT_CALL_DATA_BYTES = 2_500;

/** Calls one agent's phone can hold, as desk phones have keys. */
export const DEFAULT_LINES_PER_AGENT = 6;

/** Parties of a conference, the agent included; what bridges of phone systems have. */
export const DEFAULT_CONFERENCE_PARTIES = 10;

/** An outside number without a rule of its own is answered after this. */
export const DEFAULT_ANSWER_MS = 3_000;

/** Outside numbers have at least as many digits; what is shorter and unknown is nobody's extension. */
export const MIN_OUTSIDE_DIGITS = 6;

/** Destinations a call may be sent to before somebody answers. Forwarding that goes in a circle ends here. */
export const MAX_HOPS = 10;

/** Numbers of one range of route points; each has an entry of its own, so that looking one up costs the same in any number of them. */
export const MAX_ROUTE_RANGE = 10_000;

/** Finished calls an agent can still wrap up: more than a day's. */
export const FINISHED_CALLS_KEPT = 500;

/** Wrap-ups the simulator remembers for whoever drives it. */
export const WRAP_UPS_KEPT = 10_000;

/** What one party has read, and pages it was shown, that are remembered: a long chat's worth. */
export const MESSAGES_KEPT = 500;

/** Vendor commands the simulator remembers for whoever drives it. */
export const VENDOR_COMMANDS_KEPT = 1_000;

/** Tones a party has heard, in characters: a conversation's worth. */
export const MAX_HEARD_DIGITS = 1_000;
