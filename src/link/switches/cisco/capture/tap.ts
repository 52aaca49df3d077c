/** A way to a server on this machine, past somebody who listens: a session connects to it as to the server itself. */
import { type AddressInfo, connect, createServer } from 'node:net';
import type { CiscoAddress } from '../session/index.ts';
import type { CapturedConnection, Recorder } from './recorder.ts';

export interface Tap {
  /** Where to connect instead. */
  readonly address: CiscoAddress;
  /** Nothing is recorded any more. */
  close(): Promise<void>;
}

export const openTap = async (server: CiscoAddress, recorder: Recorder): Promise<Tap> => {
  const ends = new Set<() => void>();
  // Nothing is read from the session before there is somebody to pass it on to.
  const listener = createServer({ pauseOnConnect: true }, (client) => {
    const upstream = connect({ host: server.host, port: server.port, noDelay: true });
    let captured: CapturedConnection | undefined;
    const end = (): void => {
      captured?.closed();
      captured = undefined;
      ends.delete(end);
      for (const socket of [client, upstream]) socket.destroy();
    };
    ends.add(end);
    for (const socket of [client, upstream]) socket.on('error', end).on('close', end);
    upstream.once('connect', () => {
      captured = recorder.connection();
      client.on('data', (bytes) => captured?.push('client', bytes));
      upstream.on('data', (bytes) => captured?.push('server', bytes));
      client.setNoDelay(true).pipe(upstream).pipe(client);
      client.resume();
    });
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
