import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createContact } from '../../../demo/crm/database/contacts.ts';
import type { Database } from '../../../demo/crm/database/database.ts';
import { migrate } from '../../../demo/crm/database/migrate.ts';
import { openPglite } from '../../../demo/crm/database/pglite-database.ts';
import { searchWrittenNumbers, WRITTEN_SQL, writtenParams } from '../../../demo/crm/database/written-numbers.ts';
import { matchNumber, parseLaunchUrl } from '../../../src/numbers/index.ts';
import { explain } from './explain.ts';

let database: Database;

before(async () => {
  database = await openPglite();
  await migrate(database);
});
after(() => database.close());

/** What a launch URL with this parameter finds, by the numbers as they are stored. */
const found = async (phoneNumber: string): Promise<string[]> => {
  const launch = parseLaunchUrl(`https://crm.example/#/power?phoneNumber=${phoneNumber}`);
  assert.ok(launch?.kind === 'launch' && launch.number !== undefined);
  return (await searchWrittenNumbers(database, { number: launch.number, match: launch.match })).map(({ raw }) => raw).sort();
};

const vectors: [stored: string[], phoneNumber: string, matches: string[]][] = [
  [['0702007722', '7722'], '7722', ['0702007722', '7722']],
  [['0702007722', '7722'], '^7722', ['7722']],
  [['+0702007722', '0702007722'], '+0702007722', ['+0702007722', '0702007722']],
  [['+0702007722', '0702007722'], '^+0702007722', ['0702007722']],
  [['+0702007722', '0702007722'], '^%2B0702007722', ['+0702007722']],
  [['+0702007722', '0702007722'], '%2B0702007722', ['+0702007722']],
  [['+0702007722', '0702007722'], '%5E%2B0702007722', ['+0702007722']],
];

describe('numbers of launch URLs in the database of the demo', () => {
  for (const [stored, phoneNumber, matches] of vectors) {
    const row = phoneNumber.includes('+') || phoneNumber.includes('%2B') ? 18 : phoneNumber.startsWith('^') ? 17 : 16;
    it(`row ${row}: ${phoneNumber} among ${stored.join(' and ')}`, async () => {
      await database.query('delete from contacts');
      for (const number of stored) await createContact(database, { firstName: '', lastName: 'Stored', numbers: [{ label: 'work', number }] });
      assert.deepEqual(await found(phoneNumber), [...matches].sort());
      // The library says the same of texts in memory.
      const hits = matchNumber(phoneNumber, stored, { mode: 'webfront' });
      assert.deepEqual(hits.map(({ candidate }) => candidate).sort(), [...matches].sort());
    });
  }

  it('finds what somebody has parted by blanks, brackets and strokes, one hit per contact', async () => {
    await database.query('delete from contacts');
    const numbers = ['070-200 77 22', '(070) 200.77.22', '070/200 77 22'].map((number) => ({ label: 'work', number }));
    await createContact(database, { firstName: '', lastName: 'Parted', numbers });
    assert.equal((await searchWrittenNumbers(database, { number: '0702007722', match: 'exact' })).length, 1);
    assert.equal((await searchWrittenNumbers(database, { number: '70 200-7722', match: 'suffix' })).length, 1);
  });

  it('takes nothing in the number for a pattern', async () => {
    for (const number of ['%', '_722', '\\', '', ' ', '%22']) assert.deepEqual(await searchWrittenNumbers(database, { number, match: 'suffix' }), [], number);
  });

  it('is one index lookup at a million contacts, for a number and for its end', async () => {
    // Whatever the lookup does not use is left out, so that a million take seconds.
    await database.script(`
      drop index contacts_sort_name, contacts_search_name, contacts_search_company, numbers_contact, numbers_e164, numbers_reversed;
      set session_replication_role = replica;
      insert into contacts (id, first_name, last_name, sort_name, search_name, search_company)
        select n, 'One', 'Million', 'million one', 'one million', '' from generate_series(1000001, 2000000) n;
      insert into numbers (contact_id, raw, digits, reversed)
        select n, '+' || d, d, reverse(d) from generate_series(1000001, 2000000) n, lateral (select '881' || lpad((n * 7919::bigint % 1000000007)::text, 10, '0')) as made (d);
      analyze numbers;`);
    const [{ count }] = (await database.query<{ count: number }>('select count(*)::integer as count from numbers')) as [{ count: number }];
    assert.ok(count >= 1_000_000, `${count} numbers`);
    const [{ raw }] = (await database.query<{ raw: string }>('select raw from numbers where contact_id = 1234567')) as [{ raw: string }];
    for (const [number, match] of [
      [raw, 'exact'],
      [raw.slice(-8), 'suffix'],
      [raw.slice(-4), 'suffix'],
    ] as const) {
      const params = writtenParams(number, match);
      assert.ok(params);
      const plan = await explain(database, WRITTEN_SQL, params);
      assert.deepEqual([...new Set(plan.scans)], ['index numbers_written'], `${match} ${number}: ${plan.scans.join(', ')}`);
      // A tree of a few levels, and at most fifty rows wherever they lie.
      assert.ok(plan.pages <= 5 + 2 * 50, `${match} looked at ${plan.pages} pages`);
      assert.ok((await searchWrittenNumbers(database, { number, match })).length > 0);
    }
  });
});
