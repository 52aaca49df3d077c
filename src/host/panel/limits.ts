/** Sizes and steps of the panel, in CSS pixels. What it may be asked for at all is in `protocol/limits.ts`. */

/** Room for a call, its buttons and a note, and narrow enough to leave the record beside it readable. */
export const DEFAULT_PANEL_HEIGHT = 480;
export const DEFAULT_PANEL_WIDTH = 360;

/** One press of an arrow key, and one with Shift: the whole range of a small screen in ten presses. */
export const RESIZE_STEP = 16;
export const RESIZE_LARGE_STEP = 64;
