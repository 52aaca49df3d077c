import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { MAX_MESSAGE_BYTES, MAX_SOCKETS } from './limits.ts';

export interface Listener {
  readonly port: number;
  /** Stops listening and ends all sockets: politely with 1001, or at once. */
  close(how: 'politely' | 'at once'): Promise<void>;
}

const isLoopback = (origin: string): boolean => {
  const url = URL.canParse(origin) ? new URL(origin) : undefined;
  return url !== undefined && (/^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname) || url.hostname.endsWith('.localhost'));
};

/** A page of any site can open a socket to this machine, so the Origin decides. Without a list: pages of this machine, and programs, which send none. */
const isAllowed = (origin: string | undefined, allowed: readonly string[] | undefined): boolean =>
  allowed ? origin !== undefined && allowed.includes(origin) : origin === undefined || isLoopback(origin);

const refuse = (socket: Duplex, status: string) => {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};

/** Accepts WebSockets with the subprotocol `sip` (RFC 7118 §4). Rejects when the port is taken. */
export const listen = (options: {
  host: string;
  port: number;
  allowedOrigins: readonly string[] | undefined;
  heartbeatMs: number;
  onSocket: (socket: WebSocket, request: IncomingMessage) => void;
}): Promise<Listener> =>
  new Promise((resolve, reject) => {
    const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false, handleProtocols: () => 'sip' });
    const http: Server = createServer((_, response) => {
      response
        .writeHead(426, { 'content-type': 'text/plain', upgrade: 'websocket' })
        .end('This is the SIP server of the demo: connect with a WebSocket, subprotocol "sip".\n');
    });
    const silent = new Set<WebSocket>();
    const heartbeat = setInterval(() => {
      for (const socket of sockets.clients) {
        if (silent.has(socket)) socket.terminate();
        silent.add(socket);
        socket.ping();
      }
    }, options.heartbeatMs).unref();

    http.on('upgrade', (request, socket, head) => {
      socket.on('error', () => socket.destroy());
      const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
      if (!isAllowed(request.headers.origin, options.allowedOrigins)) return refuse(socket, '403 Forbidden');
      if (!offered.includes('sip')) return refuse(socket, '400 Bad Request');
      if (sockets.clients.size >= MAX_SOCKETS) return refuse(socket, '503 Service Unavailable');
      sockets.handleUpgrade(request, socket, head, (accepted) => {
        accepted.on('pong', () => silent.delete(accepted));
        accepted.on('close', () => silent.delete(accepted));
        options.onSocket(accepted, request);
      });
    });
    http.once('error', reject);
    http.listen(options.port, options.host, () => {
      http.off('error', reject);
      const address = http.address();
      resolve({
        port: typeof address === 'object' && address ? address.port : options.port,
        close: (how) =>
          new Promise((closed) => {
            clearInterval(heartbeat);
            http.close(() => closed());
            for (const socket of sockets.clients) {
              if (how === 'politely') socket.close(1001);
              else socket.terminate();
            }
            // A client that does not answer the closing handshake must not keep the server.
            const force = setTimeout(() => sockets.clients.forEach((socket) => void socket.terminate()), 1000);
            http.once('close', () => clearTimeout(force));
            http.closeAllConnections();
          }),
      });
    });
  });
