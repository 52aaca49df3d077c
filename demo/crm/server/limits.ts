/** Caps and timers of the CRM's server. */

/** Largest request body: notes of 32,000 characters and call data fit several times. */
export const MAX_BODY_BYTES = 1_048_576;
/** When to ask again while the database is down: a restart of one takes a few seconds. */
export const RETRY_AFTER_SECONDS = 5;
/** Calls in the list of everybody's calls: one screen. */
export const LATEST_ACTIVITIES = 20;
