/** Caps and timers of the CRM's server. */

/** Largest request body: notes of 32,000 characters and call data fit several times. */
export const MAX_BODY_BYTES = 1_048_576;
/** When to ask again while the database is down: a restart of one takes a few seconds. */
export const RETRY_AFTER_SECONDS = 5;
/** Calls in the list of everybody's calls: one screen. */
export const LATEST_ACTIVITIES = 20;
/** Characters of a field: what the widest column of a call log takes. */
export const MAX_FIELD_LENGTH = 250;
export const MAX_NOTES_LENGTH = 32_000;
/** A year: no call lasts longer. */
export const MAX_CALL_SECONDS = 31_536_000;
/** Numbers on one page of the directory, at most. The protocol's own limit is the same. */
export const MAX_DIRECTORY_PAGE = 1_000;
/** Characters of pop rules: a hundred long ones. */
export const MAX_RULES_LENGTH = 200_000;
/** Pages that go along with a call: as many as a session has tabs. */
export const MAX_TRANSFER_PAGES = 50;
/** Fields of one form. */
export const MAX_DRAFT_FIELDS = 100;
