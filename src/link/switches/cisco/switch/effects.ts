/** Waiting for what a command led to: looked at after everything that is told. */

/** Events that a command led to come within moments of its confirmation; what has not come by then is not waited for. */
const EFFECT_TIMEOUT_MS = 3_000;

export interface Effects {
  /** To be called whenever something may have changed. */
  look(): void;
  /** Resolves when it holds, and when it cannot or has not come in time. */
  until(holds: () => boolean): Promise<void>;
}

export const createEffects = (isPossible: () => boolean): Effects => {
  const looks = new Set<() => void>();
  return {
    look() {
      for (const one of [...looks]) one();
    },
    until: (holds) =>
      new Promise((resolve) => {
        const end = (): void => {
          looks.delete(attempt);
          clearTimeout(late);
          resolve();
        };
        const attempt = (): void => {
          if (holds() || !isPossible()) end();
        };
        const late = setTimeout(end, EFFECT_TIMEOUT_MS);
        looks.add(attempt);
        attempt();
      }),
  };
};
