/** The documented URL of USD's generic listener, and what arrives at a softphone by it: real HTTP, a real gateway. */
import assert from 'node:assert/strict';
import { networkInterfaces } from 'node:os';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Call } from '../../../src/index.ts';
import { startLink } from '../../../src/link/start-link.ts';
import { createNoPhoneSystem } from '../../../src/link/switches/none/index.ts';
import type { LinkPhone } from '../../../src/phone/link/index.ts';
import { tokenConfig } from '../link-gateway/tokens.ts';
import { until } from '../link-gateway/until.ts';
import { type AnnouncingLink, collectCalls, startAnnouncingLink } from './announcing-link.ts';
import { form, type SendOptions, send } from './send.ts';

let announcing: AnnouncingLink;
let phone: LinkPhone;
let calls: Call[];

before(async () => {
  announcing = await startAnnouncingLink();
  phone = await announcing.softphone('anna');
  calls = collectCalls(phone);
});
after(() => announcing.stop());

let markers = 0;
/** Events come in order: when this one is there, all before it are. @returns those */
const settle = async (): Promise<Call[]> => {
  const marker = String(++markers);
  await announcing.send(`/?marker=${marker}`);
  const at = await until('the marker', () => calls.findIndex(({ data }) => data.marker === marker) + 1 || undefined);
  return calls.splice(0, at).slice(0, -1);
};
beforeEach(settle);

const documented = '/?ani=1234&dnis=4355&type=phonecall&customerid=49383433';

/** What the event says, without what differs each time. */
const said = (call: Call | undefined) => call && { ani: call.remote.number, dnis: call.called?.number, type: call.type, items: call.data };

/** Sends it, and gives the one call it leads to. */
const eventOf = async (path: string, options?: SendOptions): Promise<Call> => {
  assert.equal((await announcing.send(path, options)).status, 200);
  const came = await settle();
  assert.equal(came.length, 1);
  return came[0] as Call;
};

test('row 2: the documented URL, sent with real HTTP, arrives as a ringing call at a softphone', async () => {
  const call = await eventOf(documented);
  assert.deepEqual(said(call), { ani: '1234', dnis: '4355', type: 'phonecall', items: { customerid: '49383433' } });
  assert.deepEqual([call.direction, call.state, call.remoteState, call.signalling, call.actions], ['inbound', 'alerting', 'connected', 'up', []]);
  assert.deepEqual(
    phone.calls.find(({ id }) => id === call.id),
    call,
  );
});

test('the answer is USD’s to the letter, and tells nothing of what became of the call', async () => {
  for (const path of [documented, '/', '/favicon.ico', '/?ani=1&agentid=nobody']) {
    const { status, headers, body } = await announcing.send(path);
    const { date: _, connection: __, 'content-length': ___, ...rest } = headers;
    assert.equal(status, 200);
    assert.equal(body, '<html><head></head></html>');
    assert.deepEqual(rest, { 'cache-control': 'no-cache', pragma: 'no-cache', expires: '0', expiresabsolute: '-1' });
  }
});

describe('the test vectors', () => {
  test('Microsoft’s own walkthrough: no type, no numbers, one item', async () => {
    assert.deepEqual(said(await eventOf('/?Email=someone_d@example.com')), {
      ani: '',
      dnis: undefined,
      type: '',
      items: { Email: 'someone_d@example.com' },
    });
  });

  for (const [path, ani] of [
    ['/?ani=%2B46702007722', '+46702007722'],
    ['/?ani=+46702007722', '+46702007722'],
    ['/?ani=%2046702007722', '+46702007722'],
    ['/?ani=1', '1'],
    ['/?ani=070-200%2077%2022', '070-200 77 22'],
    ['/any/path?ani=1234', '1234'],
    ['/?ani=1&ani=2', '1,2'],
    ['/?&&ani=1234&=5&', '1234'],
    ['/?ani=%E2%82%AC%zz', '€%zz'],
    [`/?ani=${'1'.repeat(250)}`, '1'.repeat(250)],
  ] as const)
    test(`ani of ${path.slice(0, 40)}`, async () => assert.equal((await eventOf(path)).remote.number, ani));

  test('dnis has the same leniency for a plus', async () => {
    assert.deepEqual((await eventOf('/?ani=1&dnis=+4681234567')).called, { number: '+4681234567' });
  });

  test('ani, dnis, type and direction are known in any case', async () => {
    assert.deepEqual(said(await eventOf('/?ANI=1234&Type=chat')), { ani: '1234', dnis: undefined, type: 'chat', items: {} });
    assert.equal((await eventOf('/?ANI=1&DNIS=2&DiRection=OutGoing')).direction, 'outbound');
  });

  test('a POST is as one GET with all that is in URL and body', async () => {
    const call = await eventOf('/?type=phonecall', { method: 'POST', headers: form, body: 'ani=1234&dnis=4355' });
    assert.deepEqual(said(call), { ani: '1234', dnis: '4355', type: 'phonecall', items: {} });
  });

  test('a key that is in both ends up comma-joined, the URL’s first', async () => {
    const call = await eventOf('/?ani=1&order=a', { method: 'POST', headers: form, body: 'order=b&ani=2' });
    assert.deepEqual(said(call), { ani: '1,2', dnis: undefined, type: '', items: { order: 'a,b' } });
  });

  test('a form without a content type is read all the same', async () => {
    assert.equal((await eventOf('/', { method: 'POST', headers: { 'content-length': '8' }, body: 'ani=1234' })).remote.number, '1234');
  });

  test('an icon that a browser asks for, and a request without a parameter, raise nothing', async () => {
    for (const path of ['/favicon.ico', '/FavIcon.ico?ani=1', '/', '/?', '/?=1&', '/any/path']) assert.equal((await announcing.send(path)).status, 200);
    assert.deepEqual(await settle(), []);
  });

  test('two requests in a row are two calls, in order, with ids of their own', async () => {
    await announcing.send('/?ani=1');
    await announcing.send('/?ani=2');
    const came = await settle();
    assert.deepEqual(
      came.map(({ remote }) => remote.number),
      ['1', '2'],
    );
    assert.notEqual(came[0]?.id, came[1]?.id);
  });

  test('requests over one connection are answered one after the other, and announced in order', async () => {
    const numbers = Array.from({ length: 20 }, (_, index) => String(index));
    const { port } = new URL(announcing.url);
    for (const number of numbers) await fetch(`http://127.0.0.1:${port}/?ani=${number}`);
    assert.deepEqual(
      (await settle()).map(({ remote }) => remote.number),
      numbers,
    );
  });
});

