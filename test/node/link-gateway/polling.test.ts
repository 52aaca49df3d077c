/** The two ways to a link: one that is asked again and again, and one that tells by itself. */
import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { after, before, describe, test } from 'node:test';
import { WebSocket } from 'ws';
import { linkPhone } from '../../../src/phone/link/index.ts';
import { POLL_SLACK_MS } from '../../../src/phone/link/limits.ts';
import { openPoll } from '../../../src/phone/link/poll-transport.ts';
import { enter } from './raw-softphone.ts';
import { startGateway, type TestGateway } from './start-gateway.ts';
import { signToken } from './tokens.ts';
import { until } from './until.ts';

let gateway: TestGateway;
before(async () => {
  gateway = await startGateway({ heartbeatMs: 2_000 });
});
after(() => gateway.link.stop());

const isWaiting = (init: RequestInit | undefined) => (JSON.parse(String(init?.body)) as { messages: unknown[] }).messages.length === 0;

describe('row 59: a link that is polled', () => {
  test('tells what happens in the answer of a poll that waits, and polls again', async () => {
    const line = await gateway.addAgent('anna');
    let waiting = 0;
    const counting: typeof fetch = async (url, init) => {
      const polls = isWaiting(init);
      if (polls) waiting += 1;
      try {
        return await fetch(url, init);
      } finally {
        if (polls) waiting -= 1;
      }
    };
    const phone = linkPhone({ url: gateway.socketUrl, token: () => signToken('anna'), transport: 'poll', fetch: counting });
    await phone.connect();
    const heard: string[] = [];
    phone.on('call', ({ event }) => heard.push(event.type));
    for (let round = 0; round < 3; round++) {
      await until('a poll that waits', () => waiting === 1);
      const { id } = line.script.ring({ number: '+46812345601' });
      await until('the call', () => phone.calls.length === 1);
      await until('a poll that waits', () => waiting === 1);
      line.script.farEndHangsUp(id);
      await until('its end', () => phone.calls.length === 0);
    }
    assert.deepEqual(heard, ['delivered', 'cleared', 'delivered', 'cleared', 'delivered', 'cleared']);
    await phone.dispose();
  });

  test('whose answers are slow holds nothing up: the page goes on, commands are sent, and all comes in order', async () => {
    const line = await gateway.addAgent('bert');
    let release = () => {};
    let slow: Promise<void> | undefined;
    const held: typeof fetch = async (url, init) => {
      const response = await fetch(url, init);
      if (isWaiting(init)) await slow;
      return response;
    };
    const phone = linkPhone({ url: gateway.socketUrl, token: () => signToken('bert'), transport: 'poll', fetch: held });
    await phone.connect();
    const { id } = line.script.ring({ number: '+46812345601' });
    await until('the call', () => phone.calls.length === 1);

    slow = new Promise((resolve) => {
      release = resolve;
    });
    const before = performance.eventLoopUtilization();
    const answering = phone.answer(id);
    // What is said does not wait for what is heard.
    await until('the answer to arrive', () => line.calls[0]?.state === 'connected');
    assert.equal(phone.calls[0]?.state, 'alerting', 'shown is what was told');
    line.script.farEndHolds(id);
    for (let ticks = 0; ticks < 20; ticks++) await new Promise((resolve) => setTimeout(resolve, 5));
    const { utilization } = performance.eventLoopUtilization(before);
    assert.ok(utilization < 0.9, `the page was free while it waited, and not busy for ${utilization} of the time`);
    const heard: string[] = [];
    phone.on('call', ({ event }) => heard.push(event.type));
    release();
    await answering;
    await until('all of it', () => phone.calls[0]?.remoteState === 'held');
    assert.deepEqual(heard, ['established', 'held']);
    await phone.dispose();
  });

  test('whose poll hangs for ever is given up, and the phone says so meanwhile', async () => {
    let hanging = false;
    const hangs: typeof fetch = (url, init) => {
      if (!hanging || !isWaiting(init)) return fetch(url, init);
      return new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('given up'))));
    };
    const quick = await startGateway({ heartbeatMs: 100 });
    const line = await quick.addAgent('carl');
    const phone = linkPhone({ url: quick.socketUrl, token: () => signToken('carl'), transport: 'poll', fetch: hangs, reconnect: () => 20 });
    await phone.connect();
    hanging = true;
    line.script.ring({ number: '+46812345601' });
    await until('the loss', () => phone.status.state === 'reconnecting');
    hanging = false;
    await until('the call', () => phone.status.state === 'ready' && phone.calls.length === 1);
    await phone.dispose();
    await quick.link.stop();
  });
});

test('a session that is ended between two polls is told so by the next one, once, and what is said meanwhile breaks nothing', async () => {
  await gateway.addAgent('emil');
  const post = async (body: object) => {
    const response = await fetch(gateway.pollUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const { connection, messages } = (await response.json()) as { connection?: string; messages?: { type: string; reason?: string }[] };
    return { status: response.status, connection, messages };
  };
  const { connection } = await post({ messages: [{ type: 'hello', protocol: [1], token: await signToken('emil') }] });
  const thief = await enter(gateway.socketUrl, 'emil');
  assert.deepEqual(await post({ connection, messages: [{ type: 'ack', seq: 0 }] }), { status: 200, connection: undefined, messages: [] });
  const { status, messages } = await post({ connection, messages: [] });
  assert.deepEqual([status, messages?.map(({ type, reason }) => [type, reason])], [200, [['ended', 'replaced']]]);
  assert.equal((await post({ connection, messages: [] })).status, 410);
  thief.socket.close();
});

test('words of a softphone that are not taken within seconds mean that the connection is broken, though news still come', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const never = new Promise<Response>(() => {});
  const closed: number[] = [];
  const answers: typeof fetch = async (_, init) => {
    const { connection } = JSON.parse(String(init?.body)) as { connection?: string };
    return connection === undefined ? Response.json({ connection: 'one', messages: [] }) : never;
  };
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const transport = openPoll(answers, 'http://127.0.0.1/poll', { opened: () => {}, message: () => {}, closed: () => void closed.push(1) });
  transport.send({ type: 'hello', protocol: [1], token: 'x' });
  await settle();
  context.mock.timers.tick(60_000);
  assert.equal(closed.length, 0, 'that it has nothing to tell is the connection’s business');
  transport.send({ type: 'ping' });
  await settle();
  context.mock.timers.tick(POLL_SLACK_MS - 1);
  assert.equal(closed.length, 0);
  context.mock.timers.tick(1);
  assert.equal(closed.length, 1);
  context.mock.timers.tick(60_000);
  assert.equal(closed.length, 1);
});

test('row 60: a link over a socket tells by itself, and is asked for nothing', async () => {
  const line = await gateway.addAgent('dora');
  const softphone = await enter(gateway.socketUrl, 'dora');
  const { id } = line.script.ring({ number: '+46812345601' });
  await softphone.next('events');
  line.script.farEndHangsUp(id);
  await softphone.next('events');
  assert.deepEqual(softphone.seqs, [1, 2], 'with no word since the hello');
  softphone.socket.close();

  const phone = linkPhone({ url: gateway.socketUrl, token: () => signToken('dora'), transport: 'websocket', WebSocket });
  await phone.connect();
  line.script.ring({ number: '+46812345601' });
  const at = performance.now();
  await until('the call', () => phone.calls.length === 1);
  assert.ok(performance.now() - at < 1_000);
  await phone.dispose();
});
