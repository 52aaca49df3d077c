/** Numbers as launch URLs look for them: by the text that was written, a plus included, not by whose number it is. */
import type { Queryable } from './database.ts';
import { reverse } from './digits.ts';
import { MAX_HITS } from './limits.ts';
import type { NumberHit } from './search-numbers.ts';

/** One lookup in the index on `written`, however many contacts there are. */
export const WRITTEN_SQL = 'select contact_id, raw, label from numbers where written like $1 order by written using ~<~, id limit $2';

/** What only parts the digits of a number; the column `written` has none of it either. */
const separators = /[\s().\-/]/g;

/** `%` and `_` of a number mean themselves. */
const pattern = (number: string, match: 'suffix' | 'exact'): string | undefined => {
  const written = reverse(number.replace(separators, ''));
  return written === '' ? undefined : `${written.replace(/[\\%_]/g, '\\$&')}${match === 'suffix' ? '%' : ''}`;
};

export const writtenParams = (number: string, match: 'suffix' | 'exact'): [string, number] | undefined => {
  const wanted = pattern(number, match);
  return wanted === undefined ? undefined : [wanted, MAX_HITS];
};

/** One hit per contact. Each is what was asked for, so each is strong. */
export const searchWrittenNumbers = async (
  database: Queryable,
  { number, match, limit = MAX_HITS }: { number: string; match: 'suffix' | 'exact'; limit?: number | undefined },
): Promise<NumberHit[]> => {
  const params = writtenParams(number, match);
  const rows = params ? await database.query<{ contact_id: number; label: string; raw: string }>(WRITTEN_SQL, params) : [];
  const hits = new Map<number, NumberHit>();
  for (const { contact_id: contactId, label, raw } of rows) if (!hits.has(contactId)) hits.set(contactId, { contactId, label, raw, confidence: 'strong' });
  return [...hits.values()].slice(0, limit);
};
