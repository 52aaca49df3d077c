/** Who may announce calls, and what becomes of requests that are no good. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Call } from '../../../src/index.ts';
import { checkConfig } from '../../../src/link/config.ts';
import { createDoorkeeper } from '../../../src/link/listener/doorkeeper.ts';
import { REQUEST_BURST } from '../../../src/link/listener/limits.ts';
import { createNoPhoneSystem } from '../../../src/link/switches/none/index.ts';
import type { LinkPhone } from '../../../src/phone/link/index.ts';
import { tokenConfig } from '../link-gateway/tokens.ts';
import { until } from '../link-gateway/until.ts';
import { type AnnouncingLink, collectCalls, startAnnouncingLink } from './announcing-link.ts';
import { form, type SendOptions, sendBytes } from './send.ts';

let announcing: AnnouncingLink;
let phone: LinkPhone;
let calls: Call[];
let port: string;

before(async () => {
  announcing = await startAnnouncingLink();
  port = new URL(announcing.url).port;
  phone = await announcing.softphone('anna');
  calls = collectCalls(phone);
});
after(() => announcing.stop());
beforeEach(() => calls.splice(0));

/** The status, and that a call came of it, or that none did. */
const outcomeOf = async (path: string, options: SendOptions = {}): Promise<[number, number]> => {
  const from = calls.length;
  const { status } = await announcing.send(path, options);
  await announcing.send('/?marker=1');
  const end = await until('the marker', () => calls.slice(from).findIndex(({ data }) => data.marker === '1') + 1 || undefined);
  return [status, end - 1];
};
const accepted = [200, 1];
const call = '/?ani=1234';

describe('the Host has to be this machine', () => {
  for (const name of ['localhost', '127.0.0.1', '[::1]', 'LOCALHOST'])
    test(`${name} is taken`, async () => assert.deepEqual(await outcomeOf(call, { headers: { host: `${name}:${port}` } }), accepted));

  for (const host of [
    'attacker.example',
    'attacker.example:PORT',
    'localhost:1',
    'localhost',
    'localhost.attacker.example:PORT',
    '127.0.0.1.attacker.example:PORT',
    '192.168.0.1:PORT',
  ])
    test(`${host} is refused, as a name that was made to lead here would be`, async () =>
      assert.deepEqual(await outcomeOf(call, { headers: { host: host.replace('PORT', port) } }), [403, 0]));

  test('by whichever of its addresses is configured', () => {
    const door = createDoorkeeper({ name: '127.0.0.2', port: 5_000, loopback: true, token: undefined });
    for (const host of ['127.0.0.2:5000', 'localhost:5000']) assert.equal(door({ host }, undefined), undefined, host);
    assert.equal(door({ host: '127.0.0.3:5000' }, undefined)?.outcome, 'host');
  });

  test('an empty one is refused', async () => {
    assert.match(await sendBytes(announcing.url, 'GET /?ani=1 HTTP/1.1\r\nHost:\r\n\r\n'), /^HTTP\/1\.1 403 /);
  });

  test('a program so old that it sends none is taken', async () => {
    assert.match(await sendBytes(announcing.url, 'GET /?ani=1 HTTP/1.0\r\n\r\n'), /^HTTP\/1\.1 200 /);
  });
});

describe('a page of another origin may not', () => {
  const navigation = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
  for (const [what, headers] of [
    ['fetch it', { origin: 'https://attacker.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }],
    ['fetch it from a browser that tells only the origin', { origin: 'https://attacker.example' }],
    ['fetch it from a sandbox', { origin: 'null' }],
    ['fetch it from another port of this machine', { origin: 'http://localhost:1' }],
    ['fetch it without CORS', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'empty' }],
    ['show it as an image', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }],
    ['show it as an image from another port of this machine', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }],
    ['send its visitor there by a script', { 'sec-fetch-site': 'cross-site', ...navigation }],
    ['send its visitor there from another port of this machine', { 'sec-fetch-site': 'same-site', ...navigation }],
    ['frame it', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }],
    ['post a form there', { origin: 'https://attacker.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-user': '?1', ...navigation }],
  ] as const)
    test(what, async () => assert.deepEqual(await outcomeOf(call, { headers }), [403, 0]));

  test('ask whether it may', async () => {
    const { status, headers } = await announcing.send(call, {
      method: 'OPTIONS',
      headers: { origin: 'https://attacker.example', 'access-control-request-method': 'GET' },
    });
    assert.equal(status, 403);
    assert.equal(headers['access-control-allow-origin'], undefined);
  });

  for (const [what, headers] of [
    ['somebody types the address', { 'sec-fetch-site': 'none', ...navigation }],
    ['somebody follows a link to it', { 'sec-fetch-site': 'cross-site', 'sec-fetch-user': '?1', ...navigation }],
    ['its own page asks', { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }],
    ['a program asks', {}],
  ] as const)
    test(`but ${what}`, async () => assert.deepEqual(await outcomeOf(call, { headers }), accepted));

  test('its own origin may post', async () => {
    const headers = { ...form, origin: `http://localhost:${port}`, 'sec-fetch-site': 'same-origin' };
    assert.deepEqual(await outcomeOf('/', { method: 'POST', headers, body: 'ani=1' }), accepted);
  });
});

