import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isKnownCountry, type NormalizedNumber, normalizeNumber } from '../../../src/numbers/index.ts';
import { MAX_NUMBER_LENGTH } from '../../../src/numbers/limits.ts';
import * as protocolLimits from '../../../src/protocol/limits.ts';

type Expected = Partial<Omit<NormalizedNumber, 'raw'>>;

/** One line a case: what comes, in which country, and what has to be made out (fields not named must be missing). */
const table = (name: string, lines: [raw: string, country: string | undefined, expected: Expected][]) =>
  describe(name, () => {
    for (const [raw, defaultCountry, expected] of lines) {
      test(`${JSON.stringify(raw)}${defaultCountry ? ` in ${defaultCountry}` : ''}`, () => {
        const { raw: kept, ...found } = normalizeNumber(raw, { defaultCountry });
        assert.equal(kept, raw);
        assert.deepEqual(found, { valid: false, ...expected });
      });
    }
  });

const stockholm = { kind: 'e164', valid: true, e164: '+46812345678', national: '0812345678', country: 'SE' } as const;
const mobile = { kind: 'e164', valid: true, e164: '+46702007722', national: '0702007722', country: 'SE' } as const;
const sanFrancisco = { kind: 'e164', valid: true, e164: '+14155552671', national: '4155552671', country: 'US' } as const;
const berlin = { kind: 'e164', valid: true, e164: '+49301234567', national: '0301234567', country: 'DE' } as const;

table('international form', [
  ['+46812345678', undefined, { ...stockholm, digits: '+46812345678' }],
  ['+46 8-123 456 78', 'US', { ...stockholm, digits: '+46812345678' }],
  ['+46 (0)8 123 456 78', undefined, { ...stockholm, digits: '+460812345678' }],
  ['(+46) 8 123 456 78', undefined, { ...stockholm, digits: '+46812345678' }],
  ['+46.8.123.456.78', undefined, { ...stockholm, digits: '+46812345678' }],
  ['+390612345678', undefined, { kind: 'e164', valid: true, e164: '+390612345678', national: '0612345678', country: 'IT', digits: '+390612345678' }],
  ['+80012345678', undefined, { kind: 'e164', valid: true, e164: '+80012345678', national: '12345678', digits: '+80012345678' }],
  ['+46123456', undefined, { kind: 'e164', e164: '+46123456', national: '123456', country: 'SE', digits: '+46123456' }], // possible, but in no range
  ['+46812', undefined, { kind: 'unknown', digits: '+46812' }],
  ['+99912345678', undefined, { kind: 'unknown', digits: '+99912345678' }],
  [`+46${'1'.repeat(20)}`, undefined, { kind: 'unknown', digits: `+46${'1'.repeat(20)}` }],
]);

table('national form', [
  ['08-123 456 78', 'SE', { ...stockholm, digits: '0812345678' }],
  ['08-123 456 78', 'se', { ...stockholm, digits: '0812345678' }],
  ['0702007722', 'SE', { ...mobile, digits: '0702007722' }],
  ['702007722', 'SE', { ...mobile, digits: '702007722' }],
  ['46702007722', 'SE', { ...mobile, digits: '46702007722' }], // trunks leave the plus out
  ['(415) 555-2671', 'US', { ...sanFrancisco, digits: '4155552671' }],
  ['1 415 555 2671', 'US', { ...sanFrancisco, digits: '14155552671' }],
  ['030/1234567', 'DE', { ...berlin, digits: '0301234567' }],
  ['08-123 456 78', undefined, { kind: 'national', digits: '0812345678' }],
  ['08-123 456 78', 'XX', { kind: 'national', digits: '0812345678' }],
  ['555-2671', 'US', { kind: 'national', digits: '5552671' }],
  ['201234', 'FO', { kind: 'e164', valid: true, e164: '+298201234', national: '201234', country: 'FO', digits: '201234' }],
  ['1234567890123456', undefined, { kind: 'unknown', digits: '1234567890123456' }],
]);

table('international prefixes', [
  ['0046 8 123 456 78', 'SE', { ...stockholm, digits: '0046812345678' }],
  ['0046 8 123 456 78', undefined, { ...stockholm, digits: '0046812345678' }],
  ['0049 30 1234567', 'US', { ...berlin, digits: '0049301234567' }],
  ['011 46 8 123 456 78', 'US', { ...stockholm, digits: '01146812345678' }],
  ['01146812345678', undefined, { ...stockholm, digits: '01146812345678' }],
  ['0011 46 8 123 456 78', 'AU', { ...stockholm, digits: '001146812345678' }],
  ['011-12 34 56', 'SE', { kind: 'e164', valid: true, e164: '+4611123456', national: '011123456', country: 'SE', digits: '011123456' }],
]);

