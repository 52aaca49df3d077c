import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { type SipServer, startSipServer } from '../../../demo/sip-server/sip-server.ts';
import { establish, invite, sendInDialog } from './call-scenario.ts';
import { type Client, connect, random } from './sip-client.ts';
import { until } from './until.ts';

/** Code and reason with which a socket is closed. Rejects when it is not. */
const closeOf = (client: Client) => once(client.socket, 'close', { signal: AbortSignal.timeout(8000) });

describe('attacks on the demo SIP server', () => {
  let server: SipServer;
  let alice: Client;
  let bob: Client;
  const printed: unknown[] = [];
  const { log, error, warn } = console;
  before(async () => {
    for (const name of ['log', 'error', 'warn'] as const) console[name] = (...all: unknown[]) => void printed.push(all);
    server = await startSipServer({ users: { alice: 'alice-secret', bob: 'bob-secret', mallory: 'mallory-secret' } });
    alice = await connect(server.url, { user: 'alice' });
    bob = await connect(server.url, { user: 'bob' });
    for (const client of [alice, bob]) await client.register();
  });
  after(async () => {
    Object.assign(console, { log, error, warn });
    await server.close();
    assert.deepEqual(printed, [], 'nothing is printed, whatever comes');
  });
  const works = async () => assert.equal((await alice.request('OPTIONS', 'sip:localhost')).status, 200);
  const upgrade = (options: { origin?: string; protocols?: string[]; url?: string }) =>
    new Promise<number>((resolve) => {
      const socket = new WebSocket(options.url ?? server.url, options.protocols ?? ['sip'], options.origin === undefined ? {} : { origin: options.origin });
      socket.once('open', () => {
        socket.terminate();
        resolve(101);
      });
      socket.once('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
      // Also when the server agrees to what was not offered.
      socket.on('error', () => resolve(0));
    });

  it('a page of another site cannot connect; pages of this machine and programs can', async () => {
    const statuses = await Promise.all(
      [
        'https://evil.example',
        'null',
        'http://localhost.evil.example',
        'http://127.0.0.1.evil.example',
        'http://localhost:4102',
        'http://pbx.localhost',
        'http://[::1]:1',
      ].map((origin) => upgrade({ origin })),
    );
    assert.deepEqual(statuses, [403, 403, 403, 403, 101, 101, 101]);
  });

  it('with a list only exactly those origins can connect', async () => {
    const strict = await startSipServer({ users: {}, allowedOrigins: ['https://crm.example'] });
    const statuses = await Promise.all(
      ['https://crm.example', 'https://crm.example.evil', 'http://crm.example', 'http://localhost', undefined].map((origin) =>
        upgrade({ url: strict.url, ...(origin === undefined ? {} : { origin }) }),
      ),
    );
    assert.deepEqual(statuses, [101, 403, 403, 403, 403]);
    await strict.close();
  });

  it('the subprotocol sip is required', async () => {
    assert.deepEqual(
      await Promise.all([upgrade({ protocols: [] }), upgrade({ protocols: ['sips', 'chat'] }), upgrade({ protocols: ['chat', 'sip'] })]),
      [400, 400, 101],
    );
  });

  it('plain HTTP is told what this is', async () => {
    const [response] = await once(httpRequest({ port: server.port, host: server.host }).end(), 'response');
    response.resume();
    assert.equal(response.statusCode, 426);
  });

  it('an oversized message ends the socket, and nobody else notices', async () => {
    const mallory = await connect(server.url, { user: 'mallory' });
    mallory.sendRaw('x'.repeat(100_000));
    const [code] = await closeOf(mallory);
    assert.equal(code, 1009);
    await works();
  });

  it('a flood is slowed and then cut off; others are served meanwhile', async () => {
    const mallory = await connect(server.url, { user: 'mallory' });
    const { text } = mallory.send('OPTIONS', 'sip:localhost');
    const closed = closeOf(mallory);
    for (let i = 0; i < 20_000; i++) mallory.sendRaw(text.replace(/branch=\w+/, `branch=z9hG4bK${i}`));
    await works();
    const [code] = await closed;
    assert.equal(code, 1008);
    assert.ok(mallory.unread.length < 1000, `answered ${mallory.unread.length} of 20,000`);
    await works();
  });

  it('rubbish is dropped and then cut off', async () => {
    const mallory = await connect(server.url, { user: 'mallory' });
    const closed = closeOf(mallory);
    for (let i = 0; i < 60; i++) mallory.sendRaw(`INVITE ${i}`);
    assert.equal((await closed)[0], 1008);
    assert.deepEqual(mallory.unread, []);
  });

  it('guessing passwords is cut off', async () => {
    const mallory = await connect(server.url, { user: 'alice', password: 'guess' });
    const closed = closeOf(mallory);
    for (let i = 0; i < 31; i++) await Promise.race([mallory.register(), closed]);
    assert.equal((await closed)[0], 1008);
  });

  it('a From of another user is 403, also with a right password', async () => {
    const mallory = await connect(server.url, { user: 'mallory' });
    await mallory.register();
    for (const method of ['INVITE', 'MESSAGE', 'REFER', 'NOTIFY']) {
      assert.equal((await mallory.request(method, 'sip:bob@localhost', { from: `<sip:alice@localhost>;tag=${random()}` })).status, 403, method);
    }
    assert.deepEqual(bob.unread, []);
  });

  it('a claimed P-Asserted-Identity and the password header do not travel on', async () => {
    await invite(alice, 'sip:bob@localhost', { headers: ['P-Asserted-Identity: <sip:president@localhost>'] });
    const incoming = await bob.nextRequest('INVITE');
    assert.deepEqual([incoming.get('P-Asserted-Identity'), incoming.get('Proxy-Authorization')], ['', '']);
    bob.respond(incoming, 486, 'Busy Here');
    await alice.nextResponse(486);
    await bob.nextRequest('ACK');
  });

  it('nobody sends in the dialog of others, even with its route, tags and a password', async () => {
    const call = await establish(alice, bob, 'sip:bob@localhost');
    const mallory = await connect(server.url, { user: 'mallory' });
    await mallory.register();
    for (const method of ['BYE', 'INFO', 'INVITE', 'REFER']) {
      sendInDialog({ ...call.caller }, method, { client: mallory });
      await mallory.nextResponse(403, method);
    }
    sendInDialog({ ...call.caller, routes: [] }, 'BYE', { client: mallory });
    await mallory.nextResponse(481, 'BYE');
    const forged = call.caller.routes.map((route) => route.replace(/\.[^.@]+@/, '.AAAAAAAAAAAAAAAAAAAAAA@'));
    sendInDialog({ ...call.caller, routes: forged }, 'BYE', { client: mallory });
    await mallory.nextResponse(481, 'BYE');
    sendInDialog({ ...call.caller }, 'ACK', { client: mallory });
    // A stranger without a password is asked for one first.
    const stranger = await connect(server.url, { user: 'mallory' });
    sendInDialog({ ...call.caller }, 'BYE', { client: stranger });
    await stranger.nextResponse(407, 'BYE');
    await works();
    assert.deepEqual(bob.unread, []);
  });

  it('nobody answers or cancels the calls of others, knowing the branch', async () => {
    const sent = await invite(alice, 'sip:bob@localhost');
    const incoming = await bob.nextRequest('INVITE');
    const mallory = await connect(server.url, { user: 'mallory' });
    mallory.respond(incoming, 200, 'OK');
    mallory.sendRaw(
      sent.text
        .replace(/^INVITE/, 'CANCEL')
        .replace('INVITE\r\n', 'CANCEL\r\n')
        .replace(/(CSeq: \d+) INVITE/, '$1 CANCEL'),
    );
    await mallory.nextResponse(481);
    bob.respond(incoming, 486, 'Busy Here');
    await alice.nextResponse(486);
    await bob.nextRequest('ACK');
    assert.equal(
      bob.unread.some(({ method }) => method === 'CANCEL'),
      false,
    );
  });

  it('a response that is malformed or that nobody waits for is dropped', async () => {
    bob.sendRaw('SIP/2.0 200 OK\r\nVia: nonsense\r\n\r\n');
    bob.sendRaw(
      `SIP/2.0 200 OK\r\nVia: SIP/2.0/WS 127.0.0.1:${server.port};branch=z9hG4bKx\r\nVia: SIP/2.0/WS y;branch=z9hG4bKy\r\nFrom: <sip:a@x>;tag=1\r\nTo: <sip:b@x>;tag=2\r\nCall-ID: c\r\nCSeq: 1 INVITE\r\n\r\n`,
    );
    await works();
    assert.equal((await bob.request('OPTIONS', 'sip:localhost')).status, 200);
  });

  it('a contact that reads like the address of another gets none of the calls to it', async () => {
    const mallory = await connect(server.url, { user: 'mallory', contact: 'sip:bob@localhost' });
    await mallory.register();
    await invite(alice, 'sip:bob@localhost');
    bob.respond(await bob.nextRequest('INVITE'), 486, 'Busy Here');
    await alice.nextResponse(486);
    assert.equal(
      mallory.unread.some(({ method }) => method === 'INVITE'),
      false,
    );
  });

  it('a user may not be addressed through names every object has', async () => {
    for (const name of ['__proto__', 'constructor', 'toString']) assert.equal((await alice.request('MESSAGE', `sip:${name}@localhost`)).status, 404);
  });

  it('a listener that throws does no harm', async () => {
    const other = await startSipServer({
      users: { alice: 'alice-secret' },
      onEvent: () => {
        throw new Error('the listener');
      },
    });
    const client = await connect(other.url, { user: 'alice' });
    assert.equal((await client.register()).status, 200);
    await other.close();
  });
});

describe('a socket that has died silently', () => {
  it('is found by the ping, and its contact goes', async () => {
    const events: string[] = [];
    const server = await startSipServer({ users: { alice: 'alice-secret' }, timers: { heartbeatMs: 40 }, onEvent: ({ type }) => events.push(type) });
    const alice = await connect(server.url, { user: 'alice' });
    await alice.register();
    // It reads nothing any more, so it answers no ping.
    alice.socket.pause();
    try {
      await until(() => events.includes('unregistered'));
      assert.deepEqual(server.contacts('alice'), []);
    } finally {
      alice.socket.terminate();
      await server.close();
    }
  });

  it('one that answers pings stays', async () => {
    const server = await startSipServer({ users: { alice: 'alice-secret' }, timers: { heartbeatMs: 250 } });
    const alice = await connect(server.url, { user: 'alice' });
    await alice.register();
    for (let pings = 0; pings < 3; pings++) await once(alice.socket, 'ping');
    assert.equal(server.contacts('alice').length, 1);
    await server.close();
  });
});
