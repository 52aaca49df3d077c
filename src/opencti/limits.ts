/** Caps and times of the drop-in, each with its reason. */

/** How long a page waits for its CRM, and with it every call that was made meanwhile. */
export const CONNECT_TIMEOUT_MS = 10_000;
/** Calls kept while there is no connection: pages make a dozen at start. Fewer than a host takes at once (256). */
export const MAX_WAITING_CALLS = 200;
/** Clicks kept until somebody listens: an agent does not click more while nothing happens. The oldest goes first. */
export const MAX_KEPT_EVENTS = 20;

/** Shortest text Open CTI searches for. */
export const MIN_SEARCH_LENGTH = 3;

/** Records of which Classic pages may know the id, so that `screenPop('/' + id)` is understood. */
export const MAX_KNOWN_RECORDS = 1_000;

/** Entries of a directory in one answer of Classic: by default, and at most. */
export const DIRECTORY_PAGE_SIZE = 5_000;
export const MAX_DIRECTORY_RESULT = 10_000;
