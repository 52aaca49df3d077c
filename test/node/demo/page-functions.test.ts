import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatDay, formatDuration, initials } from '../../../demo/crm/page/format.ts';
import { pathOf, type Route, routeOf } from '../../../demo/crm/page/route.ts';
import { contactIdOf, recordIdOf } from '../../../demo/crm/record-id.ts';
import { problemsOf } from '../../../demo/softphone/settings.ts';

const route = (path: string) => routeOf(new URL(path, 'http://localhost:4600'));

describe('addresses of the CRM', () => {
  it('lead to their view, and back', () => {
    const routes: Exclude<Route, { view: 'unknown' }>[] = [
      { view: 'contacts', query: '' },
      { view: 'contacts', query: '+46 8 465 & "x"' },
      { view: 'contacts', query: '^7661', match: 'exact' },
      { view: 'contacts', query: '7661', match: 'suffix', template: 'a-b' },
      { view: 'contact', id: 17 },
      { view: 'newRequest', values: {} },
      { view: 'newRequest', values: { template: 'a-b', number: '+46846500412', contact: 17 } },
      { view: 'calls' },
      { view: 'newContact', values: {} },
      { view: 'newContact', values: { lastName: 'Ö & O', number: '+46846500412' } },
    ];
    for (const expected of routes) assert.deepEqual(route(pathOf(expected)), expected);
  });

  it('are unknown when they are not of this CRM', () => {
    for (const path of ['/contacts/0', '/contacts/x', '/contacts/1/2', '/contacts/9999999999', '/admin']) assert.deepEqual(route(path), { view: 'unknown' });
  });

  it('may be those of a launch URL, whose parameters are not theirs', () => {
    for (const path of ['/webfront/CTI.aspx', '/cti.aspx?templateid=x']) assert.deepEqual(route(path), { view: 'contacts', query: '' });
  });

  it('fill in known fields only', () => {
    assert.deepEqual(route('/contacts/new?number=1&__proto__=x&isAdmin=1'), { view: 'newContact', values: { number: '1' } });
  });

  it('name records that only contacts have', () => {
    assert.equal(contactIdOf(recordIdOf(17)), 17);
    for (const id of ['contact/', 'contact/0', 'contact/1x', 'account/1', '../contact/1', 'contact/99999999999']) assert.equal(contactIdOf(id), undefined);
  });
});

describe('values as people read them', () => {
  it('durations', () => {
    assert.deepEqual([0, 42, 59.6, 187, 3_720].map(formatDuration), ['0 s', '42 s', '1 min 00 s', '3 min 07 s', '1 h 02 min']);
  });
  it('days', () => {
    const now = new Date(2026, 10, 20, 0, 10).getTime();
    assert.equal(formatDay(now, now), 'Today');
    assert.equal(formatDay(now - 20 * 60_000, now), 'Yesterday');
    assert.match(formatDay(now - 3 * 86_400_000, now), /2026/);
  });
  it('initials', () => {
    assert.deepEqual(['Åsa von Birchburn', 'Prince', '', '𝒜da Ash'].map(initials), ['ÅB', 'P', '', '𝒜A']);
  });
});

describe('settings of the softphone', () => {
  const good = { server: 'wss://pbx.example/ws', user: 'alice', password: '', displayName: '', country: 'GB' };
  it('are checked before they are tried', () => {
    assert.deepEqual(problemsOf(good), {});
    assert.deepEqual(problemsOf({ ...good, country: '', server: 'ws://127.0.0.1:4604' }), {});
    for (const server of ['', 'pbx.example', 'https://pbx.example', 'javascript:alert(1)']) assert.ok(problemsOf({ ...good, server }).server);
    for (const user of ['', 'alice@pbx', 'al ice', 'sip:alice', '<alice>']) assert.ok(problemsOf({ ...good, user }).user);
    for (const country of ['G', 'GBR', 'gb', '12']) assert.ok(problemsOf({ ...good, country }).country);
  });
});
