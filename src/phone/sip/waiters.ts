import { CtiError } from '../../protocol/error.ts';

/** Several callers that wait for the same thing; each may give up alone. */
export interface Waiters {
  add(signal: AbortSignal | undefined, gaveUp: () => void): Promise<void>;
  resolve(): void;
  reject(error: CtiError): void;
  readonly empty: boolean;
}

export const createWaiters = (): Waiters => {
  const waiting = new Set<{ resolve(): void; reject(error: CtiError): void }>();
  const settle = (act: (waiter: { resolve(): void; reject(error: CtiError): void }) => void) => {
    const settled = [...waiting];
    waiting.clear();
    settled.forEach(act);
  };
  return {
    add: (signal, gaveUp) =>
      new Promise<void>((resolve, reject) => {
        const aborted = () => {
          if (!waiting.delete(waiter)) return;
          reject(new CtiError('ABORTED', 'The caller gave up while the phone was connecting.'));
          gaveUp();
        };
        const off = () => signal?.removeEventListener('abort', aborted);
        const waiter = {
          resolve: () => {
            off();
            resolve();
          },
          reject: (error: CtiError) => {
            off();
            reject(error);
          },
        };
        waiting.add(waiter);
        signal?.addEventListener('abort', aborted, { once: true });
      }),
    resolve: () => settle((waiter) => waiter.resolve()),
    reject: (error) => settle((waiter) => waiter.reject(error)),
    get empty() {
      return waiting.size === 0;
    },
  };
};
