import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type ServerOptions, type WebSocket, WebSocketServer } from 'ws';
import type { Gateway } from './gateway.ts';
import { CLOSE_TIMEOUT_MS, MAX_FRAME_BYTES } from './limits.ts';
import type { GatewayTransport } from './transport.ts';

export interface WebSocketEndpoint {
  /** Any upgrade of the server's: what is not for this endpoint is refused, since a connection without a reader is not left open. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

const transportOf = (socket: WebSocket): GatewayTransport => ({
  kind: 'websocket',
  get queuedLength() {
    return socket.bufferedAmount;
  },
  send: (text) => socket.send(text),
  // Behind everything that was sent before, and browsers answer it by themselves.
  whenDrained: (then) => socket.ping(undefined, undefined, (error?: Error) => error ?? then()),
  close: () => socket.close(1000),
  terminate: () => socket.terminate(),
});

/** No words for strangers: a status line says it. Who stays after it is hung up on, since no timeout of the server's is on an upgraded socket. */
const refuse = (socket: Duplex, status: string, headers = '') => {
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n${headers}\r\n`);
};

const receive = (visitor: ReturnType<Gateway['visit']>, data: RawData, isBinary: boolean) => {
  if (isBinary) return visitor.receiveNonsense();
  const text = data.toString();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return visitor.receiveNonsense();
  }
  visitor.receive(value, text.length);
};

export const createWebSocketEndpoint = (gateway: Gateway, path: string, isAllowedOrigin: (origin: string | undefined) => boolean): WebSocketEndpoint => {
  // Without compression: it costs hundreds of kilobytes for each connection, and the messages are short.
  const options: ServerOptions & { closeTimeout: number } = {
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    clientTracking: true,
    closeTimeout: CLOSE_TIMEOUT_MS,
  };
  const server = new WebSocketServer(options);

  const admit = (socket: WebSocket) => {
    const visitor = gateway.visit(transportOf(socket));
    socket.on('message', (data, isBinary) => receive(visitor, data, isBinary));
    socket.on('close', visitor.disconnected);
    // A frame that is too large, or not of RFC 6455: `ws` closes with the code that says so, and `close` follows.
    socket.on('error', () => {});
  };

  return {
    upgrade(request, socket, head) {
      // Who goes away in the middle of it is no error of ours.
      socket.on('error', () => socket.destroy());
      if (request.url?.split('?', 1)[0] !== path) return refuse(socket, '404 Not Found');
      if (!isAllowedOrigin(request.headers.origin)) return refuse(socket, '403 Forbidden');
      if (!gateway.hasRoom) return refuse(socket, '503 Service Unavailable', 'Retry-After: 5\r\n');
      server.handleUpgrade(request, socket, head, admit);
    },
    close() {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
};
