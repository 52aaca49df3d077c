import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type SipServer, type SipServerEvent, startSipServer } from '../../../demo/sip-server/sip-server.ts';
import { answerChallenge, connect, random } from './sip-client.ts';
import { until } from './until.ts';

describe('the registrar', () => {
  let server: SipServer;
  const events: SipServerEvent[] = [];
  before(async () => {
    const users = Object.fromEntries(['alice', 'bob', 'carol', 'dave', 'erin', 'frank', 'grace', 'heidi', 'ivan'].map((user) => [user, `${user}-secret`]));
    server = await startSipServer({ users, timers: { sweepMs: 50, minExpiresSeconds: 1 }, onEvent: (event) => events.push(event) });
  });
  after(() => server.close());
  const uris = (user: string) => server.contacts(user).map(({ uri }) => uri);

  it('challenges with 401, then registers and lists the contact with the seconds left', async () => {
    const alice = await connect(server.url, { user: 'alice' });
    alice.send('REGISTER', 'sip:localhost', { to: '<sip:alice@localhost>' });
    const challenge = await alice.nextResponse(401);
    assert.match(challenge.get('WWW-Authenticate'), /^Digest realm="ringframe\.demo", nonce="[^"]+", algorithm=MD5, qop="auth"$/);
    const ok = await alice.register(120);
    assert.equal(ok.get('Contact'), `<${alice.contact}>;expires=120`);
    assert.deepEqual(server.contacts('alice'), [{ uri: alice.contact, account: 'alice', expiresInSeconds: 120 }]);
    assert.ok(events.some((event) => event.type === 'registered' && event.user === 'alice'));
  });

  it('refuses a wrong password and an unknown user alike', async () => {
    for (const [user, password] of [
      ['alice', 'wrong'],
      ['nobody', 'any'],
      ['__proto__', 'any'],
      ['constructor', 'any'],
    ] as const) {
      const client = await connect(server.url, { user, password });
      const answer = await client.register();
      assert.equal(answer.status, 401);
      assert.doesNotMatch(answer.get('WWW-Authenticate'), /stale/);
      assert.equal(
        server.contacts(user).some(({ uri }) => uri === client.contact),
        false,
      );
    }
  });

  it('keeps several devices of one user, and drops each with its socket', async () => {
    const first = await connect(server.url, { user: 'bob' });
    const second = await connect(server.url, { user: 'bob' });
    await first.register();
    assert.equal((await second.register()).all('Contact').length, 2);
    await first.close();
    await until(() => uris('bob').length === 1);
    assert.deepEqual(uris('bob'), [second.contact]);
    second.socket.terminate();
    await until(() => events.some((event) => event.type === 'unregistered' && event.user === 'bob'));
    assert.deepEqual(uris('bob'), []);
  });

  it('takes the expiry of the contact before that of the message, and shortens what is too long', async () => {
    const carol = await connect(server.url, { user: 'carol' });
    const register = (contact: string, expires: string) =>
      carol.request('REGISTER', 'sip:localhost', { to: '<sip:carol@localhost>', headers: [`Contact: ${contact}`, `Expires: ${expires}`] });
    const other = `sip:${random()}@other.invalid`;
    const answer = await register(`<${other}>;expires=33`, '99999');
    assert.deepEqual(answer.all('Contact').sort(), [`<${carol.contact}>;expires=3600`, `<${other}>;expires=33`].sort());
  });

  it('unregisters one contact with expires 0 and all with *', async () => {
    const dave = await connect(server.url, { user: 'dave' });
    const twin = await connect(server.url, { user: 'dave' });
    await dave.register();
    await twin.register();
    assert.equal((await dave.register(0)).all('Contact').length, 1);
    assert.deepEqual(uris('dave'), [twin.contact]);
    const all = await dave.request('REGISTER', 'sip:localhost', { to: '<sip:dave@localhost>', contact: '*', headers: ['Expires: 0'] });
    assert.equal(all.status, 200);
    assert.deepEqual(all.all('Contact'), []);
    assert.deepEqual(uris('dave'), []);
  });

  it('refuses * with an expiry or beside another contact', async () => {
    const dave = await connect(server.url, { user: 'dave' });
    await dave.register();
    for (const options of [{ contact: '*', headers: ['Expires: 60'] }, { contact: '*' }, { headers: ['Contact: *', 'Expires: 0'] }]) {
      assert.equal((await dave.request('REGISTER', 'sip:localhost', { to: '<sip:dave@localhost>', ...options })).status, 400);
    }
    assert.deepEqual(uris('dave'), [dave.contact]);
  });

  it('forgets a contact when its time is over, and says so', async () => {
    const erin = await connect(server.url, { user: 'erin' });
    await erin.register(1);
    assert.equal(uris('erin').length, 1);
    await until(() => events.some((event) => event.type === 'unregistered' && event.user === 'erin'));
    assert.deepEqual(uris('erin'), []);
  });

  it('refuses too short a time with 423 and Min-Expires', async () => {
    const strict = await startSipServer({ users: { erin: 'erin-secret' }, timers: { minExpiresSeconds: 60 } });
    const erin = await connect(strict.url, { user: 'erin' });
    const answer = await erin.register(59);
    assert.deepEqual([answer.status, answer.get('Min-Expires')], [423, '60']);
    assert.equal((await erin.register(60)).status, 200);
    assert.equal((await erin.register(0)).status, 200);
    await strict.close();
  });

  it('replaces the contact of the same device on a new socket', async () => {
    const headers = (contact: string) => [`Contact: <${contact}>;+sip.instance="<urn:uuid:00000000-0000-4000-8000-000000000001>";reg-id=1`];
    const register = async () => {
      const client = await connect(server.url, { user: 'frank' });
      const contact = `sip:${random()}@frank.invalid`;
      await client.request('REGISTER', 'sip:localhost', { to: '<sip:frank@localhost>', contact: '', headers: headers(contact) });
      return contact;
    };
    await register();
    const latest = await register();
    assert.deepEqual(uris('frank'), [latest]);
  });

  it('registers nobody for the address of another', async () => {
    const grace = await connect(server.url, { user: 'grace' });
    for (const options of [
      { to: '<sip:heidi@localhost>' },
      { from: `<sip:heidi@localhost>;tag=${random()}`, to: '<sip:grace@localhost>' },
      { to: '<sip:+4612345@localhost>' },
    ]) {
      assert.equal((await grace.request('REGISTER', 'sip:localhost', options)).status, 403);
    }
    assert.deepEqual(uris('heidi'), []);
  });

  it('gives nobody the contact of another, and nobody more contacts than agreed', async () => {
    const grace = await connect(server.url, { user: 'grace' });
    await grace.register();
    const heidi = await connect(server.url, { user: 'heidi', contact: grace.contact });
    assert.equal((await heidi.register()).status, 403);
    const many = Array.from({ length: 11 }, (_, i) => `Contact: <sip:${i}@many.invalid>`);
    assert.equal((await grace.request('REGISTER', 'sip:localhost', { to: '<sip:grace@localhost>', headers: many })).status, 403);
    assert.deepEqual(uris('grace'), [grace.contact]);
  });

  it('changes nothing when one of several contacts is malformed', async () => {
    const grace = await connect(server.url, { user: 'grace' });
    const before = uris('grace');
    assert.equal((await grace.request('REGISTER', 'sip:localhost', { to: '<sip:grace@localhost>', headers: ['Contact: nonsense'] })).status, 400);
    assert.deepEqual(uris('grace'), before);
  });

  it('believes a nonce once per count, and on its own socket', async () => {
    const ivan = await connect(server.url, { user: 'ivan' });
    const register = async (authorization: string, client = ivan) => {
      client.send('REGISTER', 'sip:localhost', { to: '<sip:ivan@localhost>', headers: [`Authorization: ${authorization}`] });
      return client.next(({ status }) => status >= 200, 'answer to REGISTER');
    };
    ivan.send('REGISTER', 'sip:localhost', { to: '<sip:ivan@localhost>' });
    const challenge = (await ivan.nextResponse(401)).get('WWW-Authenticate');
    const credentials = { user: 'ivan', password: 'ivan-secret', method: 'REGISTER', uri: 'sip:localhost' };
    const first = answerChallenge(challenge, credentials);
    assert.equal((await register(first)).status, 200);
    assert.match((await register(first)).get('WWW-Authenticate'), /stale=true/, 'a recorded header is of no use');
    assert.equal((await register(answerChallenge(challenge, { ...credentials, nc: '00000002' }))).status, 200);
    const thief = await connect(server.url, { user: 'ivan' });
    assert.match((await register(answerChallenge(challenge, { ...credentials, nc: '00000003' }), thief)).get('WWW-Authenticate'), /stale=true/);
  });

  it('believes a nonce for a limited time', async () => {
    const brief = await startSipServer({ users: { ivan: 'ivan-secret' }, timers: { nonceLifetimeMs: 0 } });
    const ivan = await connect(brief.url, { user: 'ivan' });
    const answer = await ivan.register();
    assert.equal(answer.status, 401);
    assert.match(answer.get('WWW-Authenticate'), /stale=true/);
    await brief.close();
  });

  it('refuses a digest made for another request', async () => {
    const ivan = await connect(server.url, { user: 'ivan' });
    const before = uris('ivan');
    ivan.send('REGISTER', 'sip:localhost', { to: '<sip:ivan@localhost>' });
    const challenge = (await ivan.nextResponse(401)).get('WWW-Authenticate');
    const authorization = answerChallenge(challenge, { user: 'ivan', password: 'ivan-secret', method: 'REGISTER', uri: 'sip:elsewhere' });
    ivan.send('REGISTER', 'sip:localhost', { to: '<sip:ivan@localhost>', headers: [`Authorization: ${authorization}`] });
    await ivan.nextResponse(401);
    assert.deepEqual(uris('ivan'), before);
  });

  it('uses SHA-256 when told to', async () => {
    const modern = await startSipServer({ users: { alice: 'x' }, algorithm: 'SHA-256' });
    const alice = await connect(modern.url, { user: 'alice' });
    alice.send('REGISTER', 'sip:localhost', { to: '<sip:alice@localhost>' });
    assert.match((await alice.nextResponse(401)).get('WWW-Authenticate'), /algorithm=SHA-256/);
    await modern.close();
  });
});
