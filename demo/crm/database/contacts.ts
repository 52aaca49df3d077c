/** Contacts: list, one, new. */
import type { Contact, ContactSummary, NewContact, NumberEntry } from '../api-types.ts';
import type { Database, Queryable } from './database.ts';
import { digitsOf, reverse } from './digits.ts';
import { afterPrefix, fold } from './fold.ts';
import { MAX_PAGE } from './limits.ts';
import { toE164 } from './to-e164.ts';

/** Place in the list after which a page begins. */
export interface Cursor {
  sortName: string;
  id: number;
}

interface ContactRow {
  id: number;
  first_name: string;
  last_name: string;
  company: string;
  title: string;
  email: string;
  country: string | null;
  city: string;
  notes: string;
  sort_name: string;
  created_at: Date;
}

const summaryColumns = `id, first_name, last_name, company, title, country, city, sort_name,
  (select raw from numbers where contact_id = contacts.id order by numbers.id limit 1) as number`;

type SummaryRow = Pick<ContactRow, 'id' | 'first_name' | 'last_name' | 'company' | 'title' | 'country' | 'city' | 'sort_name'> & { number: string | null };

const toSummary = (row: SummaryRow): ContactSummary => ({
  id: row.id,
  name: `${row.first_name} ${row.last_name}`.trim(),
  company: row.company,
  title: row.title,
  country: row.country ?? undefined,
  city: row.city,
  number: row.number ?? undefined,
});

/**
 * One page of contacts in the order of their last names; with `text`, those whose first, last or company name begins
 * with it. Each condition is a range in an index.
 */
export const listContacts = async (
  database: Queryable,
  { text = '', limit = 50, after }: { text?: string | undefined; limit?: number | undefined; after?: Cursor | undefined },
): Promise<{ contacts: ContactSummary[]; next: Cursor | undefined }> => {
  const prefix = fold(text);
  const params: unknown[] = [];
  const param = (value: unknown): string => `$${params.push(value)}`;
  const conditions: string[] = [];
  if (prefix !== '') {
    const from = param(prefix);
    const to = param(afterPrefix(prefix));
    const begins = (column: string) => `(${column} >= ${from} and ${column} < ${to})`;
    conditions.push(`(${['search_name', 'sort_name', 'search_company'].map(begins).join(' or ')})`);
  }
  if (after !== undefined) conditions.push(`(sort_name, id) > (${param(after.sortName)}, ${param(after.id)})`);
  const size = Math.min(limit, MAX_PAGE);
  const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : '';
  const rows = await database.query<SummaryRow>(`select ${summaryColumns} from contacts ${where} order by sort_name, id limit ${param(size + 1)}`, params);
  const last = rows[size - 1];
  return {
    contacts: rows.slice(0, size).map(toSummary),
    next: rows.length > size && last ? { sortName: last.sort_name, id: last.id } : undefined,
  };
};

export const contactSummaries = async (database: Queryable, ids: readonly number[]): Promise<ContactSummary[]> => {
  if (ids.length === 0) return [];
  const rows = await database.query<SummaryRow>(`select ${summaryColumns} from contacts where id = any($1::integer[])`, [ids]);
  const byId = new Map(rows.map((row) => [row.id, toSummary(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
};

export const countContacts = async (database: Queryable): Promise<number> => {
  const [row] = await database.query<{ count: number }>('select count(*)::integer as count from contacts');
  return row?.count ?? 0;
};

export const findContact = async (database: Queryable, id: number): Promise<Contact | undefined> => {
  const [row] = await database.query<ContactRow>('select * from contacts where id = $1', [id]);
  if (!row) return undefined;
  const numbers = await database.query<NumberEntry & { e164: string | null }>(
    'select label, raw as number, e164 from numbers where contact_id = $1 order by id',
    [id],
  );
  return {
    id: row.id,
    name: `${row.first_name} ${row.last_name}`.trim(),
    firstName: row.first_name,
    lastName: row.last_name,
    company: row.company,
    title: row.title,
    email: row.email,
    country: row.country ?? undefined,
    city: row.city,
    notes: row.notes,
    createdAt: row.created_at.getTime(),
    numbers: numbers.map(({ label, number, e164 }) => ({ label, number, e164: e164 ?? undefined })),
  };
};

export const createContact = (database: Database, contact: NewContact): Promise<number> =>
  database.transaction(async (inside) => {
    const { firstName, lastName, company = '', title = '', email = '', country, city = '', notes = '', numbers } = contact;
    const [row] = await inside.query<{ id: number }>(
      `insert into contacts (first_name, last_name, company, title, email, country, city, notes, sort_name, search_name, search_company)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
      [
        ...[firstName, lastName, company, title, email, country ?? null, city, notes],
        ...[fold(`${lastName} ${firstName}`), fold(`${firstName} ${lastName}`), fold(company)],
      ],
    );
    if (!row) throw new Error('The database returned no id for a new contact.');
    for (const { label, number } of numbers) {
      const digits = digitsOf(number);
      await inside.query('insert into numbers (contact_id, label, raw, digits, reversed, e164) values ($1, $2, $3, $4, $5, $6)', [
        ...[row.id, label, number, digits, reverse(digits), toE164(number, country) ?? null],
      ]);
    }
    return row.id;
  });

/** What may be changed of a contact; left out stays. */
export type ContactChange = { [Name in 'firstName' | 'lastName' | 'company' | 'title' | 'email' | 'city' | 'notes']?: string | undefined };

/** False when there is no such contact. */
export const updateContact = (database: Database, id: number, change: ContactChange): Promise<boolean> =>
  database.transaction(async (inside) => {
    const [row] = await inside.query<ContactRow>('select * from contacts where id = $1 for update', [id]);
    if (!row) return false;
    const { firstName = row.first_name, lastName = row.last_name, company = row.company, title = row.title, email = row.email } = change;
    const { city = row.city, notes = row.notes } = change;
    await inside.query(
      `update contacts set first_name = $2, last_name = $3, company = $4, title = $5, email = $6, city = $7, notes = $8,
         sort_name = $9, search_name = $10, search_company = $11 where id = $1`,
      [id, firstName, lastName, company, title, email, city, notes, fold(`${lastName} ${firstName}`), fold(`${firstName} ${lastName}`), fold(company)],
    );
    return true;
  });

/** Contacts of exactly this company, however it is written. */
export const countByCompany = async (database: Queryable, company: string): Promise<number> => {
  const [row] = await database.query<{ count: number }>('select count(*)::integer as count from contacts where search_company = $1', [fold(company)]);
  return row?.count ?? 0;
};

/** False when there is no such contact. */
export const setContactNotes = async (database: Queryable, id: number, notes: string): Promise<boolean> =>
  (await database.query('update contacts set notes = $2 where id = $1 returning id', [id, notes])).length === 1;
