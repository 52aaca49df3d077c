import type { Database, Queryable } from '../database/database.ts';
import { digitsOf, reverse } from '../database/digits.ts';
import { fold } from '../database/fold.ts';
import { INSERT_BATCH_ROWS } from '../database/limits.ts';
import { toE164 } from '../database/to-e164.ts';
import { type GeneratedContact, generateContacts } from './generate-contacts.ts';

type Cell = string | number | null;

/** One statement per batch: a column travels as one array, however many rows there are. */
const insertRows = async (inside: Queryable, table: string, columns: Record<string, string>, rows: readonly (readonly Cell[])[]): Promise<void> => {
  const names = Object.keys(columns);
  const arrays = Object.values(columns).map((type, index) => `$${index + 1}::${type}[]`);
  const sql = `insert into ${table} (${names.join(', ')}) select * from unnest(${arrays.join(', ')})`;
  for (let start = 0; start < rows.length; start += INSERT_BATCH_ROWS) {
    const batch = rows.slice(start, start + INSERT_BATCH_ROWS);
    await inside.query(
      sql,
      names.map((_, column) => batch.map((row) => row[column] ?? null)),
    );
  }
};

const contactColumns = {
  ...{ id: 'integer', first_name: 'text', last_name: 'text', company: 'text', title: 'text', email: 'text', country: 'text', city: 'text' },
  ...{ sort_name: 'text', search_name: 'text', search_company: 'text' },
};
const numberColumns = { contact_id: 'integer', label: 'text', raw: 'text', digits: 'text', reversed: 'text', e164: 'text' };

const contactRow = (contact: GeneratedContact, id: number): Cell[] => {
  const { firstName, lastName, company, title, email, country, city } = contact;
  return [id, firstName, lastName, company, title, email, country, city, fold(`${lastName} ${firstName}`), fold(`${firstName} ${lastName}`), fold(company)];
};

const numberRows = (contact: GeneratedContact, id: number): Cell[][] =>
  contact.numbers.map(({ label, number }) => {
    const digits = digitsOf(number);
    return [id, label, number, digits, reverse(digits), toE164(number, contact.country) ?? null];
  });

/** Fills an empty database with sample contacts; one that has contacts is left as it is. Says how many were created. */
export const seedContacts = (database: Database, count: number): Promise<number> =>
  database.transaction(async (inside) => {
    await inside.query('lock table contacts in exclusive mode');
    if ((await inside.query('select 1 from contacts limit 1')).length > 0) return 0;
    const contacts = generateContacts(count);
    await insertRows(
      inside,
      'contacts',
      contactColumns,
      contacts.map((contact, index) => contactRow(contact, index + 1)),
    );
    await insertRows(
      inside,
      'numbers',
      numberColumns,
      contacts.flatMap((contact, index) => numberRows(contact, index + 1)),
    );
    await inside.query("select setval(pg_get_serial_sequence('contacts', 'id'), $1::bigint)", [Math.max(1, contacts.length)]);
    // Without numbers about the new rows the planner would take them for a handful and scan them all.
    await inside.script('analyze contacts; analyze numbers;');
    return contacts.length;
  });
