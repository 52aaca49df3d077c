/** What a page goes through while nobody looks: hidden, frozen, off line, put away with the back button. */
export interface LifecycleEvents {
  /** Timers may have stood still, the network may be another. */
  awake(): void;
  /** The page goes. `mayReturn`: it may come back from the back/forward cache, in which no connection survives. */
  leaving(mayReturn: boolean): void;
  returned(): void;
}

/** Listens to the page until the returned function is called. Never `unload`: it would bar the page from that cache. */
export const watchLifecycle = (tell: LifecycleEvents): (() => void) => {
  if (typeof document === 'undefined') return () => {};
  const controller = new AbortController();
  const { signal } = controller;
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && tell.awake(), { signal });
  document.addEventListener('resume', () => tell.awake(), { signal });
  addEventListener('online', () => tell.awake(), { signal });
  addEventListener('pageshow', ({ persisted }) => persisted && tell.returned(), { signal });
  // Before anybody else: what ends with the page is told and logged while the way to the CRM is still open.
  addEventListener('pagehide', ({ persisted }) => tell.leaving(persisted), { signal, capture: true });
  return () => controller.abort();
};
