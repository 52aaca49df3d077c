import type { Queryable } from './database.ts';

export interface DirectoryEntry {
  name: string;
  phone: string;
  description: string;
}

const SQL = `
  select trim(first_name || ' ' || last_name) as name, raw as phone, company as description
  from numbers join contacts on contacts.id = contact_id
  order by sort_name, contacts.id, numbers.id limit $1 offset $2`;

/** One page of all numbers of all contacts, in the order of the list of contacts; pages from 0. */
export const directoryPage = async (database: Queryable, page: number, size: number): Promise<{ entries: DirectoryEntry[]; hasNext: boolean }> => {
  const rows = await database.query<DirectoryEntry>(SQL, [size + 1, page * size]);
  return { entries: rows.slice(0, size).map(({ name, phone, description }) => ({ name, phone, description })), hasNext: rows.length > size };
};
