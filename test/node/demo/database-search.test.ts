import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { generateContacts } from '../../../demo/crm/contacts/generate-contacts.ts';
import { seedContacts } from '../../../demo/crm/contacts/seed-contacts.ts';
import { createContact, listContacts } from '../../../demo/crm/database/contacts.ts';
import type { Database } from '../../../demo/crm/database/database.ts';
import { digitsOf } from '../../../demo/crm/database/digits.ts';
import { migrate } from '../../../demo/crm/database/migrate.ts';
import { openPglite } from '../../../demo/crm/database/pglite-database.ts';
import { EXACT_SQL, SUFFIX_SQL, searchNumbers, suffixParams } from '../../../demo/crm/database/search-numbers.ts';
import { explain } from './explain.ts';

const contacts = generateContacts(10_000);
let database: Database;

before(async () => {
  database = await openPglite();
  await migrate(database);
  await seedContacts(database, 10_000);
});
after(() => database.close());

/** Ids of all contacts with a number, computed without the database. */
const ownersOf = (e164: string) =>
  contacts.flatMap(({ numbers, country }, index) => (country !== null && numbers.some((entry) => entry.e164 === e164) ? [index + 1] : []));

describe('search by number', () => {
  it('finds exactly the contacts with an E.164 number, and is sure of it', async () => {
    for (const index of [0, 17, 4_711, 9_999]) {
      const e164 = contacts[index]!.numbers[0]!.e164;
      const hits = await searchNumbers(database, { number: 'whatever', e164 });
      assert.deepEqual(hits.map(({ contactId }) => contactId).sort(), ownersOf(e164).sort());
      assert.ok(hits.every(({ confidence }) => confidence === 'strong'));
    }
  });

  it('finds all who share a number', async () => {
    const counts = new Map<string, number>();
    for (const { numbers } of contacts) for (const { e164 } of numbers) counts.set(e164, (counts.get(e164) ?? 0) + 1);
    const shared = [...counts].find(([e164, count]) => count >= 3 && ownersOf(e164).length >= 3)![0];
    assert.deepEqual((await searchNumbers(database, { e164: shared })).map(({ contactId }) => contactId).sort(), ownersOf(shared).sort());
  });

  it('finds by last digits where the country was never written down, and is not sure', async () => {
    const index = contacts.findIndex(({ country, numbers }) => country === null && !/^(\+|00)/.test(numbers[0]!.number) && numbers.length === 1);
    const entry = contacts[index]!.numbers[0]!;
    const hits = await searchNumbers(database, { number: entry.e164, e164: entry.e164 });
    assert.ok(hits.some(({ contactId, confidence }) => contactId === index + 1 && confidence === 'weak'));
  });

  it('finds the same number in every spelling', async () => {
    const id = await createContact(database, { firstName: 'Test', lastName: 'Spelling', country: 'SE', numbers: [{ label: 'work', number: '08-465 004 12' }] });
    for (const number of ['08-465 004 12', '+46 8 465 004 12', '0046846500412', '+46 (0)8 465 004 12', '8 465 004 12', '(08) 465.004.12 ext. 7']) {
      assert.deepEqual(
        (await searchNumbers(database, { number })).map(({ contactId }) => contactId),
        [id],
        number,
      );
    }
  });

  it('prefers the longest common suffix', async () => {
    const make = (lastName: string, number: string) => createContact(database, { firstName: '', lastName, numbers: [{ label: 'work', number }] });
    await make('Shorter', '99 1 7654321');
    const longer = await make('Longer', '030 17654321');
    assert.deepEqual(
      (await searchNumbers(database, { number: '+49 30 17654321' })).map(({ contactId }) => contactId),
      [longer],
    );
  });

  it('takes short numbers, such as extensions, as a whole', async () => {
    const id = await createContact(database, { firstName: '', lastName: 'Extension', numbers: [{ label: 'internal', number: '4217' }] });
    assert.deepEqual(
      (await searchNumbers(database, { number: '4217' })).map(({ contactId }) => contactId),
      [id],
    );
    assert.deepEqual(await searchNumbers(database, { number: '217' }), []);
  });

  it('finds nothing for what is no number', async () => {
    for (const number of ['', 'anonymous', '+', '%', "'; drop table contacts; --"]) assert.deepEqual(await searchNumbers(database, { number }), []);
  });
});

