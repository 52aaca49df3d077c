/** What a page goes through while nobody looks: hidden, frozen, off line, put away with the back button. */
export interface PageLifecycle {
  /** Timers may have stood still, the network may be another. */
  awake(): void;
  /** The page is put away, and may come back from the back/forward cache, in which no connection survives. */
  away(): void;
  returned(): void;
}

/** Listens to the page until the returned function is called. Never `unload`: it would bar the page from that cache. */
export const watchPage = (tell: PageLifecycle): (() => void) => {
  if (typeof document === 'undefined') return () => {};
  const controller = new AbortController();
  const { signal } = controller;
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && tell.awake(), { signal });
  document.addEventListener('resume', () => tell.awake(), { signal });
  addEventListener('online', () => tell.awake(), { signal });
  addEventListener('pageshow', ({ persisted }) => persisted && tell.returned(), { signal });
  addEventListener('pagehide', ({ persisted }) => persisted && tell.away(), { signal });
  return () => controller.abort();
};
