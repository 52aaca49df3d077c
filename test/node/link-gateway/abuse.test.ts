import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, afterEach, before, describe, test } from 'node:test';
import { enter, openSocket, type RawSoftphone, sayHello } from './raw-softphone.ts';
import { startGateway, type TestGateway } from './start-gateway.ts';
import { signToken } from './tokens.ts';
import { until } from './until.ts';

let gateway: TestGateway;
let honest: RawSoftphone;
before(async () => {
  gateway = await startGateway();
  for (const agentId of ['honest', 'mallory', 'other']) await gateway.addAgent(agentId);
  honest = await enter(gateway.socketUrl, 'honest');
});
after(async () => {
  honest.socket.close();
  await gateway.link.stop();
});
/** Whatever was done to the gateway, the others keep working. */
let commands = 0;
afterEach(async () => {
  commands += 1;
  honest.send({ type: 'command', id: commands, name: 'setAgentState', request: { state: 'ready' }, timeoutMs: 5_000 });
  const answer = await honest.next('answer');
  assert.deepEqual([answer.id, answer.error], [commands, undefined]);
});

const nonsense: [string, string | Buffer][] = [
  ['no JSON', '{'],
  ['JSON that is no message', '"hello"'],
  ['null', 'null'],
  ['a type nobody knows', '{"type":"constructor"}'],
  ['a type that is an object', '{"type":{"toString":"hello"}}'],
  ['a message of the wrong shape', '{"type":"ack","seq":"one"}'],
  ['a list', '[{"type":"ping"}]'],
  ['a binary frame', Buffer.from('{"type":"ping"}')],
];

describe('a connection that sends', () => {
  for (const [what, text] of nonsense) {
    test(`${what} is told that it is malformed, and closed, before and after its hello`, async () => {
      const stranger = await openSocket(gateway.socketUrl);
      stranger.socket.send(text);
      assert.equal((await stranger.next('ended')).reason, 'malformed');
      await stranger.closed();
      const guest = await enter(gateway.socketUrl, 'mallory');
      guest.socket.send(text);
      assert.equal((await guest.next('ended')).reason, 'malformed');
      await guest.closed();
    });
  }

  test('anything before its hello is closed, and gets nothing done', async () => {
    const stranger = await openSocket(gateway.socketUrl);
    stranger.send({ type: 'command', id: 1, name: 'dial', request: { number: '1' }, timeoutMs: 1_000 });
    assert.equal((await stranger.next('ended')).reason, 'malformed');
    assert.ok(!gateway.phoneSystem.commands.some(({ name }) => name === 'dial'));
  });

  test('something while its token is being checked, or a second hello, is closed', async () => {
    const hasty = await openSocket(gateway.socketUrl);
    const token = await signToken('mallory');
    hasty.send({ type: 'hello', protocol: [1], token });
    hasty.send({ type: 'command', id: 1, name: 'dial', request: { number: '1' }, timeoutMs: 1_000 });
    assert.equal((await hasty.next('ended')).reason, 'malformed');
    const twice = await enter(gateway.socketUrl, 'mallory');
    await sayHello(twice, 'mallory');
    assert.equal((await twice.next('ended')).reason, 'malformed');
    assert.ok(!gateway.phoneSystem.commands.some(({ name }) => name === 'dial'));
  });

  test('too much is told so: little before the hello, more after it, and beyond that the socket just closes', async () => {
    const stranger = await openSocket(gateway.socketUrl);
    stranger.send({ type: 'hello', protocol: [1], token: 'x'.repeat(17_000) });
    assert.equal((await stranger.next('ended')).reason, 'tooLarge');
    const guest = await enter(gateway.socketUrl, 'mallory');
    guest.send({ type: 'command', id: 1, name: 'setCallData', request: { callId: 'x', data: { x: 'x'.repeat(300_000) } }, timeoutMs: 1_000 });
    assert.equal((await guest.next('ended')).reason, 'tooLarge');
    const huge = await openSocket(gateway.socketUrl);
    huge.send('x'.repeat(2_000_000));
    assert.equal(await huge.closed(), 1009);
    const poll = await fetch(gateway.pollUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body: 'x'.repeat(2_000_000) });
    assert.equal(poll.status, 413);
  });

  test('far too many messages is refused command by command, then cut off, and told when to come back', async () => {
    const guest = await enter(gateway.socketUrl, 'mallory');
    const before = gateway.phoneSystem.commands.length;
    for (let id = 1; id <= 800; id++) guest.send({ type: 'command', id, name: 'hold', request: { callId: 'no such call' }, timeoutMs: 1_000 });
    const { reason, retryAfterMs = 0 } = await guest.next('ended');
    await guest.closed();
    assert.equal(reason, 'flood');
    assert.ok(retryAfterMs >= 10_000);
    const codes = guest.heard.flatMap((message) => (message.type === 'answer' ? [message.error?.code] : []));
    assert.ok(codes.filter((code) => code === 'RATE_LIMITED').length >= 400);
    assert.ok(gateway.phoneSystem.commands.length - before < 150, 'few of them reached the phone system');
  });

  test('nothing at all is closed within seconds', async () => {
    const silent = await openSocket(gateway.socketUrl);
    const since = performance.now();
    const { reason } = await until('the end', () => silent.heard.find((message) => message.type === 'ended'), 8_000);
    assert.equal(reason, 'silent');
    assert.ok(performance.now() - since > 3_000);
  });

  test('the id of a command twice is closed', async () => {
    const guest = await enter(gateway.socketUrl, 'mallory');
    for (let times = 0; times < 2; times++) guest.send({ type: 'command', id: 5, name: 'hold', request: { callId: 'x' }, timeoutMs: 1_000 });
    assert.equal((await guest.next('ended')).reason, 'malformed');
  });

  test('polls that are no polls get a status that says so', async () => {
    const json = { 'content-type': 'application/json' };
    const post = async (body: string, headers: Record<string, string> = json) => (await fetch(gateway.pollUrl, { method: 'POST', headers, body })).status;
    assert.equal(await post('{'), 400);
    assert.equal(await post('{"messages":"none"}'), 400);
    assert.equal(await post('{"connection":"nobody’s","messages":[]}'), 410);
    assert.equal(await post('{"messages":[]}', { 'content-type': 'text/plain' }), 415);
    assert.equal((await fetch(gateway.pollUrl)).status, 404);
  });
});

