/**
 * One winner among all windows of this CRM, by Web Locks: whoever gets the lock has the claim and keeps it.
 * A window in the background waits a moment, so that the one the agent looks at wins.
 */
import { CLAIM_YIELD_MS, MAX_CLAIMS } from '../protocol/limits.ts';

export const createClaims = (scope: string) => {
  const held = new Map<string, () => void>();
  /** Claims asked for here, each with the id of its question: an answer can be lost with its session, and is then asked for again. */
  const asked = new Map<string, { id: string; answer: Promise<boolean> }>();
  let isDisposed = false;

  const forget = (key: string): void => {
    held.get(key)?.();
    held.delete(key);
    asked.delete(key);
  };

  const keep = (key: string, release: () => void): void => {
    held.set(key, release);
    const [oldest] = held.keys();
    if (held.size > MAX_CLAIMS && oldest !== undefined) forget(oldest);
  };

  const claimNow = async (key: string): Promise<boolean> => {
    if (!document.hasFocus()) await new Promise((resolve) => setTimeout(resolve, CLAIM_YIELD_MS));
    // Nobody here would use it, and nobody would give it back.
    if (isDisposed) return false;
    return new Promise((resolve, reject) => {
      navigator.locks
        .request(`ringframe:${scope}:${key}`, { ifAvailable: true }, (lock) => {
          const isWon = lock !== null && !isDisposed;
          resolve(isWon);
          return isWon ? new Promise<void>((release) => keep(key, release)) : undefined;
        })
        .catch(reject);
    });
  };

  return {
    /** @param id the same question asked again gets the same answer, while the claim is held */
    async claim(key: string, id?: string): Promise<boolean> {
      // Without locks (an insecure page, an old browser) each window is on its own.
      if (!navigator.locks) return true;
      const before = asked.get(key);
      if (id !== undefined && before?.id === id) return before.answer;
      const answer = claimNow(key);
      if (id === undefined || before) return answer;
      asked.set(key, { id, answer });
      const isWon = await answer.catch((error: unknown) => {
        asked.delete(key);
        throw error;
      });
      if (!isWon) asked.delete(key);
      return isWon;
    },
    dispose(): void {
      isDisposed = true;
      for (const release of held.values()) release();
      held.clear();
      asked.clear();
    },
  };
};
