import { setImmediate } from 'node:timers/promises';

/** Waits until something is so, for state that has no event. Rejects after four seconds. */
export const until = async (isSo: () => boolean): Promise<void> => {
  const deadline = performance.now() + 4000;
  while (!isSo()) {
    if (performance.now() > deadline) throw new Error(`Never became true: ${isSo}`);
    await setImmediate();
  }
};
