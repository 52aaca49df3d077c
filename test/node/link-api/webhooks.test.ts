/** Events to receivers of their own, over real HTTP. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { afterEach, describe, test } from 'node:test';
import { isCtiError } from '../../../src/index.ts';
import type { WebhookConfig } from '../../../src/link/api/config.ts';
import type { ReceiverLimits } from '../../../src/link/api/webhooks/receiver.ts';
import { signMessage, verifyWebhook } from '../../../src/link/signed-message.ts';
import { enter } from '../link-gateway/raw-softphone.ts';
import { until } from '../link-gateway/until.ts';
import { type ApiRig, startApiAlone, startApiLink } from './api-rig.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const secret = `whsec_${Buffer.from('thirty-two bytes of the tests, 1').toString('base64')}`;
const quick: ReceiverLimits = { retryFirstMs: 5, retryMaxMs: 20, timeoutMs: 200 };
const taken = (_: unknown, response: ServerResponse) => void response.writeHead(204).end();

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const receiver = async (answer: Parameters<typeof startTestServer>[0] = taken): Promise<TestServer> => {
  const server = await startTestServer(answer);
  open.push(server);
  return server;
};

const rigWith = async (limits: ReceiverLimits, ...webhooks: (Partial<WebhookConfig> & { url: string })[]): Promise<ApiRig> => {
  const rig = await startApiAlone({ webhooks: { ...quick, ...limits } }, { webhooks: webhooks.map((webhook) => ({ secret, ...webhook })) });
  open.unshift({ close: rig.stop });
  return rig;
};

const ring = ({ simulator }: ApiRig, to = '101') => simulator.placeCall({ from: '+46700000001', to });
const typesOf = ({ received }: TestServer) =>
  received.map(({ body }) => (JSON.parse(body) as { type: string; data: { event?: { type: string } } }).data.event?.type);

describe('a webhook', () => {
  test('brings the events of the stream, signed so that the receiver can tell', async () => {
    const server = await receiver();
    const rig = await rigWith({}, { url: `${server.url}/hook?tenant=7`, events: ['call'], agents: ['one'] });
    const callId = ring(rig);
    ring(rig, '102');
    rig.simulator.dropCall(callId);
    await until('the end', () => typesOf(server).includes('cleared'));
    assert.deepEqual(typesOf(server), ['delivered', 'cleared']);
    const [first] = server.received;
    assert.ok(first);
    assert.equal(first.path, '/hook?tenant=7');
    const event = JSON.parse(first.body) as { id: string; agentId: string; data: { call: { id: string; remote: object } } };
    assert.deepEqual([event.agentId, event.data.call.id, event.data.call.remote], ['one', callId, { number: '+46700000001' }]);
    assert.equal(verifyWebhook({ secret, headers: first.headers, body: first.body }), event.id);
    // As the specification has it, without any code of ours.
    const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = first.headers;
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    assert.equal(signature, `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${first.body}`).digest('base64')}`);
  });

  test('row 67: tells of a softphone that connects and disconnects', async () => {
    const server = await receiver();
    const rig = await startApiLink({ api: { webhooks: [{ url: server.url, secret, events: ['connection'] }] } });
    open.unshift({ close: rig.stop });
    const softphone = await enter(`ws://127.0.0.1:${rig.port}/softphone`, 'two');
    softphone.socket.terminate();
    await until('both', () => server.received.length === 2);
    assert.deepEqual(
      server.received.map(({ body }) => JSON.parse(body).data),
      [
        { what: 'softphone', state: 'connected', agentId: 'two' },
        { what: 'softphone', state: 'disconnected', agentId: 'two', reason: 'lost' },
      ],
    );
  });

  test('that is not taken comes again, the same, and nothing overtakes it', async () => {
    const server = await receiver((_, response, count) => void response.writeHead(count <= 3 ? 503 : 200).end('whatever'));
    const rig = await rigWith({}, { url: server.url, events: ['call'] });
    rig.simulator.dropCall(ring(rig));
    await until('the end', () => typesOf(server).includes('cleared'));
    assert.deepEqual(typesOf(server), ['delivered', 'delivered', 'delivered', 'delivered', 'cleared']);
    const ids = server.received.map(({ headers }) => headers['webhook-id']);
    assert.equal(new Set(ids.slice(0, 4)).size, 1);
    for (const { headers, body } of server.received) assert.ok(verifyWebhook({ secret, headers, body }));
    assert.equal(new Set(server.received.slice(0, 4).map(({ body }) => body)).size, 1);
  });

  test('whose receiver is away, silent, or sends elsewhere is sent again too, and is not sent elsewhere', async () => {
    const elsewhere = await receiver();
    const server = await receiver((_, response, count) => {
      if (count === 1) response.destroy();
      else if (count === 2) return;
      else if (count === 3) response.writeHead(307, { location: elsewhere.url }).end();
      else response.writeHead(200).end();
    });
    const rig = await rigWith({}, { url: server.url, events: ['call'] });
    ring(rig);
    await until('it was taken', () => server.received.length === 4);
    await until('the metric', async () => (await rig.metric('ringframe_webhook_attempts_total{outcome="delivered"} 1')).length > 0);
    const outcomes = (await rig.metric('ringframe_webhook_attempts_total')).sort();
    assert.deepEqual(
      outcomes,
      ['delivered', 'redirected', 'slow', 'unreachable'].map((outcome) => `ringframe_webhook_attempts_total{outcome="${outcome}"} 1`),
    );
    assert.equal(elsewhere.received.length, 0);
  });

  test('that nobody takes is given up after so many attempts, and the next has its turn', async () => {
    const server = await receiver(({ body }, response) => void response.writeHead(body.includes('"delivered"') ? 400 : 200).end());
    const rig = await rigWith({ attempts: 3 }, { url: server.url, events: ['call'] });
    rig.simulator.dropCall(ring(rig));
    await until('the end', () => typesOf(server).includes('cleared'));
    assert.deepEqual(typesOf(server), ['delivered', 'delivered', 'delivered', 'cleared']);
    assert.deepEqual(await rig.metric('ringframe_webhook_undelivered_total'), ['ringframe_webhook_undelivered_total{reason="attempts"} 1']);
    assert.match(rig.log.join(''), /"webhook":0.*given up/);
    assert.doesNotMatch(rig.log.join(''), /127\.0\.0\.1|whsec|46700000001/);
  });

  test('to a receiver that hangs does not hold up another', async () => {
    const [hanging, quickOne] = [await receiver(() => {}), await receiver()];
    const rig = await rigWith({ timeoutMs: 60_000 }, { url: hanging.url, events: ['call'] }, { url: quickOne.url, events: ['call'] });
    rig.simulator.dropCall(ring(rig));
    await until('the end', () => typesOf(quickOne).includes('cleared'));
    assert.equal(hanging.received.length, 1, 'one at a time');
  });

  test('beyond a full queue the oldest are given up, which is counted and said once', async () => {
    const held: ServerResponse[] = [];
    const server = await receiver((_, response, count) => void (count === 1 ? held.push(response) : response.writeHead(200).end()));
    const rig = await rigWith({ queue: 5, timeoutMs: 60_000 }, { url: server.url, events: ['call'] });
    const first = ring(rig);
    await until('the first is on its way', () => held.length === 1);
    for (let count = 0; count < 10; count += 1) ring(rig, '102');
    const last = ring(rig, '103');
    held[0]?.writeHead(200).end();
    await until('the last', () => server.received.some(({ body }) => body.includes(last)));
    assert.ok(server.received[0]?.body.includes(first));
    assert.equal(server.received.length, 6);
    const [undelivered = ''] = await rig.metric('ringframe_webhook_undelivered_total{reason="overflow"}');
    assert.ok(Number(undelivered.split(' ')[1]) >= 1, undelivered);
    assert.equal(rig.log.filter((line) => line.includes('queue is full')).length, 1);
    assert.deepEqual(await rig.metric('ringframe_webhook_waiting'), ['ringframe_webhook_waiting 0']);
  });

  test('whose receiver hangs keeps no more than so many characters, however large events are', async () => {
    const held: ServerResponse[] = [];
    const server = await receiver((_, response, count) => void (count === 1 ? held.push(response) : response.writeHead(200).end()));
    const rig = await rigWith({ queueLength: 100_000, timeoutMs: 60_000 }, { url: server.url, events: ['vendorEvent'] });
    const tell = (mark: string) => rig.simulator.vendorEvent('one', { name: mark, data: 'x'.repeat(30_000) });
    tell('first');
    await until('the first is on its way', () => held.length === 1);
    for (let count = 0; count < 20; count += 1) tell(`number ${count}`);
    held[0]?.writeHead(200).end();
    await until('the last', () => server.received.some(({ body }) => body.includes('number 19')));
    const marks = server.received.map(({ body }) => /first|number \d+/.exec(body)?.[0]);
    assert.deepEqual(marks, ['first', 'number 17', 'number 18', 'number 19']);
  });

  test('does not keep a link from stopping, which says what was not delivered', async () => {
    const server = await receiver(() => {});
    const rig = await rigWith({ timeoutMs: 60_000 }, { url: server.url, events: ['call'] });
    rig.simulator.dropCall(ring(rig));
    await until('the first is on its way', () => server.received.length === 1);
    await rig.stop();
    assert.match(rig.log.join(''), /"undelivered":\d+.*stops before/);
    await until('it was given up', () => server.givenUp === 1);
  });
});

describe('verifyWebhook', () => {
  const body = '{"type":"call"}';
  const now = 1_700_000_000_000;
  const headers = signMessage(secret, 'event.1', body, now);
  const refuses = (received: Parameters<typeof verifyWebhook>[0], at = now) =>
    assert.throws(
      () => verifyWebhook(received, at),
      (error) => isCtiError(error, 'UNAUTHORIZED'),
    );

  test('believes what was signed with the secret, also next to other signatures, within five minutes', () => {
    assert.equal(verifyWebhook({ secret, headers, body }, now), 'event.1');
    assert.equal(verifyWebhook({ secret, headers: new Headers(headers), body }, now + 300_000), 'event.1');
    const rotated = { ...headers, 'webhook-signature': `v1,AAAA v2,xyz ${headers['webhook-signature']}` };
    assert.equal(verifyWebhook({ secret, headers: rotated, body }, now - 300_000), 'event.1');
  });

  test('does not believe anything else', () => {
    const other = `whsec_${Buffer.from('thirty-two bytes of somebody else').toString('base64')}`;
    refuses({ secret: other, headers, body });
    refuses({ secret, headers, body: `${body} ` });
    refuses({ secret, headers: {}, body });
    for (const [name, value] of Object.entries({ 'webhook-id': 'event.2', 'webhook-timestamp': '1700000001', 'webhook-signature': 'v1,', 'webhook-x': '' }))
      if (name !== 'webhook-x') refuses({ secret, headers: { ...headers, [name]: value }, body });
    refuses({ secret, headers: { ...headers, 'webhook-signature': headers['webhook-signature']?.replace('v1,', 'v2,') }, body });
    refuses({ secret, headers, body }, now + 301_000);
    refuses({ secret, headers, body }, now - 301_000);
    refuses({ secret, headers: signMessage(secret, 'event.1', body, Number.NaN), body });
    assert.throws(() => verifyWebhook({ secret: 'whsec_short', headers, body }, now), { code: 'INVALID_ARGUMENT' });
  });

  test('agrees with the example of the Standard Webhooks specification', () => {
    const example = {
      secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      headers: {
        'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        'webhook-timestamp': '1614265330',
        'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
      },
      body: '{"test": 2432232314}',
    };
    assert.equal(verifyWebhook(example, 1_614_265_330_000), 'msg_p5jXN8AQM9LWM0D4loKWxJek');
  });
});
