/** Every cap of a capture, with unit and reason. */

/** Messages a capture has where nobody says: an hour of a small site, and a file that can be sent by mail. */
export const DEFAULT_MESSAGES = 20_000;
/** Each stand-in is held in memory for as long as the capture runs: some hundred bytes a message at most. */
export const MAX_MESSAGES = 200_000;
/** Seconds a capture runs where nobody says. */
export const DEFAULT_SECONDS = 600;
export const MAX_SECONDS = 86_400;
/** Different problems and unknown tags in the summary: beyond, they are only counted. */
export const MAX_KINDS = 500;
/** How often a stand-in is drawn again that stands for something else already. */
export const MAX_DRAWS = 30;
/** Digits in a row that are taken for one number; longer ones are replaced in parts. */
export const MAX_DIGITS = 15;
/** The guide's message types end at 284; what is as large as this is no message type, and may be a piece of something else. */
export const FIRST_IMPOSSIBLE_TYPE = 1_000;
