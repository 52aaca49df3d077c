/** Which requests `openCtiRoutes` answers, and with what. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRoutes } from '../../../src/opencti/create-routes.ts';

const scripts = {
  opencti: { text: 'opencti', etag: '"1"' },
  interaction: { text: 'interaction', etag: '"2"' },
  integration: { text: 'integration', etag: '"3"' },
};
const routes = createRoutes(scripts);
const ask = (path: string, init?: RequestInit) => routes(new Request(`https://crm.example${path}`, init));

describe('openCtiRoutes', () => {
  for (const [path, script] of [
    ['/support/api/57.0/lightning/opencti_min.js', 'opencti'],
    ['/support/api/54.0/lightning/opencti.js', 'opencti'],
    ['//support/api/57.0/lightning/opencti_min.js', 'opencti'],
    ['/support/api/31/interaction.js', 'interaction'],
    ['//support/api/62.0/interaction.js', 'interaction'],
    ['/support/console/33.0/integration.js', 'integration'],
    ['//support/console/40.0/integration.js', 'integration'],
    ['/support/api/v1.2-beta/interaction.js?nonce=1#x', 'interaction'],
  ] as const) {
    it(`serves ${path}`, async () => {
      const response = ask(path);
      assert.equal(response?.status, 200);
      assert.equal(await response.text(), script);
      const headers = Object.fromEntries(response.headers);
      assert.match(headers['cache-control'] ?? '', /^public, max-age=\d+/);
      delete headers['cache-control'];
      assert.deepEqual(headers, {
        'content-type': 'text/javascript; charset=utf-8',
        'cross-origin-resource-policy': 'cross-origin',
        etag: scripts[script].etag,
        'x-content-type-options': 'nosniff',
      });
    });
  }

  it('serves a server that took //support for a host', async () => {
    const misread = new Request(new URL('//support/api/57.0/lightning/opencti_min.js', 'http://127.0.0.1:8080'));
    assert.equal(new URL(misread.url).host, 'support');
    assert.equal(await routes(misread)?.text(), 'opencti');
  });

  for (const path of [
    '/',
    '/support/api/57.0/lightning/',
    '/support/api/57.0/lightning/opencti_max.js',
    '/support/api/57.0/lightning/opencti_min.js/',
    '/support/api/57.0/lightning/opencti_minXjs',
    '/support/api//interaction.js',
    '/support/api/57.0/x/interaction.js',
    '/support/api/57.0/integration.js',
    '/support/console/57.0/interaction.js',
    '/other/support/api/57.0/interaction.js',
    '///support/api/57.0/interaction.js',
    '/x?/support/api/57.0/interaction.js',
    '/SUPPORT/api/57.0/interaction.js',
    '/support/api/%2e%2e/%2e%2e/interaction.js',
  ]) {
    it(`leaves ${path} to the CRM`, () => {
      assert.equal(ask(path), undefined);
      assert.equal(ask(path, { method: 'POST' }), undefined);
    });
  }

  it('answers HEAD without the text', async () => {
    const response = ask('/support/api/57.0/interaction.js', { method: 'HEAD' });
    assert.equal(response?.status, 200);
    assert.equal(await response.text(), '');
    assert.equal(response.headers.get('etag'), '"2"');
  });

  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
    it(`refuses ${method}`, () => {
      const response = ask('/support/api/57.0/interaction.js', { method });
      assert.equal(response?.status, 405);
      assert.equal(response.headers.get('allow'), 'GET, HEAD');
    });
  }

  for (const [ifNoneMatch, status] of [
    ['"2"', 304],
    ['W/"2"', 304],
    ['"9", "2"', 304],
    ['*', 304],
    ['"1"', 200],
    ['2', 200],
    ['', 200],
  ] as const) {
    it(`answers If-None-Match: ${ifNoneMatch} with ${status}`, async () => {
      const response = ask('/support/api/57.0/interaction.js', { headers: { 'if-none-match': ifNoneMatch } });
      assert.equal(response?.status, status);
      assert.equal(response.headers.get('etag'), '"2"');
      assert.equal(await response.text(), status === 304 ? '' : 'interaction');
    });
  }
});
