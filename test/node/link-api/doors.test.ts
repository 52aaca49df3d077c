/** What the API lets in, and what it says to the rest. Whatever was done to it, the others keep working. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, afterEach, before, describe, test } from 'node:test';
import { until } from '../link-gateway/until.ts';
import { type ApiRig, startApiLink } from './api-rig.ts';

const page = 'https://crm.test';
const json = { 'content-type': 'application/json' };
let rig: ApiRig;
before(async () => {
  rig = await startApiLink({ api: { origins: [page] } });
});
after(() => rig.stop());
afterEach(async () => {
  const { status, body } = await rig.post('/agents/three/commands/setAgentState', { state: 'notReady' });
  assert.equal(status, 204, JSON.stringify(body));
});

describe('a key', () => {
  const wrong: [string, Record<string, string>][] = [
    ['none at all', {}],
    ['one nobody has', { authorization: `Bearer ${'x'.repeat(44)}` }],
    ['one that begins like another', { authorization: `Bearer all-${'k'.repeat(39)}` }],
    ['one without its scheme', { authorization: `all-${'k'.repeat(40)}` }],
    ['an empty one', { authorization: 'Bearer ' }],
    ['another scheme', { authorization: 'Basic YWxsOms=' }],
  ];
  for (const [what, headers] of wrong) {
    test(`${what}: 401, at every path, before anything is read`, async () => {
      for (const path of ['/agents', '/events', '/nothing']) {
        const response = await rig.fetch(path, { headers });
        assert.deepEqual([response.status, response.headers.get('www-authenticate')], [401, 'Bearer'], path);
        assert.equal(((await response.json()) as { code: string }).code, 'UNAUTHORIZED');
      }
      const posted = await rig.fetch('/agents/one/commands/dial', { method: 'POST', headers: { ...headers, ...json }, body: '{' });
      assert.equal(posted.status, 401);
    });
  }

  test('without the scope: 403 that names it', async () => {
    for (const [path, scope] of Object.entries({ '/agents/one/commands/logOut': 'control', '/announcements': 'announce', '/simulator/calls': 'simulate' })) {
      const { status, body } = await rig.post(path, {}, { as: 'reader' });
      assert.deepEqual([status, body.code, body.details], [403, 'UNAUTHORIZED', { scope }], path);
    }
    assert.equal((await rig.get('/agents', { as: 'listener' })).status, 403);
    assert.equal((await rig.get('/diagnostics/events', { as: 'reader' })).status, 403);
  });

  test('for some agents sees and does nothing of the others', async () => {
    const { body } = await rig.get('/agents', { as: 'one' });
    assert.deepEqual(
      (body.agents as unknown as { agentId: string }[]).map(({ agentId }) => agentId),
      ['one'],
    );
    for (const path of ['/agents/two', '/agents/two/calls', '/diagnostics/events?agent=two', '/events?agent=two', '/diagnostics/routing']) {
      assert.equal((await rig.get(path, { as: 'one' })).status, 403, path);
    }
    assert.equal((await rig.post('/agents/two/commands/setAgentState', { state: 'ready' }, { as: 'one' })).status, 403);
    assert.equal((await rig.post('/announcements', { ani: '1', agentIds: ['one', 'two'] }, { as: 'one' })).status, 403);
    assert.equal((await rig.post('/announcements', { ani: '1' }, { as: 'one' })).status, 403);
    assert.equal(rig.simulator.snapshot('two')?.agent.state, 'notReady');
  });
});

describe('a page', () => {
  test('of an origin that was configured is let in, with its preflight', async () => {
    const preflight = await rig.fetch('/agents', {
      method: 'OPTIONS',
      headers: { origin: page, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
    });
    assert.deepEqual([preflight.status, preflight.headers.get('access-control-allow-origin')], [204, page]);
    const { headers, status } = await rig.get('/agents', { headers: { origin: page } });
    assert.deepEqual([status, headers.get('access-control-allow-origin')], [200, page]);
    const refused = await rig.get('/nothing', { headers: { origin: page } });
    assert.deepEqual([refused.status, refused.headers.get('access-control-allow-origin')], [404, page], 'it may read why it was refused');
  });

  for (const origin of ['https://crm.test.evil.example', 'http://crm.test', 'null', 'https://CRM.test', 'https://crm.test:8443']) {
    test(`of ${origin} is refused, with and without a key`, async () => {
      const { status, body, headers } = await rig.post('/agents/one/commands/logOut', {}, { headers: { origin } });
      assert.deepEqual([status, body.code, headers.get('access-control-allow-origin')], [403, 'ORIGIN_REFUSED', null]);
      assert.equal((await rig.fetch('/openapi.json', { method: 'OPTIONS', headers: { origin } })).status, 403);
      assert.notEqual(rig.simulator.snapshot('one')?.agent.state, 'loggedOut');
    });
  }
});

describe('a request', () => {
  test('to a path there is not is 404, with a method that is not for it 405 and what is', async () => {
    assert.deepEqual([(await rig.get('/agentz')).status, (await rig.get('/agentz')).body.code], [404, 'METHOD_NOT_FOUND']);
    const get = await rig.get('/agents/one/commands/dial');
    assert.deepEqual([get.status, get.headers.get('allow')], [405, 'POST']);
    for (const method of ['DELETE', 'PUT', 'PATCH']) {
      const response = await rig.fetch('/agents', { method, headers: rig.authorization() });
      assert.deepEqual([response.status, response.headers.get('allow')], [405, 'GET'], method);
    }
    const head = await rig.fetch('/events', { method: 'HEAD', headers: rig.authorization() });
    assert.deepEqual([head.status, head.headers.get('allow')], [405, 'GET']);
    assert.deepEqual(await rig.metric('ringframe_api_streams '), ['ringframe_api_streams 0'], 'HEAD leaves no stream open');
  });

  test('whose body is no JSON in UTF-8, or of another type, is refused', async () => {
    const post = (body: BodyInit, type = 'application/json') =>
      rig.fetch('/agents/one/commands/dial', { method: 'POST', headers: { ...rig.authorization(), 'content-type': type }, body });
    for (const body of ['{', '{"number":"1"', 'number=1', '{"number":"1"}}', Buffer.from([0x22, 0xff, 0x22])]) assert.equal((await post(body)).status, 400);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp']) assert.equal((await post('{"number":"1"}', type)).status, 415);
    assert.equal((await post('{"number":"("}', 'application/json; charset=utf-8')).status, 422, 'the type may have parameters');
  });

  test('with a query nobody asked for is refused, rather than taken for what it is not', async () => {
    assert.equal((await rig.get('/diagnostics/events?agnet=one')).status, 400);
    assert.equal((await rig.get('/diagnostics/events?type=calls')).status, 400);
  });

  test('with a __proto__ in it changes no prototype, and none of its own members reach the phone system', async () => {
    const { status } = await rig.post('/agents/one/commands/setCallData', '{"callId":"x","data":{"__proto__":"y"}}');
    assert.equal(status, 400);
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  });

  test('that is too large is refused whether it says so or not, and is not read to its end', async () => {
    const large = JSON.stringify({ number: '1', data: { x: 'x'.repeat(300_000) } });
    assert.equal((await rig.post('/agents/one/commands/dial', large)).status, 413);
    const endless = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(65_536).fill(0x20)) });
    const response = await rig
      .fetch('/agents/one/commands/dial', { method: 'POST', headers: { ...rig.authorization(), ...json }, body: endless, duplex: 'half' } as RequestInit)
      .catch(() => undefined);
    // The answer may be lost with the connection it came on; the body is not read either way.
    if (response) assert.equal(response.status, 413);
  });

  test('that is no HTTP is closed', async () => {
    const socket = connect(rig.port, '127.0.0.1');
    socket.end('NONSENSE\r\n\r\n');
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk as Buffer);
    assert.match(Buffer.concat(chunks).toString(), /^HTTP\/1\.1 400 /);
  });

  test('of a client that asks too often is 429 with when to come back, and others are not touched', async () => {
    const refused = await until('a refusal', async () => {
      const answers = await Promise.all(Array.from({ length: 300 }, () => rig.get('/agents/one', { as: 'abuser' })));
      return answers.find(({ status }) => status === 429);
    });
    assert.deepEqual([refused.headers.get('retry-after'), refused.body.code], ['1', 'RATE_LIMITED']);
    assert.equal((await rig.get('/agents/one')).status, 200);
  });

  test('beyond the sixty-fourth of a client that waits for the phone system is 429', async () => {
    const slow = await startApiLink({ simulator: { times: { commandMs: 1_000 } } });
    try {
      const answers = await Promise.all(
        Array.from({ length: 70 }, () => slow.post('/agents/one/commands/setAgentState', { state: 'notReady' }, { as: 'abuser' })),
      );
      assert.equal(answers.filter(({ status }) => status === 429).length, 6);
      assert.equal((await slow.get('/agents/one', { as: 'abuser' })).status, 200);
    } finally {
      await slow.stop();
    }
  });
});

test('neither keys nor numbers nor names are in the log', async () => {
  await rig.post('/agents/one/commands/dial', { number: '+46800000001' });
  await rig.post('/simulator/calls', { from: '+46700000042', to: '101', name: 'Alder Finch' });
  for (const { id } of rig.simulator.snapshotAll().calls) rig.simulator.dropCall(id);
  const log = rig.log.join('\n');
  assert.ok(log.length > 0);
  assert.doesNotMatch(log, /46800000001|46700000042|Finch|kkkk/);
});

test('a link that stops answers what is under way, and refuses the rest', async () => {
  const stopping = await startApiLink({ simulator: { times: { commandMs: 60_000 } } });
  const ask = () => stopping.post('/agents/one/commands/setAgentState', { state: 'ready' }, { headers: { 'idempotency-key': 'k' } });
  const waiting = ask();
  await until('it is under way', async () => (await ask()).status === 409);
  await stopping.stop();
  const { status, body } = await waiting;
  assert.deepEqual([status, body.code], [503, 'ABORTED']);
  await assert.rejects(stopping.get('/agents'));
});
