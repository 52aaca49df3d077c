import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { candidatePorts } from '../ports.ts';

export interface Listening {
  port: number;
  close(): Promise<void>;
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/** Undefined where the machine has no such interface, for example without IPv6. Rejects with EADDRINUSE where the port is taken. */
const listenOn = (handler: RequestListener, host: string, port: number): Promise<Server | undefined> =>
  new Promise((resolve, reject) => {
    const server = createServer(handler);
    server.once('error', (error) => (['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(String(codeOf(error))) ? resolve(undefined) : reject(error)));
    server.listen({ host, port, exclusive: true }, () => resolve(server));
  });

const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** On all interfaces with one port, or not at all. */
const tryPort = async (handler: RequestListener, interfaces: readonly string[], port: number): Promise<Listening | undefined> => {
  const servers: Server[] = [];
  const close = async () => void (await Promise.all(servers.map(closeServer)));
  let chosen = port;
  try {
    for (const host of interfaces) {
      const server = await listenOn(handler, host, chosen);
      if (!server) continue;
      servers.push(server);
      chosen = (server.address() as AddressInfo).port;
    }
  } catch (error) {
    await close();
    if (codeOf(error) === 'EADDRINUSE' || codeOf(error) === 'EACCES') return undefined;
    throw error;
  }
  if (servers.length === 0) throw new Error(`Cannot listen on ${interfaces.join(' or ')}: this machine has no such interface.`);
  return { port: chosen, close };
};

/** Any free port may be taken on the second interface; then another is drawn. */
const ANY_PORT_TRIES = 20;

/** Listens on the preferred port or, when that is taken, on the next candidate. */
export const listen = async (handler: RequestListener, options: { interfaces: readonly string[]; port: number }): Promise<Listening> => {
  const candidates = candidatePorts(options.port).flatMap((port) => (port === 0 ? Array<number>(ANY_PORT_TRIES).fill(0) : [port]));
  for (const port of candidates) {
    const listening = await tryPort(handler, options.interfaces, port);
    if (listening) return listening;
  }
  throw new Error(`No free port was found beside ${options.port}.`);
};
