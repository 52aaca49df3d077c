/** As many as a gateway bears, and one more. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { createAdaptorServer } from '@hono/node-server';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { createOriginCheck } from '../../../src/link/gateway/allowed-origin.ts';
import { createGateway, type Gateway } from '../../../src/link/gateway/gateway.ts';
import { MAX_SESSIONS, MAX_UNWELCOMED } from '../../../src/link/gateway/limits.ts';
import { createGatewayMetrics } from '../../../src/link/gateway/metrics.ts';
import { createPollEndpoint } from '../../../src/link/gateway/poll-endpoint.ts';
import type { GatewayTransport } from '../../../src/link/gateway/transport.ts';
import { createWebSocketEndpoint } from '../../../src/link/gateway/websocket-endpoint.ts';
import { createNoPhoneSystem } from '../../../src/link/switches/none/index.ts';
import type { ServerMessage } from '../../../src/phone/link/wire.ts';
import { enter, openSocket } from './raw-softphone.ts';
import { until } from './until.ts';

/** A softphone that costs no socket. */
const createSilent = () => {
  const heard: ServerMessage[] = [];
  const transport: GatewayTransport = {
    kind: 'websocket',
    queuedLength: 0,
    send: (text) => void heard.push(JSON.parse(text) as ServerMessage),
    whenDrained: () => {},
    close: () => {},
    terminate: () => {},
  };
  return { transport, heard };
};

let gateway: Gateway;
let port: number;
let stop: () => Promise<void>;
const phoneSystem = createNoPhoneSystem();
before(async () => {
  await phoneSystem.start();
  gateway = createGateway({
    phoneSystem,
    // The token is the agent's name here: whom it names is not the question.
    verify: async (token) => ({ agentId: token, expiresAt: Date.now() + 3_600_000 }),
    log: pino({ level: 'silent' }),
    metrics: createGatewayMetrics(new Registry()),
    heartbeatMs: 60_000,
  });
  const allowed = createOriginCheck([]);
  const sockets = createWebSocketEndpoint(gateway, '/softphone', allowed);
  const server = createAdaptorServer({ fetch: createPollEndpoint(gateway, allowed).fetch, createServer, overrideGlobalObjects: false });
  server.on('upgrade', sockets.upgrade);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
  stop = async () => {
    gateway.stop();
    sockets.close();
    await new Promise((resolve) => server.close(resolve));
  };
});
after(() => stop());

const socketUrl = () => `ws://127.0.0.1:${port}/softphone`;
const hello = (agentId: string) => ({ type: 'hello', protocol: [1], token: agentId });
const poll = (message: object) =>
  fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ messages: [message] }) });

describe('too many', () => {
  test('who have not said who they are: one more is told to come back, who is inside goes on, and there is room when they have left', async () => {
    const inside = await enter(socketUrl(), '', { token: 'anna' });
    const crowd = Array.from({ length: MAX_UNWELCOMED }, () => gateway.visit(createSilent().transport));
    await assert.rejects(openSocket(socketUrl()), /503/);
    const refused = await poll(hello('bert'));
    assert.deepEqual([refused.status, refused.headers.get('retry-after')], [503, '5']);
    inside.send({ type: 'ping' });
    await inside.next('pong');
    for (const visitor of crowd) visitor.disconnected();
    const bert = await enter(socketUrl(), '', { token: 'bert' });
    for (const { socket } of [inside, bert]) socket.close();
  });

  test('sessions: one more is told that it is full and when to come back, and who is inside goes on', async () => {
    const inside = await enter(socketUrl(), '', { token: 'anna' });
    const agents = Array.from({ length: MAX_SESSIONS - [...gateway.agents].length }, (_, index) => `agent${index}`);
    const crowd = agents.map((agentId) => {
      const silent = createSilent();
      gateway.visit(silent.transport).receive(hello(agentId), 100);
      return silent;
    });
    await until('all of them to be welcomed', () => crowd.every(({ heard }) => heard[0]?.type === 'welcome'), 20_000);
    const late = await openSocket(socketUrl());
    late.send(JSON.stringify(hello('late')));
    const { reason, retryAfterMs = 0 } = await late.next('ended');
    assert.ok(reason === 'full' && retryAfterMs >= 1_000, reason);
    inside.send({ type: 'ping' });
    await inside.next('pong');
    inside.socket.close();
  });
});
