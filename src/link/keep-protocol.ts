/**
 * An offer to speak another protocol from now on, which a server may overlook (RFC 9110, 7.8). Java's HTTP client makes one, for HTTP/2, with each
 * first request over plain HTTP; Node takes the connection away from its own server for it, body and all.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

export const isOverlooked = ({ headers }: IncomingMessage): boolean => headers.upgrade?.toLowerCase() !== 'websocket';

const ofTheOffer = /^(connection|upgrade|http2-settings)$/i;

/** Gives the connection back, with the request as it would have been without the offer. */
export const keepProtocol = (server: Server, { method, url, httpVersion, rawHeaders }: IncomingMessage, socket: Duplex, head: Buffer): void => {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (!ofTheOffer.test(rawHeaders[index] ?? '')) lines.push(`${rawHeaders[index]}: ${rawHeaders[index + 1]}`);
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit('connection', socket);
};
