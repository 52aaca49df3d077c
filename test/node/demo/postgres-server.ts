import { createServer, type Socket } from 'node:net';
import { PGlite } from '@electric-sql/pglite';

/** What a client asks first when it would like TLS; the answer `N` is "not here". */
const SSL_REQUEST = 80_877_103;
const CANCEL_REQUEST = 80_877_102;

/** Cuts a stream into messages of the PostgreSQL protocol. The first of a connection has no type byte. */
const messageReader = () => {
  let buffer = Buffer.alloc(0);
  let isStarted = false;
  return (chunk: Buffer): Buffer[] => {
    buffer = Buffer.concat([buffer, chunk]);
    const messages: Buffer[] = [];
    for (;;) {
      const lengthAt = isStarted ? 1 : 0;
      if (buffer.length < lengthAt + 4) return messages;
      const end = lengthAt + buffer.readUInt32BE(lengthAt);
      if (buffer.length < end) return messages;
      const message = buffer.subarray(0, end);
      buffer = buffer.subarray(end);
      const code = isStarted ? 0 : message.readUInt32BE(4);
      if (!isStarted && code !== SSL_REQUEST && code !== CANCEL_REQUEST) isStarted = true;
      messages.push(message);
    }
  };
};

/** A PostgreSQL server on loopback, one connection at a time: PGlite behind a socket. It speaks the real wire protocol, so `pg` cannot tell. */
export const startPostgresServer = async (): Promise<{ url: string; close: () => Promise<void> }> => {
  const pglite = await PGlite.create();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const read = messageReader();
    let turn: Promise<unknown> = Promise.resolve();
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      for (const message of read(chunk)) {
        if (message.length === 8 && message.readUInt32BE(4) === SSL_REQUEST) socket.write('N');
        else if (message[0] === 0x58 && message.length === 5) socket.end();
        else turn = turn.then(async () => socket.write(await pglite.execProtocolRaw(new Uint8Array(message))));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await pglite.close();
    },
  };
};
