/** Who has this number? By E.164 where both sides have one, else by the longest common suffix. */
import type { Queryable } from './database.ts';
import { commonSuffix, digitsOf, reverse } from './digits.ts';
import { MAX_HITS, MIN_SUFFIX_DIGITS, SUFFIX_NEIGHBOURS } from './limits.ts';

export interface NumberHit {
  contactId: number;
  label: string;
  /** As it stands in the CRM. */
  raw: string;
  /** `strong`: the same E.164 number. `weak`: the same last digits. */
  confidence: 'strong' | 'weak';
}

interface NumberRow {
  contact_id: number;
  label: string;
  raw: string;
  digits: string;
}

/** One lookup in the index on `e164`. */
export const EXACT_SQL = 'select contact_id, label, raw, digits from numbers where e164 = $1 order by id limit $2';

/** One lookup in the index on `reversed`: for short numbers, such as extensions, which must be equal as a whole. */
export const WHOLE_SQL = 'select contact_id, label, raw, digits from numbers where reversed = $1 order by id limit $2';

/**
 * Two short walks in the index on `reversed`, up and down from where the number itself would stand: what shares the
 * longest suffix with it stands next to it. Bounds: all numbers with the same last digits. The operators `~>=~` and the
 * like compare bytes, as the index does.
 */
export const SUFFIX_SQL = `
  (select contact_id, label, raw, digits from numbers where reversed ~>=~ $1 and reversed ~<~ $3 order by reversed using ~<~ limit $4)
  union all
  (select contact_id, label, raw, digits from numbers where reversed ~<~ $1 and reversed ~>=~ $2 order by reversed using ~>~ limit $4)`;

/** Bounds of {@link SUFFIX_SQL} for the digits of a number; `:` follows `9` in ASCII. */
export const suffixParams = (digits: string): [string, string, string, number] => {
  const reversed = reverse(digits);
  const common = reversed.slice(0, MIN_SUFFIX_DIGITS);
  return [reversed, common, `${common}:`, SUFFIX_NEIGHBOURS];
};

/** Digits that tell numbers apart: an international prefix does not. */
const significant = (number: string): string => digitsOf(number).replace(/^00/, '');

const suffixRows = async (database: Queryable, number: string): Promise<NumberRow[]> => {
  const digits = significant(number);
  if (digits.length < MIN_SUFFIX_DIGITS) return digits === '' ? [] : database.query<NumberRow>(WHOLE_SQL, [reverse(digits), MAX_HITS]);
  const rows = await database.query<NumberRow>(SUFFIX_SQL, suffixParams(digits));
  const lengths = rows.map((row) => commonSuffix(row.digits, digits));
  const longest = Math.max(0, ...lengths);
  return rows.filter((_, index) => lengths[index] === longest);
};

/** Hits, one per contact, at most `limit`. */
export const searchNumbers = async (
  database: Queryable,
  query: { number?: string | undefined; e164?: string | undefined; limit?: number | undefined },
): Promise<NumberHit[]> => {
  const limit = Math.min(query.limit ?? MAX_HITS, MAX_HITS);
  const exact = query.e164 === undefined ? [] : await database.query<NumberRow>(EXACT_SQL, [query.e164, MAX_HITS]);
  const rows = exact.length > 0 || query.number === undefined ? exact : await suffixRows(database, query.number);
  const confidence = exact.length > 0 ? 'strong' : 'weak';
  const hits = new Map<number, NumberHit>();
  for (const { contact_id: contactId, label, raw } of rows) if (!hits.has(contactId)) hits.set(contactId, { contactId, label, raw, confidence });
  return [...hits.values()].slice(0, limit);
};
