/** Keys by which a database finds a number: the documented SQL in a real database, and that it leaves no match out. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { PGlite } from '@electric-sql/pglite';
import fc from 'fast-check';
import { matchNumber, numberKeys, numberVariants } from '../../../src/numbers/index.ts';

describe('keys of a number', () => {
  for (const [raw, defaultCountry, expected] of [
    ['070-200 77 22', 'SE', { e164: '+46702007722', reversed: '22770020764', pattern: '2277002%' }],
    ['070-200 77 22', undefined, { reversed: '2277002070', pattern: '2277002%' }],
    ['0046 70 200 77 22', undefined, { e164: '+46702007722', reversed: '22770020764', pattern: '2277002%' }],
    ['7722', 'SE', { reversed: '2277', pattern: '2277' }],
    ['0123456', undefined, { reversed: '6543210', pattern: '6543210' }],
    // Whole numbers of the Faroe Islands have six digits.
    ['+298 201234', undefined, { e164: '+298201234', reversed: '432102892', pattern: '432102%' }],
    ['*21#', undefined, { reversed: '#12*', pattern: '#12*' }],
    ['sip:alice@example.org', undefined, { address: 'alice@example.org' }],
    ['anonymous', undefined, {}],
    ['', undefined, {}],
    ['no digits', undefined, {}],
    ['9'.repeat(300), undefined, {}],
  ] as const) {
    test(`${raw.slice(0, 30) || 'nothing'} in ${defaultCountry ?? 'no country'}`, () => assert.deepEqual(numberKeys(raw, { defaultCountry }), expected));
  }

  test('hold no wildcard but the last', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (raw) => assert.match(numberKeys(raw).pattern ?? '1', /^[\d*#+]+%?$/)),
      { numRuns: 1_000 },
    );
  });
});

describe('variants of a number', () => {
  for (const [e164, expected] of [
    ['+46702007722', ['+46702007722', '0046702007722', '46702007722', '0702007722', '702007722', '+46 70 200 77 22', '070-200 77 22']],
    ['+14155552671', ['+14155552671', '0014155552671', '14155552671', '4155552671', '+1 415 555 2671', '(415) 555-2671']],
    ['0702007722', []],
    ['+46812', []],
    [`+${'4'.repeat(10_000)}`, []],
  ] as const) {
    test(`${e164.slice(0, 20)}`, () => assert.deepEqual(numberVariants(e164), expected));
  }

  test('are all found to be that number', () => {
    for (const variant of numberVariants('+46702007722')) {
      const [hit] = matchNumber('+46702007722', [variant]);
      assert.ok(hit?.confidence === 'strong', variant);
    }
  });
});

/** Two numbers with the same end, of countries, prefixes and lost zeros of all kinds. */
const prefix = fc.constantFrom('+46', '0046', '46', '0', '', '+358', '+298', '+39 0', '+7', '8', '+54 9 ', '011 15 ', '+1', '1', '+375', '00');
const extension = fc.constantFrom('', '', '', ' x12', ';ext=13');
const end = fc.constantFrom('702007722', '2007722', '401234567', '201234', '4155552671', '7722', '1123456789', '4951234567', '81234567');
const pairs = fc
  .tuple(end, prefix, extension, prefix, extension)
  .map(([shared, one, oneExtension, other, otherExtension]) => [`${one}${shared}${oneExtension}`, `${other}${shared}${otherExtension}`] as const);
const settings = fc.record({ defaultCountry: fc.constantFrom(undefined, 'SE', 'FO', 'AR', 'US', 'RU'), minSuffixDigits: fc.constantFrom(undefined, 4, 9) });

describe('a lookup by keys', () => {
  test('leaves out nothing that is a match', () => {
    let matches = 0;
    fc.assert(
      fc.property(pairs, settings, ([caller, raw], options) => {
        if (matchNumber(caller, [raw], options).length === 0) return;
        matches += 1;
        const { pattern = '' } = numberKeys(caller, options);
        const { reversed = '' } = numberKeys(raw, options);
        assert.ok(
          pattern.endsWith('%') ? reversed.startsWith(pattern.slice(0, -1)) : reversed === pattern,
          `${caller} finds ${raw}, but ${reversed} is not like ${pattern}`,
        );
      }),
      { numRuns: 1_500 },
    );
    assert.ok(matches > 300, `${matches} pairs were matches`);
  });

  test('and what is passed over at once would not have been a match', () => {
    fc.assert(
      fc.property(pairs, settings, ([caller, raw], options) => {
        // With a scheme in front it cannot be passed over.
        const [quick, full] = [raw, `tel:${raw}`].map((stored) => matchNumber(caller, [stored], options).map(({ by }) => by));
        assert.deepEqual(quick, full, `${caller} and ${raw}`);
      }),
      { numRuns: 1_500 },
    );
  });

  describe('with the documented SQL', () => {
    const source = readFileSync(new URL('../../../src/numbers/number-keys.ts', import.meta.url), 'utf8');
    const sql = (/```sql\n([\s\S]*?)```/.exec(source)?.[1] ?? '').replace(/^ \* ?/gm, '').replace(/^--.*$/gm, '');
    const [createTable = '', createIndex = '', select = ''] = sql.split(';').map((statement) => statement.trim());
    const ROWS = 20_000;
    let database: PGlite;

    before(async () => {
      database = new PGlite();
      await database.exec(`${createTable}; ${createIndex};`);
      // Every number of one area, so that ends differ and beginnings do not.
      await database.query(
        `insert into numbers select i, '08-' || (4000000 + i * 37), reverse('468' || (4000000 + i * 37)) from generate_series(1, $1::integer) i`,
        [ROWS],
      );
      for (const [id, raw] of [
        [-1, '070-200 77 22'],
        [-2, '+46 70 200 77 22'],
        [-3, '7722'],
        [-4, '200 77 22'],
        [-5, 'on leave'],
      ] as const)
        await database.query('insert into numbers values ($1, $2, $3)', [
          id,
          raw,
          numberKeys(raw, { defaultCountry: id === -1 ? 'SE' : undefined }).reversed ?? null,
        ]);
      await database.exec('analyze numbers');
    });
    after(() => database.close());

    const lookUp = async (caller: string) => {
      const { rows } = await database.query<{ contact_id: number; raw: string }>(select, [numberKeys(caller, { defaultCountry: 'SE' }).pattern ?? null]);
      const stored = rows.map(({ contact_id, raw }) => ({ number: raw, recordId: String(contact_id) }));
      return matchNumber(caller, stored, { defaultCountry: 'SE' }).map(({ candidate, confidence }) => `${candidate.recordId} ${confidence}`);
    };

    test('finds the caller among many', async () => {
      assert.deepEqual((await lookUp('+46702007722')).sort(), ['-1 strong', '-2 strong', '-4 weak']);
      assert.deepEqual(await lookUp('7722'), ['-3 strong']);
      assert.deepEqual(await lookUp(`+468${4_000_000 + 12_345 * 37}`), ['12345 strong']);
      assert.deepEqual(await lookUp('+46709999999'), []);
      assert.deepEqual(await lookUp('anonymous'), []);
    });

    test('is one lookup in the index, for long numbers and short ones', async () => {
      for (const caller of ['+46702007722', '7722']) {
        const { rows } = await database.query<{ 'QUERY PLAN': string }>(`explain ${select}`, [numberKeys(caller).pattern]);
        const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
        assert.match(plan, /Index (Only )?Scan (using|on) numbers_reversed/);
        assert.match(plan, /Index Cond: .*reversed/);
        assert.doesNotMatch(plan, /Seq Scan/);
      }
    });
  });
});
