import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import { candidatePorts, PORT_STEP, places } from '../../../demo/ports.ts';
import { type Listening, listen } from '../../../demo/server/listen.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const occupy = (host: string, port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer((_, response) => response.end('somebody else'));
    server.once('error', reject);
    server.listen({ host, port }, () => {
      open.push(() => new Promise((closed) => server.close(() => closed())));
      resolve(server);
    });
  });

const portOf = (server: Server) => (server.address() as AddressInfo).port;

const start = async (port: number, interfaces: readonly string[] = ['127.0.0.1']): Promise<Listening> => {
  const listening = await listen((_, response) => void response.end('the demo'), { interfaces, port });
  open.push(listening.close);
  return listening;
};

describe('ports', () => {
  it('are different for every page, and none that browsers block or systems hand out', () => {
    const ports = Object.values(places).map(({ port }) => port);
    assert.equal(new Set(ports).size, ports.length);
    // The listener's address is built into others' software: it moves nowhere.
    const moving = Object.values(places).filter(({ name }) => name !== places.listener.name);
    for (const port of moving.map(({ port }) => port).flatMap((preferred) => candidatePorts(preferred).filter((candidate) => candidate !== 0))) {
      assert.ok(port > 1023 && port < 32_768);
      assert.ok(![4045, 4190, 5060, 5061, 6000, 6566].includes(port), `${port} is blocked by browsers`);
    }
    const all = moving.flatMap(({ port }) => candidatePorts(port).filter((candidate) => candidate !== 0));
    assert.equal(new Set(all).size, all.length, 'no page takes the place of another');
  });

  it('that are taken are replaced by the next candidate', async () => {
    const taken = portOf(await occupy('127.0.0.1', 0));
    const { port } = await start(taken);
    assert.notEqual(port, taken);
    assert.ok(candidatePorts(taken).includes(port) || port > 0);
    assert.equal(await (await fetch(`http://127.0.0.1:${port}`)).text(), 'the demo');
    assert.equal(await (await fetch(`http://127.0.0.1:${taken}`)).text(), 'somebody else');
    if (candidatePorts(taken).includes(port)) assert.equal((port - taken) % PORT_STEP, 0);
  });

  it('that are taken on one interface only are taken', async () => {
    const six = await occupy('::1', 0).catch(() => undefined);
    // A machine without IPv6 cannot have this problem; there the test shows that the missing interface does no harm.
    const taken = six ? portOf(six) : 0;
    const { port } = await start(taken, ['127.0.0.1', '::1']);
    assert.ok(port !== taken && port > 0);
    assert.equal(await (await fetch(`http://localhost:${port}`)).text(), 'the demo');
  });

  it('are free again after closing, even with a browser connected', async () => {
    const listening = await start(0);
    await (await fetch(`http://127.0.0.1:${listening.port}`, { headers: { connection: 'keep-alive' } })).text();
    await listening.close();
    await occupy('127.0.0.1', listening.port);
  });
});