/** All requests in one piece of one connection: a client of its own for each would be no faster than the rate where this machine is slow. */
const pipelined = (times: number, body: string): Promise<number[]> =>
  new Promise((resolve, reject) => {
    const { hostname, port, pathname } = new URL(gateway.pollUrl);
    const head = `POST ${pathname} HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
    const socket = connect(Number(port), hostname, () => socket.write(`${head}${body}`.repeat(times)));
    let text = '';
    socket.setEncoding('latin1').on('data', (piece) => {
      text += piece;
      const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
      if (statuses.length < times) return;
      socket.destroy();
      resolve(statuses);
    });
    socket.once('error', reject);
  });

test('polls that come too fast are refused, and those of others are not', async () => {
  const post = async (body: unknown) => {
    const response = await fetch(gateway.pollUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    return { status: response.status, ...((await response.json()) as { connection?: string }) };
  };
  const { connection } = await post({ messages: [{ type: 'hello', protocol: [1], token: await signToken('mallory') }] });
  assert.ok(connection);
  const statuses = await pipelined(600, JSON.stringify({ connection, messages: [{ type: 'ack', seq: 0 }] }));
  assert.equal(statuses[0], 200);
  assert.ok(statuses.includes(429), `statuses ${[...new Set(statuses)].join(', ')}`);
  assert.equal((await post({ messages: [{ type: 'hello', protocol: [1], token: await signToken('other') }] })).status, 200);
});

test('neither tokens nor numbers nor agents are in the log', async () => {
  const token = await signToken('other', { expiresIn: -60 });
  const stranger = await openSocket(gateway.socketUrl);
  await sayHello(stranger, 'other', { token });
  await stranger.next('ended');
  const guest = await enter(gateway.socketUrl, 'other');
  guest.send({ type: 'command', id: 1, name: 'dial', request: { number: '+46812345678' }, timeoutMs: 1_000 });
  await guest.next('answer');
  guest.socket.close();
  const log = gateway.log.join('\n');
  assert.match(log, /session began/);
  assert.doesNotMatch(log, /eyJ|46812345678|mallory|honest/);
});
