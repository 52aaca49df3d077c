/** What a softphone takes from a gateway that does not keep the protocol, or keeps a newer one. */
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { WebSocket, WebSocketServer } from 'ws';
import type { Call } from '../../../src/index.ts';
import { type LinkPhone, linkPhone } from '../../../src/phone/link/index.ts';
import type { ClientMessage, ServerMessage } from '../../../src/phone/link/wire.ts';
import { until } from './until.ts';

type Hello = Extract<ClientMessage, { type: 'hello' }>;

let server: WebSocketServer;
let phone: LinkPhone;
let sockets: WebSocket[];
let hellos: Hello[];
let commands: Extract<ClientMessage, { type: 'command' }>[];
let events: string[];

const welcome: ServerMessage = {
  type: 'welcome',
  protocol: 1,
  agentId: 'anna',
  session: 'a session',
  resumed: false,
  seq: 0,
  heartbeatMs: 5_000,
  capabilities: ['dial', 'answer', 'hangUp'],
  status: { state: 'up' },
  snapshot: { address: '101', agent: { state: 'ready', since: 1 }, calls: [] },
};
const tell = (message: ServerMessage | object | string) => sockets.at(-1)?.send(typeof message === 'string' ? message : JSON.stringify(message));
const ringing = (id: string): Call => ({
  id,
  direction: 'inbound',
  state: 'alerting',
  remoteState: 'connected',
  remote: { number: '+46812345601' },
  createdAt: 1,
  muted: false,
  signalling: 'up',
  actions: ['answer', 'reject', 'hangUp'],
  data: {},
});
const delivered = (seq: number, id: string) => ({
  type: 'events',
  seq,
  events: [{ type: 'call', event: { type: 'delivered', callId: id, at: 1 }, call: ringing(id) }],
});

beforeEach(async () => {
  [sockets, hellos, commands, events] = [[], [], [], []];
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket) => {
    sockets.push(socket);
    socket.on('message', (data) => {
      const message = JSON.parse(data.toString()) as ClientMessage;
      if (message.type === 'command') commands.push(message);
      if (message.type !== 'hello') return;
      hellos.push(message);
      tell({ ...welcome, session: `session ${hellos.length}` });
    });
  });
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  phone = linkPhone({ url: `ws://127.0.0.1:${port}`, token: 'a token', transport: 'websocket', reconnect: () => 10, WebSocket });
  phone.on('call', ({ event }) => events.push(`${event.callId} ${event.type}`));
  await phone.connect();
});
afterEach(async () => {
  for (const socket of sockets) socket.terminate();
  await phone.dispose();
  server.close();
});

const startsOver = async () => {
  await until('a new session', () => hellos.length === 2 && phone.status.state === 'ready');
  assert.equal(hellos[1]?.resume, undefined, 'nothing of the old session is believed');
};

describe('a softphone', () => {
  test('tells an event that comes twice once', async () => {
    for (const message of [delivered(1, 'one'), delivered(1, 'one'), delivered(2, 'two'), delivered(1, 'one')]) tell(message);
    await until('the second call', () => phone.calls.length === 2);
    tell({ type: 'ping' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual(events, ['one delivered', 'two delivered']);
    assert.equal(hellos.length, 1);
  });

  test('that misses an event begins anew, and tells nothing out of order', async () => {
    tell(delivered(1, 'one'));
    tell(delivered(3, 'three'));
    await startsOver();
    assert.deepEqual(
      events.filter((event) => event.startsWith('three')),
      [],
    );
    assert.deepEqual(phone.calls, [], 'what the new snapshot says');
  });

  for (const [what, nonsense] of [
    ['no JSON', '{'],
    ['events that are none', { type: 'events', seq: 1, events: [{ type: 'call' }] }],
    [
      'a call in a state that does not exist',
      { ...delivered(1, 'x'), events: [{ type: 'call', event: { type: 'delivered', callId: 'x', at: 1 }, call: { ...ringing('x'), state: 'asleep' } }] },
    ],
    ['a second welcome', welcome],
    ['null', null],
  ] as const) {
    test(`that is told ${what} begins anew`, async () => {
      tell(JSON.stringify(nonsense === '{' ? undefined : nonsense) ?? '{');
      await until('a new connection', () => hellos.length >= 2 && phone.status.state === 'ready');
      assert.deepEqual(events, []);
    });
  }

  test('ignores what a newer gateway tells', async () => {
    tell({ type: 'weather', seq: 99, rain: true });
    tell({ ...delivered(1, 'one'), more: 'fields' });
    await until('the call', () => phone.calls.length === 1);
    assert.equal(hellos.length, 1);
  });

  test('shows no action the gateway does not grant, and refuses an answer that is none', async () => {
    tell(delivered(1, 'one'));
    await until('the call', () => phone.calls.length === 1);
    assert.deepEqual(phone.calls[0]?.actions, ['answer', 'hangUp']);
    const dialled = phone.dial({ number: '1' });
    await until('the command', () => commands.length === 1);
    tell({ type: 'answer', id: commands[0]?.id, result: { id: 7 } });
    await assert.rejects(dialled, { code: 'INVALID_RESULT' });
  });

  test('lets go of a command when its session is gone, and says that nobody knows', async () => {
    const dialled = phone.dial({ number: '1' });
    await until('the command', () => commands.length === 1);
    sockets[0]?.terminate();
    await assert.rejects(dialled, { code: 'NOT_CONNECTED', message: /unknown/ });
    assert.deepEqual(hellos[1]?.resume, { session: 'session 1', seq: 0, commands: [commands[0]?.id] });
  });
});
