/** Every cap and timer of the services, with unit and reason. */

/** Requests of one service under way at a time while monitors are made again and snapshots taken: enough to hide the way there and back, and no flood. */
export const REQUESTS_AT_ONCE = 64;
/** Events kept while snapshots are taken; a larger site than any has fewer. Beyond it, the snapshots are taken once more. */
export const MAX_HELD_EVENTS = 50_000;
/** How often snapshots are taken over before what there is counts. */
export const MAX_SNAPSHOT_ROUNDS = 3;
/** Events of monitors whose confirmation has not come yet. */
export const MAX_EARLY_EVENTS = 256;
/** Happenings remembered, to know one again that several monitors tell. Monitors tell in a row: a few would do. */
export const MAX_RECENT_EVENTS = 1_000;
/** Segments of a supervisor's list of teams, 64 teams each: a server that never says it was the last is not believed for ever. */
export const MAX_TEAM_SEGMENTS = 1_000;
/** Sessions of other clients that are remembered. A server has some thousands of clients at most. */
export const MAX_SESSIONS = 10_000;
/** Agents of a team that are remembered. */
export const MAX_TEAM_MEMBERS = 10_000;
/** Tones in one SEND_DTMF_SIGNAL_REQ (tag 67, without its NUL). */
export const MAX_DTMF_DIGITS = 31;
/** Milliseconds of a tone and between two: what exchanges detect with certainty (ITU-T Q.24 asks for 40 of each). */
export const DEFAULT_TONE_MS = 100;
export const DEFAULT_TONE_PAUSE_MS = 100;
