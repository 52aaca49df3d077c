/** Requests to change the protocol of a connection (RFC 9110, 7.8): from then on its socket is ours, with no timeout and no listener of Node's own. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { CLOSE_TIMEOUT_MS } from '../../../src/link/gateway/limits.ts';
import { enter } from './raw-softphone.ts';
import { startGateway, type TestGateway } from './start-gateway.ts';
import { until } from './until.ts';

let gateway: TestGateway;
before(async () => {
  gateway = await startGateway();
  await gateway.addAgent('anna');
});
after(() => gateway.link.stop());

const upgrade = (path: string, headers = '', to = 'websocket') =>
  `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: ${to}\r\n${headers}\r\n`;
const handshake = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n';

/** Sends it, and leaves the connection open whatever the other side does. */
const send = async (bytes: string, port = gateway.link.port): Promise<{ socket: Socket; text(): string }> => {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(bytes);
  return { socket, text: () => text };
};

const refused: [string, string, string][] = [
  ['at another path', upgrade('/elsewhere', handshake), '404'],
  ['from a foreign origin', upgrade('/softphone', `${handshake}Origin: https://attacker.example\r\n`), '403'],
  ['without a key', upgrade('/softphone'), '400'],
];

/** As Java's HTTP client offers it with its first request. */
const offer = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\n';

describe('an offer to speak HTTP/2', () => {
  test('is overlooked, and the request answered as it is', async () => {
    const { socket, text } = await send(`GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n${offer}\r\n`);
    await until('the answer', () => text().includes('"phoneSystem":"up"'));
    assert.match(text(), /^HTTP\/1\.1 200 /);
    socket.write(`GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
    await once(socket, 'end');
    assert.equal(text().match(/HTTP\/1\.1 200 /g)?.length, 2, 'the connection is as good as before');
    socket.destroy();
  });

  test('is overlooked with a body too, however it comes', async () => {
    const body = JSON.stringify({ messages: 'none' });
    const head = `POST /softphone/poll HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n${offer}\r\n`;
    for (const parts of [[head + body], [head, body], [head + body.slice(0, 5), body.slice(5)]]) {
      const { socket, text } = await send(parts[0] ?? '');
      for (const part of parts.slice(1)) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        socket.write(part);
      }
      await until('the answer', () => text().includes('A poll is {'));
      assert.match(text(), /^HTTP\/1\.1 400 /);
      socket.destroy();
    }
  });
});

describe('a request to upgrade that is refused', () => {
  for (const [what, bytes, status] of refused) {
    test(`${what}, is told ${status}, and hung up on even if it stays`, async () => {
      const { socket, text } = await send(bytes);
      await once(socket, 'end');
      assert.match(text(), new RegExp(`^HTTP/1\\.1 ${status} `));
      // A socket that only waits for our end takes what we say; one that is gone resets ours.
      await until('the socket to be gone at the other side', () => {
        if (!socket.destroyed) socket.write('x');
        return socket.destroyed;
      });
    });

    test(`${what}, does not end the process when it is gone before its answer`, async (context) => {
      const uncaught: unknown[] = [];
      const note = (error: unknown) => void uncaught.push(error);
      process.on('uncaughtException', note);
      context.after(() => process.off('uncaughtException', note));
      for (let round = 0; round < 10; round++) {
        const { socket } = await send(bytes);
        socket.resetAndDestroy();
        await once(socket, 'close');
      }
      const softphone = await enter(gateway.socketUrl, 'anna');
      softphone.socket.close();
      assert.deepEqual(uncaught, []);
    });
  }

  test('after it was granted, by a softphone that will not hang up, is hung up on', async () => {
    const { socket, text } = await send(upgrade('/softphone', handshake));
    await until('the socket', () => text().startsWith('HTTP/1.1 101 '));
    // A text frame of one character, masked with zeros (RFC 6455, 5.2), which is no JSON.
    socket.write(Buffer.from([0x81, 0x81, 0, 0, 0, 0, 0x7b]));
    await until('the last words', () => text().includes('"malformed"'));
    const began = performance.now();
    await once(socket, 'end');
    assert.ok(performance.now() - began < 2 * CLOSE_TIMEOUT_MS);
    socket.destroy();
  });

  test('does not keep a link from stopping', async () => {
    const own = await startGateway();
    const { socket } = await send(upgrade('/elsewhere', handshake), own.link.port);
    await once(socket, 'end');
    await own.link.stop();
    socket.destroy();
  });
});
