/** Whose number is it? WebFront's semantics bit for bit, and ours. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type LaunchRequest, matchNumber, type NumberHit, parseLaunchUrl, type StoredNumber } from '../../../src/numbers/index.ts';

describe("a number as WebFront's URL has it", () => {
  const [long, short] = ['0702007722', '7722'];
  const [plus, bare] = ['+0702007722', '0702007722'];
  for (const [stored, parameter, expected] of [
    // The vectors of the documentation.
    [[long, short], '7722', [long, short]],
    [[long, short], '^7722', [short]],
    [[plus, bare], '+0702007722', [plus, bare]],
    [[plus, bare], '^+0702007722', [bare]],
    [[plus, bare], '^%2B0702007722', [plus]],
    [[plus, bare], '%2B0702007722', [plus]],
    // And around them.
    [[plus, bare], '%5E%2B0702007722', [plus]],
    [[plus, bare], '0702007722', [plus, bare]],
    [[long, short], '77220', []],
    [[long, short], '^', []],
    [[long, short], '', []],
    [[long, short], '+', []],
    [['070-200 77 22', bare], '0702007722', [bare]],
    [['070-200 77 22', bare], '77%2022', ['070-200 77 22']],
    [[bare], '%', []],
    [['', bare], '2', [bare]],
  ] as const) {
    test(`${parameter || 'nothing'} among ${stored.join(', ')} is ${expected.join(' and ') || 'nobody'}`, () => {
      const hits = matchNumber(parameter, stored, { mode: 'webfront' });
      assert.deepEqual(hits.map(({ candidate }) => candidate).sort(), [...expected].sort());
      assert.ok(hits.every(({ confidence }) => confidence === 'strong'));
      const launch = parseLaunchUrl(`https://webfront.example/#/power?phoneNumber=${parameter}`) as LaunchRequest;
      assert.deepEqual(matchNumber({ number: launch.number ?? '', match: launch.match }, stored, { mode: 'webfront' }), hits, 'and so by way of the URL');
    });
  }

  test('whole numbers come before ends, others in their order', () => {
    const hits = matchNumber('7722', ['17722', '27722', '7722'], { mode: 'webfront' });
    assert.deepEqual(
      hits.map(({ candidate, by }) => [candidate, by]),
      [
        ['7722', 'exact'],
        ['17722', 'suffix'],
        ['27722', 'suffix'],
      ],
    );
  });

  test('is compared as text, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.array(fc.string({ maxLength: 12 })), (text, stored) => {
        const number = text.trim();
        const found = (match: 'suffix' | 'exact') => matchNumber({ number, match }, stored, { mode: 'webfront' }).map(({ candidate }) => candidate);
        assert.deepEqual(found('suffix').sort(), stored.filter((one) => number !== '' && one.endsWith(number)).sort());
        assert.deepEqual(
          found('exact'),
          stored.filter((one) => number !== '' && one === number),
        );
      }),
    );
  });
});

const CALLER = '+46702007722';
const shown = (hits: NumberHit<string | StoredNumber>[]) =>
  hits.map(({ candidate, by, confidence }) => `${typeof candidate === 'string' ? candidate : (candidate.recordId ?? candidate.number)} ${by} ${confidence}`);

describe('a number among those of a CRM', () => {
  const table = (name: string, lines: [query: string, stored: (string | StoredNumber)[], country: string | undefined, expected: string[]][]) =>
    describe(name, () => {
      for (const [query, stored, defaultCountry, expected] of lines) {
        test(`${query}${defaultCountry ? ` in ${defaultCountry}` : ''} among ${JSON.stringify(stored)}`, () => {
          assert.deepEqual(shown(matchNumber(query, stored, { defaultCountry })), expected);
        });
      }
    });

  table('is the very number', [
    [CALLER, ['+46 70-200 77 22'], undefined, ['+46 70-200 77 22 exact strong']],
    [CALLER, ['0046702007722'], undefined, ['0046702007722 exact strong']],
    [CALLER, ['070-200 77 22'], 'SE', ['070-200 77 22 exact strong']],
    ['0702007722', ['+46702007722'], 'SE', ['+46702007722 exact strong']],
    ['0702007722', ['070-200 77 22'], 'SE', ['070-200 77 22 exact strong']],
    [CALLER, [{ number: '070-200 77 22', country: 'SE' }], 'US', ['070-200 77 22 exact strong']],
    ['sip:+46702007722@pbx.example', ['tel:+46-70-200-77-22'], undefined, ['tel:+46-70-200-77-22 exact strong']],
    [CALLER, ['+46 70 200 77 22 (mobile, after 5)'], undefined, []],
    ['sip:alice@EXAMPLE.org', ['sip:alice@example.org', 'sip:bob@example.org'], undefined, ['sip:alice@example.org exact strong']],
  ]);

  table('is the same as dialled', [
    [CALLER, ['070-200 77 22'], undefined, ['070-200 77 22 national strong']],
    // A spreadsheet ate the plus, or the zero.
    [CALLER, ['46702007722'], undefined, ['46702007722 national strong']],
    [CALLER, ['702007722'], undefined, ['702007722 national strong']],
    ['0702007722', ['+46702007722'], undefined, ['+46702007722 national strong']],
    ['0702007722', ['070 200 7722'], undefined, ['070 200 7722 national strong']],
    ['7722', ['7722', '7723', '0702007722', '17722'], 'SE', ['7722 national strong']],
    ['*21#', ['*21#', '21'], undefined, ['*21# national strong']],
    ['+54 9 11 2345-6789', ['011 15-2345-6789'], undefined, ['011 15-2345-6789 national strong']],
    ['+7 495 123-45-67', ['8 (495) 123-45-67'], undefined, ['8 (495) 123-45-67 national strong']],
    ['+39 06 1234 5678', ['06 12345678'], undefined, ['06 12345678 national strong']],
  ]);

  table('is perhaps the same', [
    [CALLER, ['2007722'], undefined, ['2007722 suffix weak']],
    ['2007722', [CALLER], undefined, ['+46702007722 suffix weak']],
    ['702007722', ['0702007722'], undefined, ['0702007722 suffix weak']],
    // Written without a country, and read as one of the CRM's own: the caller's may be meant.
    ['+358 40 1234567', ['040-123 45 67'], 'SE', ['040-123 45 67 suffix weak']],
  ]);

  table('is another', [
    [CALLER, ['+46702007723', '+47702007722', '0702007723', '007722', '7722', '207722'], 'SE', []],
    [CALLER, [{ number: '0702007722', country: 'FI' }], 'SE', []],
    // The same last digits, another area.
    ['+46812345678', ['0312345678'], undefined, []],
    ['7722', ['0702007722'], undefined, []],
    ['112', ['112112', '+46112112'], undefined, []],
    [CALLER, ['', 'anonymous', 'see notes', '-', 'sip:alice@example.org'], 'SE', []],
    ['anonymous', ['anonymous', '', 'unknown', CALLER], 'SE', []],
    ['', ['', CALLER], 'SE', []],
    ['+46812345678 x12', ['+46812345678 x13'], undefined, []],
    ['1'.repeat(251), ['1'.repeat(251)], undefined, []],
  ]);

  table('has an extension', [
    ['+46812345678 x12', ['+46812345678 x13', '+46812345678', '+46812345678 x12'], undefined, ['+46812345678 exact strong', '+46812345678 x12 exact strong']],
    ['+46812345678', ['+46812345678 ext. 12'], undefined, ['+46812345678 ext. 12 exact strong']],
  ]);

  table('is strong only as the best of its kind', [
    [
      CALLER,
      ['2007722', '0702007722', '+46702007722', { number: '0046702007722', recordId: 'b' }],
      undefined,
      ['+46702007722 exact strong', 'b exact strong', '0702007722 national weak', '2007722 suffix weak'],
    ],
    [CALLER, ['2007722', '0702007722'], undefined, ['0702007722 national strong', '2007722 suffix weak']],
  ]);

  test('gives a record once, by its best number', () => {
    const stored = [
      { number: '2007722', recordId: 'a' },
      { number: '0702007722', recordId: 'b' },
      { number: '070-200 77 22', recordId: 'a' },
    ];
    assert.deepEqual(shown(matchNumber(CALLER, stored)), ['b national strong', 'a national strong']);
    assert.deepEqual(shown(matchNumber('7722', stored, { mode: 'webfront' })), ['a suffix strong', 'b suffix strong']);
  });

  test('leaves last digits out when the whole number is asked for', () => {
    assert.deepEqual(shown(matchNumber({ number: CALLER, match: 'exact' }, ['2007722', '0702007722'])), ['0702007722 national strong']);
  });

  test('counts as many last digits as are asked for, within reason', () => {
    const found = (minSuffixDigits: number) => shown(matchNumber(CALLER, ['07722', '2007722', '02002007722'], { minSuffixDigits }));
    assert.deepEqual(found(4), ['07722 suffix weak', '2007722 suffix weak']);
    assert.deepEqual(found(1), found(4));
    assert.deepEqual(found(8), []);
    assert.deepEqual(found(Number.NaN), ['2007722 suffix weak']);
  });

  test('passes over rows without a number', () => {
    const rows = [{ number: null }, { number: CALLER }, {}] as unknown as StoredNumber[];
    assert.deepEqual(
      matchNumber(CALLER, rows).map(({ candidate }) => candidate),
      [rows[1]],
    );
    assert.deepEqual(matchNumber('7722', [{ number: null } as unknown as StoredNumber], { mode: 'webfront' }), []);
  });

  test('does not change the list it is given', () => {
    const stored = Object.freeze(['2007722', '0702007722', CALLER]);
    assert.equal(matchNumber(CALLER, stored).length, 3);
  });
});
