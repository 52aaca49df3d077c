/**
 * Where the keyboard focus goes when the button that had it disappears: Answer leads from the card of the ringing call
 * to its call bar, Hang up on to the wrap-up form. Without this the focus would fall back to the start of the page.
 */
import type { Desktop } from '../softphone/desktop.ts';

interface Handover {
  /** A call's id, or `consultationAbout` of one. */
  key: string;
  from: HTMLElement;
}

const handovers = new WeakMap<Desktop, Handover>();

/** Who has the focus, looked up through shadow roots. */
const focused = (): Element | null => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
};

/** Stands for the consultation about a call, which has no id before it exists. */
export const consultationAbout = (callId: string): string => `consultation about ${callId}`;

/** The call is about to leave `from`; whoever shows it next may take the focus. */
export const offerFocus = (desktop: Desktop, key: string, from: HTMLElement): void => {
  handovers.set(desktop, { key, from });
};

/** Takes an offered focus, but only from where it was offered: an agent who has moved on is left alone. */
export const takeFocus = (desktop: Desktop, keys: readonly string[], taker: HTMLElement, target: HTMLElement | null): void => {
  const handover = handovers.get(desktop);
  if (!handover || !keys.includes(handover.key) || handover.from === taker || !target) return;
  handovers.delete(desktop);
  const at = focused();
  const free = at === null || at === document.body || at === handover.from || at.getRootNode() === handover.from.shadowRoot;
  if (free && document.hasFocus()) target.focus();
};