describe('what a search costs', () => {
  const e164 = contacts[4_711]!.numbers[0]!.e164;
  const queries = { exact: [EXACT_SQL, [e164, 50], 'numbers_e164'], suffix: [SUFFIX_SQL, suffixParams(digitsOf(e164)), 'numbers_reversed'] } as const;

  it('is one lookup in an index, not a scan, and grows no further at ten times the contacts', async () => {
    const before: Record<string, number> = {};
    for (const [name, [sql, params, index]] of Object.entries(queries)) {
      const plan = await explain(database, sql, params);
      assert.ok(plan.scans.length > 0 && plan.scans.every((scan) => scan === `index ${index}`), `${name}: ${plan.scans.join(', ')}`);
      before[name] = plan.pages;
      // Two walks in a tree of three levels, and the rows they lead to.
      assert.ok(plan.pages <= 2 * (3 + 1) + 60, `${name} looked at ${plan.pages} pages`);
    }

    await database.script(`
      insert into contacts (id, first_name, last_name, sort_name, search_name, search_company)
        select n, 'More', 'Contacts', 'contacts more', 'more contacts', '' from generate_series(100001, 190000) n;
      insert into numbers (contact_id, raw, digits, reversed, e164)
        select n, d, d, reverse(d), '+' || d from generate_series(100001, 190000) n, lateral (select '881' || (n * 7919::bigint % 1000000007)::text) as made (d);
      analyze numbers;`);
    const [{ count }] = (await database.query<{ count: number }>('select count(*)::integer as count from numbers')) as [{ count: number }];
    assert.ok(count > 100_000, `${count} numbers`);

    for (const [name, [sql, params, index]] of Object.entries(queries)) {
      const plan = await explain(database, sql, params);
      assert.ok(
        plan.scans.every((scan) => scan === `index ${index}`),
        `${name}: ${plan.scans.join(', ')}`,
      );
      // A tree grows by a level at most.
      assert.ok(plan.pages <= before[name]! + 4, `${name}: ${before[name]} pages at 10,000 contacts, ${plan.pages} at 100,000`);
    }
  });

  it('would be noticed: without its index the same query scans', async () => {
    await assert.rejects(
      database.transaction(async (inside) => {
        await inside.script('drop index numbers_e164');
        const plan = await explain(inside as Database, EXACT_SQL, [e164, 50]);
        assert.deepEqual(plan.scans, ['Seq Scan on numbers']);
        throw new Error('rolled back');
      }),
      /rolled back/,
    );
  });
});

describe('search by name', () => {
  it('finds beginnings of first, last and company names, without regard to case and accents', async () => {
    const { contacts: found } = await listContacts(database, { text: 'łUCJA', limit: 200 });
    assert.ok(found.length > 10);
    assert.ok(found.every(({ name }) => name.startsWith('Łucja ')));
    assert.ok((await listContacts(database, { text: 'lucja a' })).contacts.every(({ name }) => /^Łucja A/.test(name)));
    const { lastName, firstName, company } = contacts[123]!;
    for (const text of [`${lastName} ${firstName}`, `${firstName} ${lastName}`, company]) {
      assert.ok(
        (await listContacts(database, { text, limit: 200 })).contacts.some(({ name }) => name === `${firstName} ${lastName}`),
        text,
      );
    }
  });

  it('takes nothing in the text for a pattern', async () => {
    for (const text of ['%', '_', '\\', '%a']) assert.deepEqual((await listContacts(database, { text })).contacts, []);
  });

  it('pages through all of them in order, each once', async () => {
    const seen = new Set<number>();
    const order: string[] = [];
    let after: Awaited<ReturnType<typeof listContacts>>['next'];
    let pages = 0;
    do {
      const page = await listContacts(database, { text: 'a', limit: 200, after });
      for (const { id, name } of page.contacts) {
        assert.ok(!seen.has(id));
        seen.add(id);
        order.push(name);
      }
      after = page.next;
      pages++;
    } while (after !== undefined && pages < 100);
    assert.ok(pages > 2 && pages < 100 && order.length > 400, `${order.length} contacts on ${pages} pages`);
  });
});
