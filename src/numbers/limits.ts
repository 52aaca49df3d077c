/** Caps of the numbers folder. */

/** Longest text looked at, in UTF-16 units: what the protocol lets through and the most libphonenumber reads. Checked before any regular expression. */
export const MAX_NUMBER_LENGTH = 250;

/** Digits of the longest E.164 number (ITU-T E.164 §6.2.1). */
export const MAX_E164_DIGITS = 15;

/** Up to here digits without a prefix are an extension, a service or an emergency number rather than somebody's whole number. */
export const MAX_SHORT_DIGITS = 6;

/** A country whose longest numbers have no more digits than this has whole numbers that look like short ones. */
export const SMALL_PLAN_DIGITS = 7;

/** Fewer digits before `#12` or `x12` make it no number with an extension. */
export const MIN_DIGITS_BEFORE_EXTENSION = 5;
