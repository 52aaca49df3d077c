/** Caps of the desktop manager, each with its unit and its reason. */

/** Events kept for "what happened": the last hundred are a busy quarter of an hour. */
export const DIAGNOSTICS_KEPT = 100;
/** One event as text, in characters: a call with its data, and no log of hundreds of kilobytes for who pastes it. */
export const MAX_DIAGNOSTIC_LENGTH = 2_000;
/** Messages of one chat that are kept, the latest: hours of writing. */
export const TRANSCRIPT_KEPT = 500;
