/**
 * One winner among all windows of this CRM, by Web Locks: whoever gets the lock has the claim and keeps it.
 * A window in the background waits a moment, so that the one the agent looks at wins.
 */
import { CLAIM_YIELD_MS, MAX_CLAIMS } from '../protocol/limits.ts';

export const createClaims = (scope: string) => {
  const held = new Map<string, () => void>();
  let isDisposed = false;

  const keep = (key: string, release: () => void): void => {
    held.set(key, release);
    const [oldest] = held.keys();
    if (held.size > MAX_CLAIMS && oldest !== undefined) {
      held.get(oldest)?.();
      held.delete(oldest);
    }
  };

  const claim = async (key: string): Promise<boolean> => {
    // Without locks (an insecure page, an old browser) each window is on its own.
    if (!navigator.locks) return true;
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
    claim,
    dispose(): void {
      isDisposed = true;
      for (const release of held.values()) release();
      held.clear();
    },
  };
};
