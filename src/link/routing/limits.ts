/** Every cap and timer of routing, with unit and reason. */

/** A caller at a route point hears nothing: two seconds are felt, and phone systems give up after three to ten. */
export const DEFAULT_DEADLINE_MS = 2_000;
export const MAX_DEADLINE_MS = 30_000;
/** Questions under way at once: thirty calls a second that all take their whole deadline are sixty. */
export const MAX_QUESTIONS = 200;
/** Bytes of a decider's answer; a destination has a few hundred. */
export const MAX_ANSWER_BYTES = 16_384;
/** A phone system that has not taken a destination by then is not waited for. */
export const SEND_TIMEOUT_MS = 5_000;
/** Route points in a configuration, each a number or a range. */
export const MAX_POINTS = 1_000;
