/** Caps and timers of the demo's database. */

/** Connections to a PostgreSQL of yours: enough for one demo, far under the usual 100. */
export const MAX_CONNECTIONS = 5;
/** A database that is not reached by then is reported as down. */
export const CONNECT_TIMEOUT_MS = 5_000;
/** Every query is an index lookup of milliseconds; what takes longer is stuck. Creating 10,000 contacts takes about two seconds. */
export const STATEMENT_TIMEOUT_MS = 30_000;
/** Where the tables go in a PostgreSQL of yours. */
export const POSTGRES_SCHEMA = 'ringframe_demo';

/** Rows of one bulk insert: large enough that the round trip does not count, small enough to stay far from memory limits. */
export const INSERT_BATCH_ROWS = 2_500;

/** Fewest equal last digits that make a number the same number: subscriber numbers have seven digits or more nearly everywhere. */
export const MIN_SUFFIX_DIGITS = 7;
/** Neighbours looked at on either side in the order of reversed digits; the longest common suffix is always among them. */
export const SUFFIX_NEIGHBOURS = 60;
/** Hits of one search. The protocol's own limit is the same. */
export const MAX_HITS = 50;
/** Contacts on one page of the list, at most. */
export const MAX_PAGE = 200;
/** Activities shown with a contact. */
export const MAX_ACTIVITIES = 200;
/** How long the work of a call that is handed on is kept: no call waits as long for its next agent. */
export const TRANSFER_LIFE_HOURS = 24;
