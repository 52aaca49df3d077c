/** Keys that somebody else publishes, may change at any time, and may fail to. */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { WebSocket } from 'ws';
import { KEYS_COOLDOWN_MS, KEYS_MAX_AGE_MS } from '../../../src/link/gateway/limits.ts';
import { linkPhone } from '../../../src/phone/link/index.ts';
import { enter, openSocket, sayHello } from './raw-softphone.ts';
import { startGateway, type TestGateway } from './start-gateway.ts';
import { tokenConfig } from './tokens.ts';
import { until } from './until.ts';

const { issuer, audience } = tokenConfig;

interface Signer {
  jwk: JWK;
  sign(agentId: string): Promise<string>;
}
const createSigner = async (kid: string): Promise<Signer> => {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  return {
    jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' },
    sign: (agentId) =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'ES256', kid })
        .setSubject(agentId)
        .setIssuer(issuer)
        .setAudience(audience)
        .setExpirationTime(Math.floor(Date.now() / 1_000) + 600)
        .sign(privateKey),
  };
};

/** What the server of keys answers. */
let keys: JWK[] | 'broken' | 'nonsense' | 'silent';
let fetched: number;
let server: Server;
let gateway: TestGateway;
let one: Signer;
let other: Signer;

beforeEach(async () => {
  mock.timers.enable({ apis: ['Date'], now: Date.now() });
  [one, other] = [await createSigner('one'), await createSigner('other')];
  [keys, fetched] = [[one.jwk], 0];
  server = createServer((_, response) => {
    fetched += 1;
    if (keys === 'silent') return response.destroy();
    response.statusCode = keys === 'broken' ? 503 : 200;
    response.setHeader('content-type', 'application/json');
    response.end(keys === 'broken' || keys === 'nonsense' ? '{"keys": 7}' : JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`;
  gateway = await startGateway({ tokens: { issuer, audience, algorithms: ['ES256'], jwksUrl } });
  await gateway.addAgent('anna');
});
afterEach(async () => {
  mock.timers.reset();
  await gateway.link.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const welcomed = async (signer: Signer) => {
  const { socket } = await enter(gateway.socketUrl, 'anna', { token: await signer.sign('anna') });
  socket.close();
};
const refused = async (signer: Signer) => {
  const softphone = await openSocket(gateway.socketUrl);
  await sayHello(softphone, 'anna', { token: await signer.sign('anna') });
  const { reason, retryAfterMs } = await softphone.next('ended');
  return [reason, retryAfterMs !== undefined];
};

describe('keys of a jwksUrl', () => {
  test('are fetched with the first token, and not with each', async () => {
    assert.equal(fetched, 0);
    await welcomed(one);
    await welcomed(one);
    assert.equal(fetched, 1);
  });

  test('are fetched anew for a token with one that is not known', async () => {
    await welcomed(one);
    keys = [other.jwk];
    mock.timers.tick(KEYS_COOLDOWN_MS + 1);
    await welcomed(other);
    assert.equal(fetched, 2);
    assert.deepEqual(await refused(one), ['uncheckable', true], 'the one that was withdrawn');
  });

  test('are not fetched for each token that names one nobody has, and who may have a new one is asked to come back', async () => {
    await welcomed(one);
    for (let attempt = 0; attempt < 5; attempt++) assert.deepEqual(await refused(other), ['uncheckable', true]);
    assert.equal(fetched, 1);
    mock.timers.tick(KEYS_COOLDOWN_MS + 1);
    assert.deepEqual(await refused(other), ['unauthorized', false], 'asked for anew, and still not there');
    assert.equal(fetched, 2);
  });

  test('that were withdrawn are believed no longer than ten minutes', async () => {
    await welcomed(one);
    keys = [other.jwk];
    mock.timers.tick(KEYS_MAX_AGE_MS + 1);
    assert.deepEqual(await refused(one), ['unauthorized', false]);
  });

  for (const trouble of ['broken', 'nonsense', 'silent'] as const) {
    test(`whose server is ${trouble} leave softphones waiting, not refused`, async () => {
      keys = trouble;
      const phone = linkPhone({ url: gateway.socketUrl, token: () => one.sign('anna'), reconnect: () => 20, WebSocket });
      await assert.rejects(phone.connect(), { code: 'UNREACHABLE', message: /keys .* cannot be fetched/ });
      assert.equal(phone.status.state, 'reconnecting');
      keys = [one.jwk];
      await until('the phone to be ready', () => phone.status.state === 'ready');
      await phone.dispose();
    });
  }

  test('that are known serve while their server is down', async () => {
    await welcomed(one);
    keys = 'silent';
    mock.timers.tick(KEYS_COOLDOWN_MS + 1);
    await welcomed(one);
  });
});
