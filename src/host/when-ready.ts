import { CtiError } from '../protocol/error.ts';
import { isOver, type SoftphoneState } from './softphone-state.ts';

const removed = () => new CtiError('DISPOSED', 'The softphone was removed from the page.');

/** Resolves when `ready`; rejects when `refused`, `failed`, disposed or aborted. */
export const whenReady = (state: SoftphoneState, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    if (state.status.state === 'disposed') throw removed();
    if (signal?.aborted) throw new CtiError('ABORTED', 'Waiting for the softphone was aborted.', { cause: signal.reason });
    const stop = (settle: () => void): void => {
      // `on` replays at once, before it has returned its unsubscribe.
      queueMicrotask(() => unsubscribe());
      signal?.removeEventListener('abort', onAbort);
      settle();
    };
    const onAbort = () => stop(() => reject(new CtiError('ABORTED', 'Waiting for the softphone was aborted.', { cause: signal?.reason })));
    signal?.addEventListener('abort', onAbort, { once: true });
    const unsubscribe = state.on('status', (status) => {
      if (status.state === 'ready') stop(resolve);
      else if (isOver(status)) stop(() => reject(status.error));
      else if (status.state === 'disposed') stop(() => reject(removed()));
    });
  });
