/** One side of the CTI Server: a port, and the connections to it. */
import { createServer, type Socket, type Server as TcpServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { CtiError } from '../../../../protocol/error.ts';
import { createFramer, StatusCode } from '../codec/index.ts';
import { type Client, createClient } from './client.ts';
import { CLOSE_GRACE_MS, MAX_CLIENTS, OPEN_DEADLINE_MS } from './limits.ts';
import type { CiscoSimulatorTls } from './options.ts';
import type { Turns } from './turns.ts';

export type SideName = 'a' | 'b';

export interface Side {
  readonly name: SideName;
  /** 0 until it has listened. */
  readonly port: number;
  readonly isListening: boolean;
  readonly clients: ReadonlySet<Client>;
  /** @throws CtiError as a rejection: `UNREACHABLE` for a port that cannot be opened */
  listen(): Promise<void>;
  /** Nobody new; who is connected stays. */
  stopListening(): Promise<void>;
  /** What is on its way is sent, then the connection is closed. */
  end(client: Client): void;
  /** At once. */
  cut(client: Client): void;
}

export interface SideParts {
  name: SideName;
  host: string;
  wantedPort: number;
  unsentBytes: number;
  tls: CiscoSimulatorTls | undefined;
  turns: Turns;
  receive(client: Client, frame: Uint8Array): void;
  onDirty(client: Client): void;
  /** The connection is gone. */
  onGone(client: Client): void;
}

export const createSide = ({ name, host, wantedPort, unsentBytes, tls, turns, receive, onDirty, onGone }: SideParts): Side => {
  const clients = new Set<Client>();
  let tcp: TcpServer | undefined;
  let port = 0;

  const cut = (client: Client): void => {
    client.isClosed = true;
    client.socket.destroy();
  };

  const accept = (socket: Socket): void => {
    socket.setNoDelay(true);
    // What ends a connection is told by `close`.
    socket.on('error', () => undefined);
    if (clients.size >= MAX_CLIENTS) {
      socket.destroy();
      return;
    }
    const client = createClient({ socket, side: name, now: turns.now(), unsentBytes, onDirty, onStuck: cut });
    clients.add(client);
    const framer = createFramer({
      // Each message is a turn of its own: what it changes is told before the next is read.
      frame: (bytes) => turns.turn(() => receive(client, bytes)),
      reset() {
        client.send({ messageType: 'FAILURE_EVENT', status: StatusCode.E_CTI_INVALID_MESSAGE_LENGTH });
        end(client);
      },
    });
    socket.on('data', framer.push);
    const stopWaiting = turns.later(() => client.id === 0 && cut(client), OPEN_DEADLINE_MS);
    socket.on('close', () => {
      stopWaiting();
      clients.delete(client);
      turns.turn(() => {
        onGone(client);
        client.isClosed = true;
      });
    });
  };

  /** Who does not finish the handshake is no client. */
  const createListener = (): TcpServer =>
    tls ? createTlsServer({ ...tls, requestCert: tls.ca !== undefined, handshakeTimeout: OPEN_DEADLINE_MS }, accept) : createServer(accept);

  const end = (client: Client): void => {
    client.flush();
    client.isClosed = true;
    client.socket.end();
    const stop = turns.later(() => client.socket.destroy(), CLOSE_GRACE_MS);
    client.socket.once('close', stop);
  };

  return {
    name,
    get port() {
      return port;
    },
    get isListening() {
      return tcp !== undefined;
    },
    clients,
    listen() {
      if (tcp) return Promise.resolve();
      const server = createListener();
      tcp = server;
      return new Promise((resolve, reject) => {
        server.once('error', (error: NodeJS.ErrnoException) => {
          tcp = undefined;
          const key = `ports.${name}`;
          reject(new CtiError('UNREACHABLE', `${key}: port ${port || wantedPort} cannot be opened (${error.code}).`, { details: { key, code: error.code } }));
        });
        server.listen(port || wantedPort, host, () => {
          const address = server.address();
          if (address && typeof address === 'object') port = address.port;
          resolve();
        });
      });
    },
    stopListening() {
      const server = tcp;
      tcp = undefined;
      if (!server) return Promise.resolve();
      return new Promise((resolve) => {
        // Resolves when nobody is connected any more; the port is free at once.
        server.close();
        setImmediate(resolve);
      });
    },
    end,
    cut,
  };
};
