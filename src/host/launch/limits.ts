/** Caps and timers of launches. Search and pop keep to those of the protocol. */

/**
 * A tab that is awake answers within milliseconds, on a machine that is busy opening a window up to a second and a half (measured);
 * one that has not by then is frozen or stuck, and the phone is ringing.
 */
export const HAND_OVER_TIMEOUT_MS = 3_000;

/** Launches a running tab remembers to have carried out. Each costs a lock, and nobody asks for yesterday's. */
export const MAX_REMEMBERED_LAUNCHES = 400;

/** Launches that wait while it is not yet settled which tab is the running one. They come one a ring. */
export const MAX_UNSETTLED_LAUNCHES = 20;
