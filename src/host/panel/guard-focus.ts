/**
 * The page in a frame can take the focus when it likes. In a minimised panel, which is inert, it should not be able to;
 * browsers let it, or at least take the focus from where it was, and the agent's keys would answer calls that nobody sees.
 */
export const guardFocus = (place: HTMLElement, isMinimised: () => boolean, signal: AbortSignal): void => {
  let last: EventTarget | undefined;

  const giveBack = (): void => {
    const active = (place.getRootNode() as Document | ShadowRoot).activeElement;
    const isTaken = active === null || active === document.body || (active !== place && place.contains(active));
    // Without the focus in this page, somebody has gone to the address bar or to another window, and may.
    if (isMinimised() && isTaken && document.hasFocus() && last instanceof HTMLElement) last.focus({ preventScroll: true });
  };

  addEventListener(
    'focusout',
    (event) => {
      last = event.composedPath()[0];
    },
    { capture: true, signal },
  );
  // Only when the new place of the focus is known.
  addEventListener('blur', () => setTimeout(giveBack), { signal });
};
