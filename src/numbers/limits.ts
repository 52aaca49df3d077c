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

/** Longest launch URL read, in UTF-16 units: what the protocol takes as a URL. Checked before any regular expression. */
export const MAX_LAUNCH_URL_LENGTH = 4_096;

/** Longest template id: what the protocol takes as an id. */
export const MAX_TEMPLATE_ID_LENGTH = 255;

/** Fewest equal last digits that make two numbers perhaps the same: subscriber numbers have seven digits or more nearly everywhere. */
export const MIN_SUFFIX_DIGITS = 7;

/** What an integrator may set instead: below four nearly everybody is alike, beyond fifteen nobody is. */
export const LEAST_SUFFIX_DIGITS = 4;

/** Rules of a dial plan, each way; those of phone systems have a dozen. Looking through them costs each call. */
export const MAX_DIAL_RULES = 200;

/** Characters of a prefix in a dial plan, and of what takes its place: access codes and the longest number together. */
export const MAX_DIAL_PREFIX_LENGTH = 32;
