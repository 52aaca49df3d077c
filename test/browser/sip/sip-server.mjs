/**
 * The demo's SIP server for browser tests, with an HTTP door through which a test can kill it, start it again on its port,
 * cut one user's socket, and ask what is registered.
 */
import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import { startSipServer } from '../../../demo/sip-server/sip-server.ts';
import { NOBODYS_PORT } from '../nobodys-port.mjs';

const users = { agent: 'agent-secret', first: 'first-secret', second: 'second-secret', third: 'third-secret' };

/** A STUN server that never answers: what a browser waits for in vain. */
const silentServer = () =>
  new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1', () => resolve(socket));
  });

export const startControlledSipServer = async () => {
  const nowhere = `ws://127.0.0.1:${NOBODYS_PORT}`;
  const silent = await silentServer();
  let port = 0;
  let server;
  const start = async () => {
    server = await startSipServer({ host: '127.0.0.1', port, users });
    port = server.port;
  };
  await start();

  const actions = {
    '/': async () => ({ server: server.url, nowhere, users, silentStun: `stun:127.0.0.1:${silent.address().port}` }),
    '/kill': async () => {
      await server?.kill();
      server = undefined;
    },
    '/start': async () => {
      if (!server) await start();
    },
    '/drop': async (query) => ({ dropped: server?.drop(query.get('user') ?? undefined) ?? 0 }),
    '/contacts': async (query) => server?.contacts(query.get('user') ?? '') ?? [],
  };

  const control = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://control');
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Content-Type', 'application/json');
    const action = Object.hasOwn(actions, pathname) ? actions[pathname] : undefined;
    try {
      if (!action) response.statusCode = 404;
      response.end(JSON.stringify((await action?.(searchParams)) ?? {}));
    } catch (error) {
      response.statusCode = 500;
      response.end(JSON.stringify({ error: String(error) }));
    }
  });
  await new Promise((resolve) => control.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${control.address().port}`;
};
