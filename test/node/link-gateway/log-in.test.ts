import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { SignJWT } from 'jose';
import { enter, openSocket, sayHello } from './raw-softphone.ts';
import { origin, startGateway, type TestGateway } from './start-gateway.ts';
import { secret, signToken, tokenConfig } from './tokens.ts';

let gateway: TestGateway;
before(async () => {
  gateway = await startGateway();
  await gateway.addAgent('anna');
  await gateway.addAgent('bert');
});
after(() => gateway.link.stop());

const ended = async (url: string, hello: Parameters<typeof sayHello>[2] = {}) => {
  const softphone = await openSocket(url);
  await sayHello(softphone, 'anna', hello);
  const end = await softphone.next('ended');
  await softphone.closed();
  assert.ok(!softphone.heard.some(({ type }) => type === 'welcome'));
  return end;
};

describe('a softphone that says hello', () => {
  test('with a good token is welcomed with all that is true of its line', async () => {
    const { welcome, socket } = await enter(gateway.socketUrl, 'anna', { origin });
    const { session: _, snapshot, capabilities, ...rest } = welcome;
    assert.deepEqual(rest, { type: 'welcome', protocol: 1, agentId: 'anna', resumed: false, seq: 0, heartbeatMs: 5_000, status: { state: 'up' } });
    assert.deepEqual([snapshot?.address, snapshot?.agent.state, snapshot?.calls], ['ext-anna', 'ready', []]);
    assert.equal(capabilities.length, gateway.phoneSystem.capabilities.length);
    socket.close();
  });

  const none = (claims: object) => [{ alg: 'none' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const expiry = Math.floor(Date.now() / 1_000) + 600;
  const bad: [string, () => Promise<Parameters<typeof sayHello>[2]>, RegExp][] = [
    ['forged with another secret', async () => ({ secret: 'another secret, which is not the one of this link' }), /not one this link can believe/],
    ['that has expired', async () => ({ expiresIn: -60 }), /expired/],
    ['for another audience', async () => ({ audience: 'somebody else' }), /aud/],
    ['of another issuer', async () => ({ issuer: 'https://evil.test' }), /iss/],
    ['signed with another algorithm of the same secret', async () => ({ algorithm: 'HS512' }), /algorithm/],
    [
      'that is not signed at all',
      async () => ({ token: `${none({ sub: 'anna', iss: tokenConfig.issuer, aud: tokenConfig.audience, exp: expiry })}.` }),
      /algorithm/,
    ],
    ['that is not valid yet', async () => ({ token: await later() }), /nbf/],
    ['without an expiry', async () => ({ token: await unlimited() }), /exp/],
    ['that names nobody', async () => ({ token: await signToken('') }), /no agent|sub/],
    ['for another agent than the page takes it for', async () => ({ agentId: 'bert' }), /another agent/],
    ['that is no token', async () => ({ token: 'a.b.c' }), /not one this link can believe/],
  ];
  const unsigned = () =>
    new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setSubject('anna').setIssuer(tokenConfig.issuer).setAudience(tokenConfig.audience);
  const unlimited = () => unsigned().sign(new TextEncoder().encode(secret));
  const later = () =>
    unsigned()
      .setExpirationTime(expiry)
      .setNotBefore(expiry - 60)
      .sign(new TextEncoder().encode(secret));

  for (const [which, hello, why] of bad) {
    test(`with a token ${which} is told so and gets nothing`, async () => {
      const { reason, message, retryAfterMs } = await ended(gateway.socketUrl, await hello());
      assert.equal(reason, 'unauthorized');
      assert.match(message, why);
      assert.equal(retryAfterMs, undefined, 'trying again would not help');
    });
  }

  test('as an agent the phone system does not have is told so', async () => {
    const softphone = await openSocket(gateway.socketUrl);
    await sayHello(softphone, 'nobody');
    assert.equal((await softphone.next('ended')).reason, 'unknownAgent');
  });

  test('in a version the link does not speak is told which it does', async () => {
    const { reason, message } = await ended(gateway.socketUrl, { protocol: [7] });
    assert.equal(reason, 'version');
    assert.match(message, /version 1 /);
  });

  test('from a page of a foreign origin does not even get a socket', async () => {
    for (const foreign of ['https://evil.test', `${origin}.evil.test`, 'null', `${origin}:8443`, origin.replace('https', 'http')]) {
      await assert.rejects(openSocket(gateway.socketUrl, { origin: foreign }), /refused with 403/);
      const poll = await fetch(gateway.pollUrl, { method: 'POST', headers: { origin: foreign, 'content-type': 'application/json' }, body: '{"messages":[]}' });
      assert.equal(poll.status, 403);
      assert.equal(poll.headers.get('access-control-allow-origin'), null);
    }
  });

  test('at another address gets no socket', async () => {
    await assert.rejects(openSocket(`ws://127.0.0.1:${gateway.link.port}/elsewhere`), /refused with 404/);
  });
});

test('with a public key, a token signed with that key as if it were a shared secret is refused', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const { issuer, audience } = tokenConfig;
  const other = await startGateway({ tokens: { issuer, audience, algorithms: ['ES256'], publicKey: pem } });
  try {
    await other.addAgent('anna');
    const good = await new SignJWT({})
      .setProtectedHeader({ alg: 'ES256' })
      .setSubject('anna')
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime('10m')
      .sign(privateKey);
    const { socket } = await enter(other.socketUrl, 'anna', { token: good });
    socket.close();
    assert.equal((await ended(other.socketUrl, { secret: pem })).reason, 'unauthorized');
  } finally {
    await other.link.stop();
  }
});
