import assert from 'node:assert/strict';
import { it } from 'node:test';
import { browserCommand } from '../../../demo/server/open-browser.ts';

const URL = 'http://localhost:4600';

it('opens the browser of the platform', () => {
  assert.deepEqual(browserCommand(URL, 'linux', { DISPLAY: ':0' }), ['xdg-open', URL]);
  assert.deepEqual(browserCommand(URL, 'linux', { WAYLAND_DISPLAY: 'wayland-0' }), ['xdg-open', URL]);
  assert.deepEqual(browserCommand(URL, 'darwin', {}), ['open', URL]);
  assert.equal(browserCommand(URL, 'win32', {})?.[0], 'cmd');
});

it('opens nothing where nobody would see it', () => {
  assert.equal(browserCommand(URL, 'linux', {}), undefined);
  assert.equal(browserCommand(URL, 'linux', { DISPLAY: ':0', CI: 'true' }), undefined);
  assert.equal(browserCommand(URL, 'darwin', { CI: '1' }), undefined);
});