test('row 5: free keys and values arrive unchanged, whatever they are', async () => {
  const call = await eventOf('/?ani=1&CustomerId=49383433&empty=&S%C3%B6kord=%C3%A5+%26&constructor=x&state=CA&event=sale&sip%20uri=a%3Db');
  assert.deepEqual(call.data, { CustomerId: '49383433', empty: '', Sökord: 'å &', constructor: 'x', state: 'CA', event: 'sale', 'sip uri': 'a=b' });
});

test('row 6: ANI and DNIS are kept apart', async () => {
  const { remote, called, data } = await eventOf('/?dnis=4355&ani=1234');
  assert.deepEqual([remote, called, data], [{ number: '1234' }, { number: '4355' }, {}]);
});

/** Machines without IPv6 have no `::1`. */
const loopbacks = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .flatMap(({ address }) => (address === '127.0.0.1' || address === '::1' ? [address] : []));

test('row 4: the address is configurable: what is set answers, on both loopback addresses, and no other port', async () => {
  const [one, other] = await Promise.all([startAnnouncingLink(), startAnnouncingLink()]);
  const [onePort, otherPort] = [new URL(one.url).port, new URL(other.url).port];
  assert.notEqual(onePort, otherPort);
  await other.stop();
  const again = await startAnnouncingLink({ listener: { address: `http://localhost:${otherPort}/` } });
  assert.equal(again.url, `http://localhost:${otherPort}/`);
  for (const host of loopbacks) assert.equal((await send(again.url, '/?ani=1', { host })).status, 200, host);
  await one.stop();
  await assert.rejects(send(one.url, '/?ani=1'), { code: 'ECONNREFUSED' });

  const only = await startAnnouncingLink({ listener: { address: `http://127.0.0.1:${onePort}/` } });
  assert.equal((await send(only.url, '/')).status, 200);
  for (const host of loopbacks.filter((each) => each !== '127.0.0.1')) await assert.rejects(send(only.url, '/', { host }), { code: 'ECONNREFUSED' });
  await Promise.all([again.stop(), only.stop()]);
});

test('row 4: a port that is taken is a clear error that names listener.address, and nothing is left running', async () => {
  for (const host of ['localhost', ...loopbacks.map((each) => (each.includes(':') ? `[${each}]` : each))]) {
    const address = announcing.url.replace('localhost', host);
    await assert.rejects(startAnnouncingLink({ listener: { address } }), {
      code: 'UNREACHABLE',
      message: /^listener\.address: port \d+ of (127\.0\.0\.1|::1) is taken by another program\./,
      details: { key: 'listener.address', code: 'EADDRINUSE' },
    });
  }
});

test('a link without the section has no listener', async () => {
  const link = await startLink({ switch: createNoPhoneSystem(), gateway: { origins: [], tokens: tokenConfig }, http: { port: 0 }, log: { level: 'silent' } });
  assert.equal(link.listenerUrl, undefined);
  await link.stop();
});

test('the log and the counters tell what became of requests, without a number in them', async () => {
  const own = await startAnnouncingLink({ listener: { agents: { key: 'agentid' } } });
  await own.softphone('bert');
  for (const path of ['/?ani=%2B46702007722&agentid=bert&secret=x', '/?ani=%2B46702007722', '/favicon.ico']) await own.send(path);
  await until('the counters', async () => (await own.metric('ringframe_listener_requests_total')).length === 3);
  assert.deepEqual((await own.metric('ringframe_listener_requests_total')).sort(), [
    'ringframe_listener_requests_total{outcome="announced"} 1',
    'ringframe_listener_requests_total{outcome="empty"} 1',
    'ringframe_listener_requests_total{outcome="nobody"} 1',
  ]);
  const log = own.log.join('');
  assert.match(log, /"outcome":"announced","lines":1/);
  assert.doesNotMatch(log, /46702007722|bert|secret/);
  await own.stop();
});
