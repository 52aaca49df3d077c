/** Caps of sessions. Counts unless a name says otherwise. */

/** An agent works on a handful; a hundred that nobody closed are a CRM that never does. */
export const MAX_SESSIONS = 100;
/** In one session. */
export const MAX_TABS = 50;
