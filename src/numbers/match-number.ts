import { type Comparable, comparable, compareNumbers, type MatchedBy, mayMatch } from './compare-numbers.ts';
import { MAX_NUMBER_LENGTH } from './limits.ts';
import { suffixDigits } from './number-keys.ts';
import { isWebFrontMatch, type NumberQuery, readWebFrontNumber } from './webfront-number.ts';

/** A number in the CRM. */
export interface StoredNumber {
  number: string;
  /** Where it is dialled, ISO 3166-1 alpha-2. Default: `defaultCountry`. */
  country?: string | undefined;
  /** Numbers of one record give one hit. */
  recordId?: string | undefined;
}

export interface MatchOptions {
  /**
   * `e164`, the default: by what numbers mean. `webfront`: by their text, as WebFront does it; every hit is strong, so that a single one pops.
   */
  mode?: 'e164' | 'webfront' | undefined;
  /** Country of numbers without an international prefix, of callers and in the CRM, ISO 3166-1 alpha-2. Mode `e164` only. */
  defaultCountry?: string | undefined;
  /** Fewest equal last digits that count, 4 to 15. Default 7. Mode `e164` only. */
  minSuffixDigits?: number | undefined;
}

export interface NumberHit<Candidate> {
  candidate: Candidate;
  by: MatchedBy;
  /** As `RecordMatch` has it. Only one strong hit pops by itself. */
  confidence: 'strong' | 'weak';
}

const ranks: Record<MatchedBy, number> = { exact: 0, national: 1, suffix: 2 };

const storedOf = (candidate: string | StoredNumber): StoredNumber => (typeof candidate === 'string' ? { number: candidate } : candidate);

/** The better hit of each record; `hits` come best first. */
const onePerRecord = <Hit extends { candidate: string | StoredNumber }>(hits: readonly Hit[]): Hit[] => {
  const seen = new Set<string>();
  return hits.filter(({ candidate }) => {
    const { recordId } = storedOf(candidate);
    if (recordId === undefined) return true;
    const isFirst = !seen.has(recordId);
    seen.add(recordId);
    return isFirst;
  });
};

type Compare = (stored: StoredNumber) => MatchedBy | undefined;

const webFront = (query: string | NumberQuery): Compare => {
  const read = typeof query === 'string' ? readWebFrontNumber(query.slice(0, MAX_NUMBER_LENGTH * 3)) : query;
  return ({ number }) => {
    if (!isWebFrontMatch(number, read)) return undefined;
    return number === read.number ? 'exact' : 'suffix';
  };
};

const e164 = (query: string | NumberQuery, { defaultCountry, minSuffixDigits }: MatchOptions): Compare => {
  const { number, match } = typeof query === 'string' ? { number: query, match: 'suffix' } : query;
  const minDigits = suffixDigits(minSuffixDigits);
  const read = (raw: string, own?: string): Comparable => comparable(raw, { own, default: defaultCountry }, minDigits);
  const asked = read(number);
  return (stored) => {
    if (!mayMatch(asked, stored.number)) return undefined;
    const by = compareNumbers(asked, read(stored.number, stored.country), minDigits);
    return by === 'suffix' && match === 'exact' ? undefined : by;
  };
};

/**
 * Which of these numbers are the caller's. Best first, equal ones in the order they came; one per record. Never throws.
 *
 * By default a number of the world decides. Where the country of one side is not known, digits as dialled do; they are strong as long
 * as nobody has the very number. Last digits alone are weak. Numbers of up to six digits must be equal as a whole: `7722` is a
 * colleague, not everybody whose number ends so. A query `{ match: 'exact' }` leaves last digits out.
 *
 * In mode `webfront` texts are compared. A query that is a text is the parameter as it stands in the URL, still encoded: `^` in front
 * for the whole number, `%2B` for a plus, and a bare `+` is lost. What `parseLaunchUrl` gives is taken as it is. Look rows up
 * by the end of the text, for example with an index on `reverse(raw)`.
 *
 * @param candidates rows that a lookup by `numberKeys` gave, or the whole of a phone book: those that cannot fit are passed over at once
 * @example
 * matchNumber('+46702007722', ['070-200 77 22', '+46 8 123 456 78'], { defaultCountry: 'SE' });
 * // [{ candidate: '070-200 77 22', by: 'exact', confidence: 'strong' }]
 * matchNumber('^%2B0702007722', ['+0702007722', '0702007722'], { mode: 'webfront' });
 * // [{ candidate: '+0702007722', by: 'exact', confidence: 'strong' }]
 */
export const matchNumber = <Candidate extends string | StoredNumber>(
  query: string | NumberQuery,
  candidates: readonly Candidate[],
  options: MatchOptions = {},
): NumberHit<Candidate>[] => {
  const isWebFront = options.mode === 'webfront';
  const compare = isWebFront ? webFront(query) : e164(query, options);
  const found = candidates.flatMap((candidate) => {
    const stored = storedOf(candidate);
    // Rows of a database hold null where nobody wrote a number.
    const by = typeof stored.number === 'string' ? compare(stored) : undefined;
    return by ? [{ candidate, by }] : [];
  });
  const best = onePerRecord(found.sort((one, other) => ranks[one.by] - ranks[other.by]));
  const [first] = best;
  return best.map(({ candidate, by }) => ({
    candidate,
    by,
    confidence: isWebFront || (by !== 'suffix' && by === first?.by) ? 'strong' : 'weak',
  }));
};