describe('a listener with a token', () => {
  const token = 'a-token-of-the-tests';
  let own: AnnouncingLink;
  let told: Call[];
  before(async () => {
    own = await startAnnouncingLink({ listener: { token, agents: { agent: 'bert' } } });
    told = collectCalls(await own.softphone('bert'));
  });
  after(() => own.stop());

  test('refuses who does not have it', async () => {
    for (const [path, options] of [
      [call, {}],
      [`${call}&token=a-token-of-the-testz`, {}],
      [`${call}&token=`, {}],
      [call, { headers: { authorization: 'Bearer something-else-entirely' } }],
      [call, { headers: { authorization: `Basic ${token}` } }],
      ['/', { method: 'POST', headers: form, body: `ani=1&token=${token}` }],
    ] as const)
      assert.equal((await own.send(path, options)).status, 401, path);
    assert.doesNotMatch(own.log.join(''), /a-token-of/);
  });

  test('takes it as a key, which is no call data then, or as a header', async () => {
    for (const [path, options] of [
      [`${call}&token=${token}&order=7`, {}],
      [`${call}&order=7`, { headers: { authorization: `Bearer ${token}` } }],
    ] as const) {
      assert.equal((await own.send(path, options)).status, 200);
      await until('the call', () => told.length > 0);
      assert.deepEqual(told.splice(0)[0]?.data, { order: '7' });
    }
  });

  test('is still none for pages of other origins', async () => {
    const headers = { authorization: `Bearer ${token}`, origin: 'https://attacker.example' };
    assert.equal((await own.send(call, { headers })).status, 403);
  });
});

describe('a request that is no good is told why, and the listener goes on', () => {
  for (const [what, path, options, status] of [
    ['another method', call, { method: 'PUT' }, 405],
    ['HEAD', call, { method: 'HEAD' }, 405],
    ['JSON', '/', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"ani":"1"}' }, 415],
    ['a file', '/', { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '--x--' }, 415],
    ['a form that is too large', '/', { method: 'POST', headers: form, body: `ani=1&x=${'x'.repeat(131_072)}` }, 413],
    ['an address that is too long', `${call}&x=${'x'.repeat(20_000)}`, {}, 431],
    ['a number that is too long', `/?ani=${'1'.repeat(251)}`, {}, 400],
    ['a type that is too long', `/?type=${'x'.repeat(65)}`, {}, 400],
    ['a value that is too long', `/?x=${'x'.repeat(4_001)}`, {}, 400],
    ['a name that is too long', `/?${'x'.repeat(501)}=1`, {}, 400],
    ['too many keys', `/?${Array.from({ length: 101 }, (_, index) => `k${index}=1`).join('&')}`, {}, 400],
    ['a name that is dangerous', '/?__proto__=1', {}, 400],
    ['an id that is too long', `/?callid=${'x'.repeat(256)}`, {}, 400],
  ] as const)
    test(what, async () => assert.deepEqual(await outcomeOf(path, options), [status, 0]));

  test('the reason has nothing in it of what was sent', async () => {
    const { body } = await announcing.send(`/?ani=${'1'.repeat(251)}&secret=hidden`);
    assert.match(body, /^This cannot be announced: ani must have 0 to 250 characters/);
    assert.doesNotMatch(body, /111|hidden/);
  });

  for (const [what, bytes] of [
    ['nonsense', 'nonsense\r\n\r\n'],
    ['an HTTP/1.1 request without a Host', 'GET /?ani=1 HTTP/1.1\r\n\r\n'],
    ['two lengths', `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nani=1`],
  ] as const)
    test(`${what}, byte by byte`, async () => {
      assert.match(await sendBytes(announcing.url, bytes), /^HTTP\/1\.1 400 /);
      assert.deepEqual(await outcomeOf(call), accepted);
    });

  test('who goes away in the middle of a form', async () => {
    const controller = new AbortController();
    const body = new ReadableStream({
      start(stream) {
        stream.enqueue(new TextEncoder().encode('ani=1'));
        controller.abort();
      },
    });
    await assert.rejects(fetch(announcing.url, { method: 'POST', body, duplex: 'half', signal: controller.signal } as RequestInit));
    assert.deepEqual(await outcomeOf(call), accepted);
  });
});

