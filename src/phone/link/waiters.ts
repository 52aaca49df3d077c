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
          if (!waiting.delete(aborted)) return;
          reject(new CtiError('ABORTED', 'The caller gave up while the phone was connecting.'));
          gaveUp();
        };
        waiting.set(aborted, { resolve, reject });
        signal?.addEventListener('abort', aborted, { once: true });
      }),
    resolve: () => settle(({ resolve }) => resolve()),
    reject: (error) => settle(({ reject }) => reject(error)),
    get empty() {
      return waiting.size === 0;
    },
  };
};
