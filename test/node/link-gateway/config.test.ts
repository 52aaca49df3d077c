import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { request } from 'node:http';
import { describe, test } from 'node:test';
import { isCtiError } from '../../../src/index.ts';
import { checkConfig } from '../../../src/link/config.ts';
import { startLink } from '../../../src/link/start-link.ts';
import { createPhonesSwitch } from './phones-switch.ts';
import { origin, startGateway } from './start-gateway.ts';
import { tokenConfig } from './tokens.ts';

const good = { switch: createPhonesSwitch(), gateway: { origins: [origin], tokens: tokenConfig }, http: { port: 0 } };
const { gateway } = good;
const { secret: _, ...keyless } = tokenConfig;
const tokens = (change: object) => ({ ...good, gateway: { ...gateway, tokens: { ...tokenConfig, ...change } } });

const pem = (key: { publicKey: KeyObject }) => key.publicKey.export({ type: 'spki', format: 'pem' }) as string;
const rsa = pem(generateKeyPairSync('rsa', { modulusLength: 2_048 }));
const shortRsa = pem(generateKeyPairSync('rsa', { modulusLength: 1_024 }));
const p256 = pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }));
const ed25519 = pem(generateKeyPairSync('ed25519'));
const keyed = (publicKey: string, ...algorithms: string[]) => ({ ...good, gateway: { ...gateway, tokens: { ...keyless, publicKey, algorithms } } });

const bad: [unknown, string][] = [
  [undefined, 'the configuration must be an object'],
  [{ ...good, switch: {} }, 'switch must be a switch'],
  [{ ...good, gatway: {} }, 'gatway is no key of the configuration'],
  [{ switch: good.switch }, 'gateway must be an object'],
  [{ ...good, gateway: { ...gateway, origins: ['https://phone.example/'] } }, 'gateway.origins[0] must be an origin'],
  [{ ...good, gateway: { ...gateway, origins: [origin, '*'] } }, 'gateway.origins[1] must be an origin'],
  [{ ...good, gateway: { ...gateway, path: 'softphone' } }, 'gateway.path must be a path'],
  [{ ...good, gateway: { ...gateway, heartbeatMs: '5s' } }, 'gateway.heartbeatMs must be a whole number'],
  [{ ...good, gateway: { ...gateway, capabilities: ['fly'] } }, 'gateway.capabilities[0] must be the name of a command'],
  [{ ...good, gateway: { ...gateway, whenGone: 'leave' } }, 'gateway.whenGone must be one of notReady, stay'],
  [tokens({ secret: 'too short' }), 'gateway.tokens.secret must have at least 32 characters'],
  [tokens({ issuer: undefined }), 'gateway.tokens.issuer must be a text'],
  [tokens({ algorithms: [] }), 'gateway.tokens.algorithms must name at least one'],
  [tokens({ algorithms: ['none'] }), 'gateway.tokens.algorithms must be of HS256'],
  [tokens({ algorithms: ['RS256'] }), 'gateway.tokens.algorithms must be of HS256'],
  [tokens({ publicKey: '-----BEGIN PUBLIC KEY-----' }), 'gateway.tokens must have exactly one of'],
  [{ ...good, gateway: { ...gateway, tokens: keyless } }, 'gateway.tokens must have exactly one of'],
  [{ ...good, gateway: { ...gateway, tokens: { ...keyless, jwksUrl: 'http://keys.example/jwks.json' } } }, 'gateway.tokens.jwksUrl must be an https address'],
  [keyed('-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----', 'ES256'), 'gateway.tokens.publicKey must be the PEM of a public key'],
  [keyed(p256.replaceAll('\n', ' '), 'ES256'), 'gateway.tokens.publicKey must be the PEM of a public key'],
  [keyed(rsa, 'ES256'), 'gateway.tokens.algorithms must fit publicKey'],
  [keyed(rsa, 'RS256', 'ES256'), 'gateway.tokens.algorithms must fit publicKey'],
  [keyed(shortRsa, 'RS256'), 'gateway.tokens.algorithms must fit publicKey'],
  [keyed(p256, 'ES384'), 'gateway.tokens.algorithms must fit publicKey'],
  [keyed(ed25519, 'ES256'), 'gateway.tokens.algorithms must fit publicKey'],
  [
    { ...good, gateway: { ...gateway, tokens: { ...keyless, jwksUrl: 'https://user:hunter2@keys.example/' } } },
    'gateway.tokens.jwksUrl must have no user name',
  ],
  [{ ...good, http: { port: 70_000 } }, 'http.port must be a whole number from 0 to 65535'],
  [{ ...good, log: { level: 'loud' } }, 'log.level must be one of'],
];

