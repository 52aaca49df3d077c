import { CtiError } from '../../../../protocol/error.ts';

/** @throws CtiError `ABORTED` as a rejection, when nobody waits for it any more */
export const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(new CtiError('ABORTED', 'It was given up before all of it was done.'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
