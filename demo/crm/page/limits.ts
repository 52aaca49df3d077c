/** Caps and timers of the CRM's page. */

/** Contacts fetched at a time: two screens of the list. */
export const PAGE_CONTACTS = 50;
/** How far before the end of the list the next page is fetched, so that scrolling does not stop. */
export const FETCH_AHEAD = '400px';
/** Between the last key and the search: one pause of somebody who types. */
export const TYPING_PAUSE_MS = 150;
/** How long a short message stays: long enough to read it twice. */
export const TOAST_MS = 6_000;
/** Notices of the phone system that stay until they are closed: the latest ones, which still leave the page to the agent. */
export const MAX_SITE_NOTICES = 4;
/** The clock of a running call shows seconds. */
export const CLOCK_MS = 1_000;
/** Characters of notes; the server takes as many. */
export const MAX_NOTES_LENGTH = 32_000;
/** Characters of pop rules; the server takes as many. */
export const MAX_RULES_LENGTH = 200_000;
/** Last digits by which a call and a contact are taken for each other on the page; logs are matched by the server. */
export const SAME_DIGITS = 8;
/** Room for the SIP softphone with a call, its buttons and the dial pad, in CSS pixels. */
export const SOFTPHONE_HEIGHT = 640;
export const SOFTPHONE_WIDTH = 344;
