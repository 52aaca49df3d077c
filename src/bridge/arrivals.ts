/** Counts events as they arrive, so that an answer can wait for those sent before it: the two travel by different ports, in any order. */
export interface Arrivals {
  /** One more has arrived, whatever became of it. */
  note(): void;
  /** Undefined when so many have arrived already; else resolves when they have, or when they have had their time. */
  reach(count: unknown): Promise<void> | undefined;
  /** Nothing more arrives. */
  stop(): void;
}

export const createArrivals = (timeoutMs: number): Arrivals => {
  const waiting = new Map<() => void, number>();
  let arrived = 0;
  return {
    note() {
      arrived += 1;
      for (const [go, count] of waiting) if (count <= arrived) go();
    },
    reach(count) {
      // What is no number says nothing about events.
      if (!(typeof count === 'number' && count > arrived)) return undefined;
      return new Promise((resolve) => {
        const go = (): void => {
          clearTimeout(timer);
          waiting.delete(go);
          resolve();
        };
        const timer = setTimeout(go, timeoutMs);
        waiting.set(go, count);
      });
    },
    stop() {
      for (const go of waiting.keys()) go();
    },
  };
};
