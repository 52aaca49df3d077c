/** Time as the simulator sees it. A test hands in one that it turns itself. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** @returns what cancels it; cancelling twice, or too late, does nothing */
  setTimer(callback: () => void, ms: number): () => void;
}

export const systemClock: Clock = {
  now: Date.now,
  setTimer(callback, ms) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