test('a form that dribbles is given up, and nobody waits for it', async () => {
  const dribbled = sendBytes(announcing.url, `POST / HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Length: 50\r\n\r\nani=1`);
  assert.deepEqual(await outcomeOf(call), accepted);
  const began = performance.now();
  assert.match(await dribbled, /^HTTP\/1\.1 408 /);
  assert.ok(performance.now() - began < 15_000);
});

test('a page that knocks without end fills no log', async () => {
  const own = await startAnnouncingLink({ listener: { agents: { agent: 'carl' } } });
  for (let knocks = 0; knocks < 500; knocks++) await own.send(call, { headers: { origin: 'https://attacker.example' } });
  assert.deepEqual(await own.metric('ringframe_listener_requests_total'), ['ringframe_listener_requests_total{outcome="origin"} 500']);
  const lines = own.log.filter((line) => line.includes('"origin"')).length;
  assert.ok(lines > 0 && lines < 50, `${lines} lines for 500 knocks`);
  assert.equal((await own.send(call)).status, 200);
  await own.stop();
});

test('a flood is answered 429, everybody else is served, and afterwards it goes on', async () => {
  const own = await startAnnouncingLink({ listener: { agents: { agent: 'carl' } } });
  const witness = await own.softphone('dora');
  const drop = (connection: string) => `GET /?ani=1 HTTP/1.1\r\nHost: localhost:${new URL(own.url).port}\r\nConnection: ${connection}\r\n\r\n`;
  const drops = `${drop('keep-alive').repeat(REQUEST_BURST)}${drop('close')}`;
  const flooding = Promise.all(Array.from({ length: 5 }, () => sendBytes(own.url, drops)));
  const [another, health] = [await own.softphone('emil'), await fetch(`${own.link.url}/healthz`)];
  assert.deepEqual([witness.status.state, another.status.state, health.status], ['ready', 'ready', 200]);
  const statuses = (await flooding).flatMap((text) => [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status));
  assert.ok(statuses.filter((status) => status === '200').length >= REQUEST_BURST);
  assert.deepEqual([...new Set(statuses)].sort(), ['200', '429']);
  assert.ok(own.log.filter((line) => line.includes('"flood"')).length < 50, 'a line for each flood, not for each drop of it');
  await until('the listener to take calls again', async () => (await own.send('/?ani=1')).status === 200);
  await own.stop();
});

describe('a configuration that is wrong names its key', () => {
  const config = (listener: unknown) => ({ switch: createNoPhoneSystem(), gateway: { origins: [], tokens: tokenConfig }, listener });
  for (const [listener, problem] of [
    [{ address: 'localhost:5000' }, 'listener.address must be an address such as'],
    [{ address: 'https://localhost:5000/' }, 'listener.address must be an address such as'],
    [{ address: 'http://localhost:5000/path' }, 'listener.address must be an address such as'],
    [{ address: 'http://+:5000/' }, 'listener.address must be an address such as'],
    [{ address: 'http://0.0.0.0:5000/' }, 'listener.token is missing'],
    [{ address: 'http://pbx.example:5000/' }, 'listener.address must be an address such as'],
    [{ address: 'http://192.168.0.1:5000/' }, 'listener.token is missing'],
    [{ token: 'too short' }, 'listener.token must have at least 16 characters'],
    [{ agents: 'anna' }, 'listener.agents must be "all"'],
    [{ agents: { agent: 'anna', key: 'x' } }, 'listener.agents must be "all"'],
    [{ adress: 'http://localhost:5000/' }, 'listener.adress is no key of the configuration'],
  ] as const)
    test(problem, () => {
      assert.throws(
        () => checkConfig(config(listener)),
        (error: Error) => error.message.includes(problem) && !error.message.includes('too short'),
      );
    });

  test('what is right is taken', () => {
    for (const address of ['http://localhost:5001/', 'http://localhost:5001', 'http://127.0.0.1:5001/', 'http://[::1]:5001/', 'http://localhost/'])
      assert.deepEqual((checkConfig(config({ address })).listener as { address: string }).address, address);
    assert.ok(checkConfig(config({ address: 'http://0.0.0.0:5000/', token: 'long enough to count' })));
  });
});
