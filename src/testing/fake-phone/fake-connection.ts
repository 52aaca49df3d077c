/** How a fake phone comes to be ready, and ceases to be. */
import { CtiError } from '../../index.ts';
import type { PhoneStatus } from '../../phone/index.ts';
import type { FakeNetwork } from './fake-network.ts';

export type FakeServer = 'works' | 'wrongPassword' | 'unreachable';

export interface FakeConnection {
  readonly status: PhoneStatus;
  connect(signal: AbortSignal | undefined): Promise<void>;
  disconnect(): void;
  lose(): void;
  restore(): void;
}

interface Waiter {
  resolve(): void;
  reject(error: CtiError): void;
}

const aborted = () => new CtiError('ABORTED', 'Connecting was given up.');

export const createFakeConnection = (options: {
  address: string;
  server: FakeServer;
  network: FakeNetwork;
  onStatus: (status: PhoneStatus) => void;
}): FakeConnection => {
  const { address, server, network, onStatus } = options;
  let status: PhoneStatus = { state: 'disconnected' };
  let attempt = 0;
  const waiters = new Set<Waiter>();

  const become = (next: PhoneStatus): void => {
    status = next;
    onStatus(next);
  };

  const settle = (how: (waiter: Waiter) => void): void => {
    for (const waiter of [...waiters]) how(waiter);
    waiters.clear();
  };

  const ready = (): void => {
    become({ state: 'ready', address });
    settle((waiter) => waiter.resolve());
  };

  const refused = (error: CtiError): void => {
    become(error.code === 'UNREACHABLE' ? { state: 'reconnecting', attempt: 1, error } : { state: 'failed', error });
    settle((waiter) => waiter.reject(error));
  };

  const start = async (): Promise<void> => {
    const mine = ++attempt;
    become({ state: 'connecting' });
    let error: CtiError | undefined;
    try {
      await network.ask({ command: 'connect' });
    } catch (refusal) {
      error = refusal as CtiError; // the network refuses with nothing else
    }
    if (mine !== attempt) return; // given up meanwhile
    if (server === 'wrongPassword') error = new CtiError('UNAUTHORIZED', 'The fake phone system refused the password, as its options say.');
    if (server === 'unreachable') error = new CtiError('UNREACHABLE', 'The fake phone system cannot be reached, as its options say.');
    if (error) refused(error);
    else ready();
  };

  const disconnect = (): void => {
    attempt++;
    if (status.state !== 'disconnected') become({ state: 'disconnected' });
    settle((waiter) => waiter.reject(aborted()));
  };

  return {
    get status() {
      return status;
    },
    connect: (signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(aborted());
        if (status.state === 'ready') return resolve();
        const waiter: Waiter = { resolve, reject };
        waiters.add(waiter);
        signal?.addEventListener(
          'abort',
          () => {
            if (!waiters.delete(waiter)) return;
            reject(aborted());
            if (waiters.size === 0 && status.state === 'connecting') disconnect(); // nobody waits for it any more
          },
          { once: true },
        );
        if (status.state === 'disconnected' || status.state === 'failed') void start();
      }),
    disconnect,
    lose() {
      if (status.state === 'ready') become({ state: 'reconnecting', attempt: 1 });
    },
    restore() {
      if (status.state === 'reconnecting') ready();
    },
  };
};
