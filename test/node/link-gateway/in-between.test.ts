/** What happens at a softphone in the very moment in which its session at the link ends, or another begins. */
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { WebSocket, WebSocketServer } from 'ws';
import type { Call } from '../../../src/index.ts';
import { type LinkPhone, linkPhone } from '../../../src/phone/link/index.ts';
import type { ClientMessage, LineEvent, ServerMessage } from '../../../src/phone/link/wire.ts';
import { until } from './until.ts';

type Command = Extract<ClientMessage, { type: 'command' }>;

let server: WebSocketServer;
let phone: LinkPhone;
let sockets: WebSocket[];
let commands: Command[];
/** Welcomes are given at once, unless a test holds them back. */
let isWelcome: boolean;
let welcomes: number;
/** What the phone system has. */
let present: Call[];

const talking: Call = {
  ...{ id: 'one', direction: 'inbound', state: 'connected', remoteState: 'connected', remote: { number: '+46812345601' } },
  ...{ createdAt: 1, establishedAt: 2, muted: false, signalling: 'up', actions: ['hold', 'hangUp'], data: {} },
};
const tell = (message: ServerMessage) => sockets.at(-1)?.send(JSON.stringify(message));
const welcome = () => {
  welcomes += 1;
  tell({
    ...{ type: 'welcome', protocol: 1, agentId: 'anna', session: `session ${welcomes}`, resumed: false, seq: 0, heartbeatMs: 5_000 },
    ...{ capabilities: ['hold', 'hangUp'], status: { state: 'up' }, snapshot: { address: '101', agent: { state: 'ready', since: 1 }, calls: present } },
  });
};
const cleared: LineEvent = {
  type: 'call',
  event: { type: 'cleared', callId: 'one', at: 3, cause: 'normalClearing' },
  call: { ...talking, state: 'null', remoteState: 'null', clearedAt: 3, cause: 'normalClearing', actions: [] },
};

beforeEach(async () => {
  [sockets, commands, isWelcome, welcomes, present] = [[], [], true, 0, [talking]];
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket) => {
    sockets.push(socket);
    socket.on('message', (data) => {
      const message = JSON.parse(data.toString()) as ClientMessage;
      if (message.type === 'command') commands.push(message);
      if (message.type === 'hello' && isWelcome) welcome();
    });
  });
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  phone = linkPhone({ url: `ws://127.0.0.1:${port}`, token: 'a token', transport: 'websocket', reconnect: () => 10, WebSocket });
  await phone.connect();
});
afterEach(async () => {
  for (const socket of sockets) socket.terminate();
  await phone.dispose();
  server.close();
});

describe('a call that is being hung up when the link starts anew', () => {
  test('is hung up at the new one: it does not go on unseen', async () => {
    const hangingUp = phone.hangUp('one');
    await until('the command', () => commands.length === 1);
    sockets.at(-1)?.terminate();
    await hangingUp;
    await until('the new session', () => welcomes === 2 && phone.status.state === 'ready');
    assert.deepEqual(phone.calls, []);
    await until('the command again', () => commands.length === 2);
    assert.deepEqual(
      commands.map(({ name, request }) => [name, request]),
      Array(2).fill(['hangUp', { callId: 'one' }]),
    );
  });

  test('asks for nothing more when the new one has no such call', async () => {
    const hangingUp = phone.hangUp('one');
    await until('the command', () => commands.length === 1);
    present = [];
    sockets.at(-1)?.terminate();
    await hangingUp;
    await until('the new session', () => welcomes === 2 && phone.status.state === 'ready');
    tell({ type: 'ping' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual([phone.calls, commands.length], [[], 1]);
  });
});

describe('a phone that is disconnected by who hears of an event', () => {
  test('is disconnected, and not ready before it is connected again', async () => {
    let left: Promise<void> | undefined;
    phone.on('call', ({ event }) => {
      if (event.type === 'cleared') left = phone.disconnect();
    });
    tell({ type: 'events', seq: 1, events: [cleared] });
    await until('it is told', () => left !== undefined);
    await left;
    assert.equal(phone.status.state, 'disconnected');
    isWelcome = false;
    let isConnected = false;
    const connecting = phone.connect().then(() => {
      isConnected = true;
    });
    await until('the other connection', () => sockets.length === 2);
    assert.deepEqual([phone.status.state, isConnected], ['connecting', false]);
    present = [];
    welcome();
    await connecting;
    assert.equal(phone.status.state, 'ready');
  });
});

test('whoever has waited for a phone to connect no longer listens to its signal', async () => {
  await phone.disconnect();
  const { signal } = new AbortController();
  let listeners = 0;
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
    listeners += 1;
    addEventListener.apply(signal, args);
  };
  signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
    listeners -= 1;
    removeEventListener.apply(signal, args);
  };
  await phone.connect({ signal });
  assert.equal(listeners, 0);
});
