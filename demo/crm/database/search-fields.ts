import { contactIdOf, recordIdOf } from '../record-id.ts';
import type { Queryable } from './database.ts';
import { MAX_HITS } from './limits.ts';

export interface FieldSearch {
  /** `17`, or `contact/17` as softphones know it. */
  id?: string | undefined;
  /** In any case. */
  email?: string | undefined;
  limit?: number | undefined;
}

/** Ids of the contacts whose fields are all as wanted. Each is an index lookup. */
export const searchFields = async (database: Queryable, { id, email, limit = MAX_HITS }: FieldSearch): Promise<number[]> => {
  const params: unknown[] = [];
  const conditions: string[] = [];
  if (id !== undefined) {
    const contactId = contactIdOf(id) ?? contactIdOf(recordIdOf(Number(id)));
    if (contactId === undefined) return [];
    conditions.push(`id = $${params.push(contactId)}`);
  }
  // The index is of those that have an address.
  if (email !== undefined) conditions.push(`lower(email) = lower($${params.push(email)}) and email <> ''`);
  if (conditions.length === 0) return [];
  const rows = await database.query<{ id: number }>(
    `select id from contacts where ${conditions.join(' and ')} order by id limit $${params.push(Math.min(limit, MAX_HITS))}`,
    params,
  );
  return rows.map((row) => row.id);
};