describe('a configuration that is wrong', () => {
  for (const [config, problem] of bad) {
    test(`is refused with the key: ${problem}`, () => {
      assert.throws(
        () => checkConfig(config),
        (error: unknown) => {
          assert.ok(isCtiError(error, 'INVALID_ARGUMENT'));
          assert.ok(error.message.includes(problem), error.message);
          assert.doesNotMatch(error.message, /too short|a secret of the tests/);
          return true;
        },
      );
    });
  }

  test('is told whole: every key that is wrong, at once', () => {
    assert.throws(() => checkConfig({ ...good, http: { port: -1, hots: 'x' }, log: { agents: 'no' } }), {
      details: {
        problems: ['http.port must be a whole number from 0 to 65535', 'http.hots is no key of the configuration', 'log.agents must be true or false'],
      },
    });
  });
});

test('a configuration that is right is taken as it is', async () => {
  assert.deepEqual(checkConfig(good), good);
  for (const config of [keyed(rsa, 'RS256', 'PS512'), keyed(p256, 'ES256'), keyed(ed25519, 'EdDSA', 'Ed25519')]) {
    await (await startLink({ ...config, switch: createPhonesSwitch(), log: { level: 'silent' } })).stop();
  }
});

test('a port that is taken is an error that names the key, and nothing is left running', async () => {
  const first = await startGateway();
  await assert.rejects(startLink({ ...good, http: { port: first.link.port } }), {
    code: 'UNREACHABLE',
    message: /http\.port \d+ .* is taken by another program/,
  });
  await first.link.stop();
});

test('health and metrics say how it stands; metrics ask for a token where one is set', async () => {
  const running = await startLink({ ...good, switch: createPhonesSwitch(), http: { port: 0, metricsToken: 'a token for scrapers' }, log: { level: 'silent' } });
  const health = await (await fetch(`${running.url}/healthz`)).json();
  assert.deepEqual(health, { status: 'ok', phoneSystem: 'up' });
  const metrics = (authorization?: string) => fetch(`${running.url}/metrics`, { headers: authorization ? { authorization } : {} });
  assert.equal((await metrics()).status, 401);
  assert.equal((await metrics('Bearer a token for scraperz')).status, 401);
  const text = await (await metrics('Bearer a token for scrapers')).text();
  assert.deepEqual(text.match(/^ringframe_softphones.*$/gm), ['ringframe_softphones{state="connected"} 0', 'ringframe_softphones{state="waiting"} 0']);
  await Promise.all([running.stop(), running.stop()]);
  await assert.rejects(fetch(`${running.url}/healthz`));
});

test('metrics without a token are not for pages whose name was made to lead to this machine', async () => {
  const running = await startLink({ ...good, switch: createPhonesSwitch(), http: { port: 0 }, log: { level: 'silent' } });
  // fetch() sets the header Host itself.
  const askedAs = (host: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      request(`${running.url}/metrics`, { headers: { host } }, (response) => resolve(response.resume().statusCode))
        .once('error', reject)
        .end();
    });
  for (const [host, status] of [
    ['rebound.example', 403],
    [`localhost.rebound.example:${running.port}`, 403],
    [`127.0.0.1.rebound.example:${running.port}`, 403],
    [`localhost:${running.port}`, 200],
    [`127.0.0.1:${running.port}`, 200],
    [`[::1]:${running.port}`, 200],
  ] as const)
    assert.equal(await askedAs(host), status, host);
  await running.stop();
});
