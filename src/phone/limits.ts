/** Every cap of the phone folder, each with its reason. Connectors keep their own beside themselves. */

/**
 * Ids of finished calls kept to recognise a late event: an id is never used again (law 6), so an event that comes after
 * `cleared` must not bring the call back. A thousand calls are more than a day's work; at 255 characters each they take half a megabyte at most.
 */
export const CLEARED_IDS_KEPT = 1_000;

/** Digits and pauses in one `sendDtmf`; the same cap as on the wire. */
export const MAX_DTMF_DIGITS = 64;

/** A reason as text, in UTF-16 units; the same cap as on the wire. */
export const MAX_REASON_LENGTH = 500;