table('extensions', [
  ['+1 415 555 2671 x12', undefined, { ...sanFrancisco, extension: '12', digits: '+14155552671' }],
  ['+1 415 555 2671 ext. 12', undefined, { ...sanFrancisco, extension: '12', digits: '+14155552671' }],
  ['(415) 555-2671, extension 1234', 'US', { ...sanFrancisco, extension: '1234', digits: '4155552671' }],
  ['08-123 456 78 #12', 'SE', { ...stockholm, extension: '12', digits: '0812345678' }],
  ['+46812345678,,12', undefined, { ...stockholm, extension: '12', digits: '+46812345678' }],
  ['tel:+1-415-555-2671;ext=12', undefined, { ...sanFrancisco, extension: '12', digits: '+14155552671' }],
]);

table('URIs', [
  ['tel:+1-415-555-2671', undefined, { ...sanFrancisco, digits: '+14155552671' }],
  ['TEL:+46%208%20123%20456%2078', undefined, { ...stockholm, digits: '+46812345678' }],
  ['tel://+46812345678', undefined, { ...stockholm, digits: '+46812345678' }],
  ['tel:8-123-456-78;phone-context=+46', 'US', { ...stockholm, digits: '+46812345678' }],
  ['tel:7042;phone-context=example.com', 'US', { kind: 'short', digits: '7042' }],
  ['callto:08-123 456 78', 'SE', { ...stockholm, digits: '0812345678' }],
  ['sip:+14155552671@pbx.example', undefined, { ...sanFrancisco, digits: '+14155552671', address: '+14155552671@pbx.example' }],
  [
    '"Front desk" <sip:+14155552671@PBX.example;user=phone>;tag=88sja8x',
    undefined,
    { ...sanFrancisco, digits: '+14155552671', address: '+14155552671@pbx.example' },
  ],
  ['sips:+14155552671;ext=12@pbx.example', undefined, { ...sanFrancisco, extension: '12', digits: '+14155552671', address: '+14155552671@pbx.example' }],
  ['sip:1001:secret@pbx.example:5061', 'SE', { kind: 'short', digits: '1001', address: '1001@pbx.example:5061' }],
  ['sip:alice@example.org', 'SE', { kind: 'sip', address: 'alice@example.org' }],
  ['alice@example.org?subject=x', undefined, { kind: 'sip', address: 'alice@example.org' }],
  ['sip:example.org', undefined, { kind: 'sip', address: 'example.org' }],
  ['sip:+46812345678', undefined, { ...stockholm, digits: '+46812345678' }],
  ['sip:%ff@example.org', undefined, { kind: 'sip', address: '%ff@example.org' }],
]);

table('short and service numbers', [
  ['112', 'SE', { kind: 'short', digits: '112' }],
  ['911', 'US', { kind: 'short', digits: '911' }],
  ['1001', 'SE', { kind: 'short', digits: '1001' }],
  ['90510', 'SE', { kind: 'short', digits: '90510' }],
  ['123456', 'SE', { kind: 'short', digits: '123456' }],
  ['0', undefined, { kind: 'short', digits: '0' }],
  ['*69', 'US', { kind: 'service', digits: '*69' }],
  ['*31#5551234', 'US', { kind: 'service', digits: '*31#5551234' }],
  ['#31#+46 70 200 77 22', 'SE', { kind: 'service', digits: '#31#+46702007722' }],
  ['*#06#', undefined, { kind: 'service', digits: '*#06#' }],
]);

describe('a withheld number', () => {
  for (const raw of [
    '',
    '   ',
    '-',
    'anonymous',
    'Anonymous',
    'ANONYMOUS',
    'restricted',
    'Private Number',
    'unavailable',
    'unknown',
    'Unknown Caller',
    'withheld',
    'null',
    'undefined',
    'Okänt nummer',
    'out-of-area',
    'no_caller_id',
    '\u200Eanonymous\u200F',
    'ａｎｏｎｙｍｏｕｓ',
    'sip:anonymous@anonymous.invalid',
    '"Anonymous" <sip:anonymous@pbx.example>;tag=1',
    'sip:c8oqz84zk7z@anonymous.invalid',
    'tel:anonymous',
    '+266696687',
    '+7378742833',
    '0000000000',
  ]) {
    test(JSON.stringify(raw), () => assert.deepEqual(normalizeNumber(raw, { defaultCountry: 'US' }), { raw, kind: 'withheld', valid: false }));
  }

  test('but a number that looks like a word spelled on a keypad is a number', () => {
    assert.equal(normalizeNumber('737-874-2833', { defaultCountry: 'US' }).e164, '+17378742833');
  });
});

table('other scripts and invisible marks', [
  ['٠٨-١٢٣ ٤٥٦ ٧٨', 'SE', { ...stockholm, digits: '0812345678' }],
  ['+۴۶۸۱۲۳۴۵۶۷۸', undefined, { ...stockholm, digits: '+46812345678' }],
  ['＋４６８１２３４５６７８', undefined, { ...stockholm, digits: '+46812345678' }],
  ['𝟶𝟾𝟷𝟸𝟹𝟺𝟻𝟼𝟽𝟾', 'SE', { ...stockholm, digits: '0812345678' }],
  ['०८१२३४५६७८', 'SE', { ...stockholm, digits: '0812345678' }],
  ['\u202D+46812345678\u202C', undefined, { ...stockholm, digits: '+46812345678' }],
  ['\u2066+46\u00A08\u2011123\u2009456\u00AD78\u2069', undefined, { ...stockholm, digits: '+46812345678' }],
  ['\uFEFF08–123 456 78', 'SE', { ...stockholm, digits: '0812345678' }],
  ['+46−8−123−456−78', undefined, { ...stockholm, digits: '+46812345678' }],
]);

