import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isCtiError } from '../../../src/index.ts';
import { checkConfig } from '../../../src/link/config.ts';
import { createPhonesSwitch } from '../link-gateway/phones-switch.ts';
import { tokenConfig } from '../link-gateway/tokens.ts';
import { clients } from './api-rig.ts';

const [client] = clients;
assert.ok(client);
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const hook = { url: 'https://crm.example/hook', secret };
const config = (api: unknown) => ({ switch: createPhonesSwitch(), gateway: { origins: [], tokens: tokenConfig }, api });
const withClient = (change: object) => config({ clients: [{ ...client, ...change }] });
const withHook = (change: object) => config({ clients, webhooks: [{ ...hook, ...change }] });

const bad: [unknown, string][] = [
  [config([]), 'api must be an object'],
  [config({}), 'api.clients must be a list of clients'],
  [config({ clients: [] }), 'api.clients must name a client'],
  [config({ clients, keys: [] }), 'api.keys is no key'],
  [config({ clients: [client, client] }), 'api.clients must not have the same name or key twice'],
  [config({ clients: [client, { ...client, name: 'other' }] }), 'api.clients must not have the same name or key twice'],
  [withClient({ name: 'a name with spaces' }), 'api.clients[0].name must be of letters'],
  [withClient({ key: 'short' }), 'api.clients[0].key must have 32'],
  [withClient({ key: `${'k'.repeat(32)} ` }), 'api.clients[0].key must have 32'],
  [withClient({ scopes: [] }), 'api.clients[0].scopes must name a scope'],
  [withClient({ scopes: ['admin'] }), 'api.clients[0].scopes[0] must be one of read, events'],
  [withClient({ agents: [] }), 'api.clients[0].agents must name an agent'],
  [withClient({ agents: ['one'] }), 'api.clients[0].scopes cannot have simulate together with agents'],
  [config({ clients, origins: ['*'] }), 'api.origins[0] must be an origin'],
  [withHook({ url: 'http://crm.example/hook' }), 'api.webhooks[0].url must be an https address'],
  [withHook({ url: 'https://user:hunter2@crm.example/hook' }), 'api.webhooks[0].url must have no user name'],
  [withHook({ url: 'https:' }), 'api.webhooks[0].url must be an https address'],
  [withHook({ secret: 'x'.repeat(40) }), 'api.webhooks[0].secret must be whsec_'],
  [withHook({ secret: 'whsec_AAAA' }), 'api.webhooks[0].secret must be whsec_'],
  [withHook({ events: ['calls'] }), 'api.webhooks[0].events[0] must be one of call'],
  [withHook({ events: [] }), 'api.webhooks[0].events must name a type'],
];

describe('a configuration of the API that is wrong', () => {
  for (const [value, problem] of bad) {
    test(`is refused with the key: ${problem}`, () => {
      assert.throws(
        () => checkConfig(value),
        (error) => {
          assert.ok(isCtiError(error, 'INVALID_ARGUMENT'));
          assert.ok(error.message.includes(problem), error.message);
          assert.doesNotMatch(error.message, /kkkk|hunter2|AAAA/);
          return true;
        },
      );
    });
  }
});

test('one that is right is taken as it is', () => {
  const right = config({
    clients,
    origins: ['https://crm.example'],
    webhooks: [
      { ...hook, events: ['call'], agents: ['one'] },
      { url: 'http://127.0.0.1:1/', secret },
    ],
  });
  assert.deepEqual(checkConfig(right), right);
});
