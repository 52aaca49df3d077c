/** Requests over plain HTTP that are slow, broken off, nested or old. Each is answered, the log has no fault in it, and the others are served. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, describe, mock, test } from 'node:test';
import { HEADERS_TIMEOUT_MS, TIMEOUT_CHECK_MS } from '../../../src/link/limits.ts';
import { clients } from '../link-api/api-rig.ts';
import { sendBytes } from '../link-listener/send.ts';
import { enter } from './raw-softphone.ts';
import { startGateway, type TestGateway } from './start-gateway.ts';
import { until } from './until.ts';

let gateway: TestGateway;
const standardError = mock.method(console, 'error', () => {});
before(async () => {
  gateway = await startGateway({}, { api: { clients } });
  await gateway.addAgent('anna');
});
after(() => gateway.link.stop());

const json = 'Host: 127.0.0.1\r\nContent-Type: application/json\r\n';
const poll = `POST /softphone/poll HTTP/1.1\r\n${json}`;
const dial = `POST /api/v1/agents/anna/commands/dial HTTP/1.1\r\n${json}Authorization: Bearer ${clients[0]?.key}\r\n`;

describe('a request', () => {
  test('that nests deeper than anything can be written is too large, and no fault', async () => {
    for (const depth of [1_000, 20_000, 120_000]) {
      const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`;
      for (const message of [deep, `{"type":"command","id":1,"name":"x","timeoutMs":1,"request":${deep}}`]) {
        const body = `{"messages":[${message}]}`;
        const response = await fetch(gateway.pollUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
        const [ended] = ((await response.json()) as { messages: { type: string; reason: string }[] }).messages;
        assert.equal(response.status, 200);
        assert.ok(ended?.type === 'ended' && ['malformed', 'tooLarge'].includes(ended.reason), JSON.stringify(ended));
      }
    }
  });

  for (const [where, head] of Object.entries({ poll, dial })) {
    test(`that breaks off in its body is nobody’s fault: ${where}`, async () => {
      const broken = await sendBytes(gateway.link.url, `${head}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\nZZ\r\n\r\n`);
      assert.match(broken, /^HTTP\/1\.1 400 /);
      const socket = connect(gateway.link.port, '127.0.0.1');
      await once(socket, 'connect');
      socket.write(`${head}Content-Length: 100\r\n\r\n{`, () => socket.resetAndDestroy());
      await once(socket, 'close');
    });
  }

  test('that comes in chunks, as proxies send it on, is answered as any other', async () => {
    const chunk = '{"messages":"none"}';
    const inChunks = `Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n${chunk.length.toString(16)}\r\n${chunk}\r\n0\r\n\r\n`;
    assert.match(await sendBytes(gateway.link.url, `${poll}${inChunks}`), /^HTTP\/1\.1 400 .*A poll is \{/s);
    assert.match(await sendBytes(gateway.link.url, `${dial}${inChunks}`), /^HTTP\/1\.1 400 .*INVALID_ARGUMENT/s);
    const endless = `Transfer-Encoding: chunked\r\n\r\n${`ffff\r\n${'x'.repeat(0xffff)}\r\n`.repeat(20)}`;
    assert.match(await sendBytes(gateway.link.url, `${poll}${endless}`), /^HTTP\/1\.1 413 /);
  });

  test('without a Host, as balancers ask for health by HTTP/1.0, is answered', async () => {
    assert.match(await sendBytes(gateway.link.url, 'GET /healthz HTTP/1.0\r\n\r\n'), /^HTTP\/1\.1 200 .*"phoneSystem":"up"/s);
  });

  test('whose head dribbles is given up, and nobody waits for it', async () => {
    const socket = connect(gateway.link.port, '127.0.0.1');
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    socket.on('error', () => {});
    await once(socket, 'connect');
    const began = performance.now();
    socket.write('GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n');
    const dribble = setInterval(() => socket.write('X: y\r\n'), 100);
    const softphone = await enter(gateway.socketUrl, 'anna');
    softphone.socket.close();
    await until('the end of it', () => socket.destroyed, 15_000);
    clearInterval(dribble);
    assert.match(text, /^HTTP\/1\.1 408 /);
    assert.ok(performance.now() - began < HEADERS_TIMEOUT_MS + 3 * TIMEOUT_CHECK_MS);
  });
});

test('none of it is a fault, in the log or beside it', () => {
  assert.deepEqual(
    gateway.log.filter((line) => /"level":50/.test(line)),
    [],
  );
  assert.equal(standardError.mock.callCount(), 0);
});
