import { CtiError } from '../../protocol/error.ts';

/** Several callers that wait for the same thing; each may give up alone. */
export interface Waiters {
  add(signal: AbortSignal | undefined, gaveUp: () => void): Promise<void>;
  resolve(): void;
  reject(error: CtiError): void;
  readonly empty: boolean;
}

export const createWaiters = (): Waiters => {
  const waiting = new Map<() => void, { resolve(): void; reject(error: CtiError): void }>();
  const settle = (how: (waiter: { resolve(): void; reject(error: CtiError): void }) => void) => {
    const settled = [...waiting.values()];
    waiting.clear();
    settled.forEach(how);
  };
  return {
    add: (signal, gaveUp) =>
      new Promise<void>((resolve, reject) => {
        const aborted = () => {
          waiting.delete(aborted);
          reject(new CtiError('ABORTED', 'The caller gave up while the phone was connecting.'));
          gaveUp();
        };
        const deaf = () => signal?.removeEventListener('abort', aborted);
        waiting.set(aborted, {
          resolve() {
            deaf();
            resolve();
          },
          reject(error) {
            deaf();
            reject(error);
          },
        });
        signal?.addEventListener('abort', aborted, { once: true });
      }),
    resolve: () => settle(({ resolve }) => resolve()),
    reject: (error) => settle(({ reject }) => reject(error)),
    get empty() {
      return waiting.size === 0;
    },
  };
};
