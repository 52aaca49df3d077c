import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isCtiError } from '../../../src/index.ts';
import { dataFromHeaders, dataToHeaders } from '../../../src/phone/sip/call-data.ts';
import { grantedSeconds, retryAfterMs } from '../../../src/phone/sip/granted-seconds.ts';
import { calledOf, callerOf, parseAddress } from '../../../src/phone/sip/identity.ts';

const headers = (values: Record<string, string | string[]>) => ({
  getHeader: (name: string) => [values[name] ?? []].flat()[0],
  getHeaders: (name: string) => [values[name] ?? []].flat(),
});

describe('addresses', () => {
  const addresses: readonly [header: string, number: string | undefined, name?: string][] = [
    ['"Desk \\"1\\"" <sip:+46812345@pbx.example;user=phone>;tag=1', '+46812345', 'Desk "1"'],
    ['Desk <sip:100@pbx.example>', '100', 'Desk'],
    ['sip:100@pbx.example;tag=1', '100'],
    ['<tel:+46-8-12345;phone-context=x>', '+46-8-12345'],
    ['<sip:100;ext=1@pbx.example>', '100'],
    ['<sip:%2B46812345@pbx.example>', '+46812345'],
    ['<sip:a%0d%0ab@pbx.example>', 'ab'],
    ['"a\u0007b" <sip:1@h>', '1', 'ab'],
    ['<sip:pbx.example>', ''],
    ['<mailto:a@b>', undefined],
    ['', undefined],
  ];
  for (const [header, number, name] of addresses) {
    test(JSON.stringify(header), () => {
      const parsed = parseAddress(header);
      assert.deepEqual([parsed?.number, parsed?.name], [number, name]);
    });
  }

  test('a hostile one is read in no time, and cut', () => {
    const began = performance.now();
    parseAddress(`${'"\\'.repeat(200_000)}<sip:1@h>`);
    assert.ok(performance.now() - began < 50);
    assert.equal(parseAddress(`<sip:${'1'.repeat(1_000)}@h>`)?.number.length, 250);
  });
});

describe('who calls', () => {
  const from = '"Claimed" <sip:123@pbx.example>';
  test('From, when the network says nothing', () => assert.deepEqual(callerOf(headers({ From: from })), { number: '123', name: 'Claimed' }));
  test('the identity the network vouches for goes before it', () => {
    assert.deepEqual(callerOf(headers({ From: from, 'P-Asserted-Identity': '"Real" <sip:+46812345@net.example>' })), { number: '+46812345', name: 'Real' });
    assert.deepEqual(callerOf(headers({ From: from, 'P-Asserted-Identity': '<sip:+46812345@net.example>' })), { number: '+46812345', name: 'Claimed' });
    const hidden = { From: '"Anonymous" <sip:anonymous@anonymous.invalid>', 'P-Asserted-Identity': '<sip:+46812345@net.example>' };
    assert.deepEqual(callerOf(headers(hidden)), { number: '+46812345' });
  });
  test('nobody, when the caller is withheld', () => {
    for (const header of ['"Anonymous" <sip:anonymous@anonymous.invalid>', '<sip:anonymous@pbx.example>', '<sip:Restricted@pbx.example>', 'nonsense'])
      assert.deepEqual(callerOf(headers({ From: header })), { number: '' }, header);
    assert.deepEqual(callerOf(headers({ From: from, 'P-Asserted-Identity': '<sip:+46812345@net.example>', Privacy: 'id;critical' })), { number: '' });
  });
  test('what was dialled', () => {
    assert.deepEqual(calledOf(headers({ To: '<sip:+46800@pbx.example>' })), { number: '+46800' });
    assert.deepEqual(calledOf(headers({ To: '<sip:agent@pbx.example>', 'P-Called-Party-ID': '<sip:+46801@pbx.example>' })), { number: '+46801' });
    assert.equal(calledOf(headers({})), undefined);
  });
});

describe('call data', () => {
  test('only what was asked for is read, under the name it was asked by', () => {
    assert.deepEqual(dataFromHeaders(headers({ 'X-Order': ' 17\u0000 ', 'X-Other': '1' }), ['X-Order', 'X-Missing']), { 'X-Order': '17' });
    assert.equal(dataFromHeaders(headers({ 'X-Long': 'a'.repeat(9_999) }), ['X-Long'])['X-Long']?.length, 500);
  });
  test('is sent as X- headers on one line each', () => {
    assert.deepEqual(dataToHeaders({ order: '17', 'X-Case': 'a\r\nInjected: b' }), ['X-order: 17', 'X-Case: a Injected: b']);
    assert.deepEqual(dataToHeaders(undefined), []);
  });
  test('names that no header has are refused', () => {
    for (const name of ['', 'a b', 'a:b', 'a\r\nb', 'é', 'a'.repeat(65)])
      assert.throws(
        () => dataToHeaders({ [name]: '1' }),
        (error) => isCtiError(error, 'INVALID_ARGUMENT'),
      );
  });
});

describe('what the registrar granted', () => {
  const ours = (contact: string) => contact.includes(':mine@');
  test('to us, among other devices', () => {
    const contact = '<sip:other@h;x=a>;expires=3600, <sip:mine@h>;+sip.instance="<urn:uuid:1>";expires=120';
    assert.equal(grantedSeconds(headers({ Contact: contact }), ours, 600), 120);
    assert.equal(grantedSeconds(headers({ Contact: ['<sip:other@h>;expires=3600', '<sip:mine@h>;expires="90"'] }), ours, 600), 90);
  });
  test('in general, or what was asked for', () => {
    assert.equal(grantedSeconds(headers({ Contact: '<sip:mine@h>', Expires: '300' }), ours, 600), 300);
    assert.equal(grantedSeconds(headers({}), ours, 600), 600);
    assert.equal(grantedSeconds(headers({ Contact: '<sip:mine@h>;expires=0' }), ours, 600), 600);
  });
  test('Retry-After, a minute at most', () => {
    assert.equal(retryAfterMs(headers({ 'Retry-After': '5 (overload)' })), 5_000);
    assert.equal(retryAfterMs(headers({ 'Retry-After': '99999' })), 60_000);
    assert.equal(retryAfterMs(headers({})), undefined);
    assert.equal(retryAfterMs(null), undefined);
  });
});
