/** Every timer and threshold of the controls, each with its unit and its reason. */

/** A running timer shows whole seconds. */
export const CLOCK_TICK_MS = 1_000;

/** Notes go to the desktop manager when typing pauses, so that each keystroke is not a message to other windows. */
export const NOTES_SAVE_DELAY_MS = 400;

/** A call that still rings is announced again, politely, so that somebody who was mid-sentence hears of it; three times is enough. */
export const RING_REMINDER_MS = 10_000;
export const RING_REMINDERS = 3;

/** No phone rings longer than this, whatever it reports: RFC 3261 §16.6 lets a proxy give up after three minutes. */
export const RING_MAX_MS = 180_000;

/** A sound that was allowed has started by then; later than this it counts as held back by the browser. */
export const SOUND_START_GRACE_MS = 400;

/**
 * When the sound of a call is called fair or poor. Loss: speech codecs conceal about 1 %, at 4 % words go missing.
 * Jitter: a usual playout buffer absorbs 30 ms. Round trip: twice the one-way delays of ITU-T G.114 (150 and 400 ms).
 */
export const QUALITY = {
  fair: { lossRatio: 0.01, jitterMs: 30, roundTripMs: 300 },
  poor: { lossRatio: 0.04, jitterMs: 60, roundTripMs: 800 },
} as const;

/** Up to this many dispositions are shown as buttons to press; more become a list to open. */
export const DISPOSITION_BUTTONS = 8;

/** Call data shown at once; the rest can be unfolded. */
export const DATA_ROWS = 3;

/** Fields of a found record shown under its name. */
export const MATCH_FIELDS = 2;
