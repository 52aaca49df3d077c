/** A piece of network that can be cut: a TCP relay on a port of its own. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Cuttable {
  readonly port: number;
  /** Connections break, and new ones break at once. */
  cut(): void;
  /** Nothing breaks, and nothing gets through: what a half-open connection looks like. */
  freeze(): void;
  restore(): void;
  close(): Promise<void>;
}

export const createCuttable = async (target: number): Promise<Cuttable> => {
  const sockets = new Set<Socket>();
  let isCut = false;
  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((near) => {
    if (isCut) return near.destroy();
    track(near);
    const far = track(connect(target, '127.0.0.1'));
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    freeze() {
      for (const socket of sockets) socket.unpipe().pause();
    },
    restore() {
      isCut = false;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
};
