/** A way to a server on this machine, past somebody who listens: a session connects to it as to the server itself. */
import { type AddressInfo, createServer } from 'node:net';
import type { CtiError } from '../../../../protocol/error.ts';
import type { CiscoAddress, CiscoTls } from '../session/index.ts';
import { openSocket } from '../session/open-socket.ts';
import type { CapturedConnection, Recorder } from './recorder.ts';

export interface Tap {
  /** Where to connect instead. */
  readonly address: CiscoAddress;
  /** Nothing is recorded any more. */
  close(): Promise<void>;
}

export interface TapParts {
  server: CiscoAddress;
  /** Of the way to the server: who listens hears what is said, not how it is encrypted. */
  tls: boolean | CiscoTls | undefined;
  recorder: Recorder;
  /** Told why the server could not be reached: the session learns only that nobody is there. */
  unreachable(error: CtiError): void;
}

export const openTap = async ({ server, tls, recorder, unreachable }: TapParts): Promise<Tap> => {
  const ends = new Set<() => void>();
  // Nothing is read from the session before there is somebody to pass it on to.
  const listener = createServer({ pauseOnConnect: true }, (client) => {
    let captured: CapturedConnection | undefined;
    let isOver = false;
    const { socket: upstream, failure } = openSocket(server, tls, () => {
      if (isOver) return;
      captured = recorder.connection();
      client.on('data', (bytes) => captured?.push('client', bytes));
      upstream.on('data', (bytes) => captured?.push('server', bytes));
      client.setNoDelay(true).pipe(upstream).pipe(client);
      client.resume();
    });
    const end = (): void => {
      isOver = true;
      captured?.closed();
      captured = undefined;
      ends.delete(end);
      for (const socket of [client, upstream]) socket.destroy();
    };
    ends.add(end);
    upstream.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (!captured || code?.startsWith('ERR_SSL_')) unreachable(failure(code));
    });
    for (const socket of [client, upstream]) socket.on('error', end).on('close', end);
  });
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(0, '127.0.0.1', resolve);
  });
  return {
    address: { host: '127.0.0.1', port: (listener.address() as AddressInfo).port },
    close: () =>
      new Promise((resolve) => {
        listener.close(() => resolve());
        for (const end of [...ends]) end();
      }),
  };
};