table('words', [
  ['1-800-FLOWERS', 'US', { kind: 'e164', valid: true, e164: '+18003569377', national: '8003569377', country: 'US', digits: '18003569377' }],
  ['+1 800 Flowers', undefined, { kind: 'e164', valid: true, e164: '+18003569377', national: '8003569377', country: 'US', digits: '+18003569377' }],
  ['alice', 'US', { kind: 'unknown' }],
  ['call me at 5', 'US', { kind: 'unknown', digits: '5' }],
  ['+46812345678 or +46702007722', undefined, { kind: 'unknown', digits: '4681234567846702007722' }],
  ['%phoneNumber%', 'SE', { kind: 'unknown' }],
  ['[object Object]', 'SE', { kind: 'unknown' }],
  ['<script>alert(1)</script>', 'SE', { kind: 'unknown' }],
]);

describe('text without end', () => {
  test('is capped as in the protocol', () => assert.equal(MAX_NUMBER_LENGTH, protocolLimits.MAX_NUMBER_LENGTH));

  test('is unknown, and its rest is dropped', () => {
    assert.deepEqual(normalizeNumber(`+4681234${'5'.repeat(1_000_000)}`), { raw: `+4681234${'5'.repeat(242)}`, kind: 'unknown', valid: false });
  });

  test('of 250 characters is still read', () => assert.equal(normalizeNumber(`+46812345678${' '.repeat(238)}`).e164, '+46812345678'));

  test('takes no time, whatever is in it', () => {
    const nasty = [
      '1'.repeat(250),
      '#'.repeat(250),
      '*1'.repeat(125),
      '1 '.repeat(125),
      'x1'.repeat(125),
      ','.repeat(249),
      ';ext='.repeat(50),
      '<'.repeat(250),
      '١'.repeat(250),
      'ﷺ'.repeat(250),
      '-'.repeat(250),
      `+${'('.repeat(249)}`,
      '@:;'.repeat(83),
    ];
    const start = performance.now();
    for (let round = 0; round < 20; round++) for (const raw of nasty) normalizeNumber(raw, { defaultCountry: 'US' });
    const perCallMs = (performance.now() - start) / (20 * nasty.length);
    assert.ok(perCallMs < 10, `${perCallMs} ms a call`);
  });
});

describe('whatever comes', () => {
  const near = fc.string({ unit: fc.constantFrom(...'0123456789+*#x;=,.-()/ @:<>"abes٣＋\u200F'), maxLength: 40 });
  const anything = fc.oneof(near, fc.string({ unit: 'binary', maxLength: 300 }));
  const country = fc.option(fc.constantFrom('SE', 'US', 'DE', 'IT', 'FO', 'AU', 'xx', ''), { nil: undefined });

  test('something documented comes back, and an E.164 number is one', () => {
    fc.assert(
      fc.property(anything, country, (raw, defaultCountry) => {
        const found = normalizeNumber(raw, { defaultCountry });
        assert.equal(found.raw, raw.slice(0, 250));
        assert.equal(found.kind === 'e164', found.e164 !== undefined);
        assert.ok(!found.valid || found.kind === 'e164');
        if (found.e164 !== undefined) assert.match(found.e164, /^\+[1-9]\d{4,16}$/);
        if (found.digits !== undefined) assert.match(found.digits, /^[+*#\d]+$/);
        if (found.extension !== undefined) assert.match(found.extension, /^\d+$/);
        if (found.kind === 'withheld') assert.deepEqual(Object.keys(found), ['raw', 'kind', 'valid']);
      }),
      { numRuns: 3_000 },
    );
  });

  test('an E.164 number means itself everywhere', () => {
    fc.assert(
      fc.property(anything, country, country, (raw, first, second) => {
        const { e164, valid, country: of } = normalizeNumber(raw, { defaultCountry: first });
        if (e164 === undefined) return;
        const again = normalizeNumber(e164, { defaultCountry: second });
        assert.deepEqual([again.e164, again.valid, again.country], [e164, valid, of]);
      }),
      { numRuns: 3_000 },
    );
  });

  test('spaces, dashes, brackets and dots change nothing', () => {
    const valid = fc.constantFrom('+46812345678', '+14155552671', '+49301234567', '+390612345678', '+447400123456');
    const noise = fc.array(fc.constantFrom(' ', '-', '.', '\u00A0', '', '', '\u200E', '/'), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(valid, noise, (e164, between) => {
        assert.equal(normalizeNumber([...e164].map((character, index) => character + (between[index] ?? '')).join('')).e164, e164);
      }),
    );
  });
});

test('countries are known by their two letters', () => {
  assert.deepEqual(['SE', 'se', 'XX', '', 'SWE', 'toString'].map(isKnownCountry), [true, true, false, false, false, false]);
});
