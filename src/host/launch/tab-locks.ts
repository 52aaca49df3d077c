/** Web Locks, held as long as the page lives or until they are let go. */

/** Gives what lets go of the lock, or `undefined` when somebody else has it. */
export const tryLock = (name: string): Promise<(() => void) | undefined> =>
  new Promise((resolve, reject) => {
    navigator.locks
      .request(name, { ifAvailable: true }, (lock) => {
        if (!lock) return resolve(undefined);
        return new Promise<void>((release) => resolve(release));
      })
      .catch(reject);
  });

export interface HoldOptions {
  /** How to get it: wait in line, or take it from whoever has it. */
  by: 'waiting' | 'stealing';
  /** Ends the waiting or the holding. */
  signal: AbortSignal;
  onHeld(): void;
  /** Somebody stole it, or locks are denied here. Not told after `signal`. */
  onLost(): void;
}

export const holdLock = (name: string, { by, signal, onHeld, onLost }: HoldOptions): void => {
  const hold = (): Promise<void> | undefined => {
    if (signal.aborted) return undefined;
    onHeld();
    return new Promise((release) => signal.addEventListener('abort', () => release(), { once: true }));
  };
  // Stealing is at once, and takes no signal.
  navigator.locks.request(name, by === 'stealing' ? { steal: true } : { signal }, hold).catch(() => {
    if (!signal.aborted) onLost();
  });
};
