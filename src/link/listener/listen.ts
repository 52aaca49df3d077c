/** Opening the listener's port, on both loopback addresses at once. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CtiError } from '../../protocol/error.ts';
import type { ListenAddress } from './address.ts';
import { CLOSE_GRACE_MS, FREE_PORT_ATTEMPTS } from './limits.ts';

const listen = (server: Server, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

export const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const cutOff = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS).unref();
    server.close(() => {
      clearTimeout(cutOff);
      resolve();
    });
    server.closeIdleConnections();
  });

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken by another program',
  EACCES: 'needs rights this process has not',
  EADDRNOTAVAIL: 'is not an address of this machine',
};

const refusal = ({ name, port }: ListenAddress, host: string, code = '') =>
  new CtiError(
    'UNREACHABLE',
    `listener.address: port ${port} of ${host} ${reasons[code] ?? `cannot be opened (${code})`}. Choose another, such as http://${name}:5001/.`,
    {
      details: { key: 'listener.address', code },
    },
  );

/** Machines without IPv6 have no `::1`, and need none. */
const isMissing = (host: string, code: string | undefined): boolean => host === '::1' && (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT');

export interface Listening {
  port: number;
  servers: readonly Server[];
}

/** @throws CtiError `UNREACHABLE` as a rejection, which names `listener.address`; nothing is left open then */
export const openPort = async (address: ListenAddress, createServer: () => Server, attempt = 1): Promise<Listening> => {
  const servers: Server[] = [];
  let { port } = address;
  for (const host of address.hosts) {
    const server = createServer();
    try {
      port = await listen(server, host, port);
      servers.push(server);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (servers.length > 0 && isMissing(host, code)) continue;
      await Promise.all(servers.map(closeServer));
      // A port that is free on one address may be taken on the other.
      if (address.port === 0 && code === 'EADDRINUSE' && attempt < FREE_PORT_ATTEMPTS) return openPort(address, createServer, attempt + 1);
      throw refusal(address, host, code);
    }
  }
  return { port, servers };
};
