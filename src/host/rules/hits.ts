/** Hits of all searches of a rule, counted together. */
import { CtiError } from '../../protocol/error.ts';
import { MAX_MATCHES } from '../../protocol/limits.ts';
import type { RuleSearch } from '../../protocol/pop-rules.ts';
import { type RecordMatch, recordMatchSchema } from '../../protocol/record.ts';
import { MAX_HITS_READ } from './limits.ts';

export interface Hits {
  /** Different records found. */
  readonly count: number;
  /** Of these, the strong ones. */
  readonly strongCount: number;
  /** The only strong one, whatever weak ones there are. */
  readonly match: RecordMatch | undefined;
  /** Strong ones first, else in the order found; at most 50. */
  readonly matches: RecordMatch[];
  add(found: readonly RecordMatch[]): void;
}

const isStrong = ({ confidence }: RecordMatch): boolean => confidence !== 'weak';

export const createHits = (): Hits => {
  const byRecord = new Map<string, RecordMatch>();
  const strong = () => [...byRecord.values()].filter(isStrong);
  return {
    get count() {
      return byRecord.size;
    },
    get strongCount() {
      return strong().length;
    },
    get match() {
      const [first, second] = strong();
      return second ? undefined : first;
    },
    get matches() {
      const weak = [...byRecord.values()].filter((hit) => !isStrong(hit));
      return [...strong(), ...weak].slice(0, MAX_MATCHES);
    },
    add(found) {
      for (const hit of found) {
        const record = JSON.stringify([hit.objectType, hit.recordId]);
        const known = byRecord.get(record);
        // Found twice is as sure as the surer of the two.
        if (!known || (isStrong(hit) && !isStrong(known))) byRecord.set(record, hit);
      }
    },
  };
};

/** What a CRM gave, checked. Of more than 10,000 hits the first are read. @throws CtiError `INVALID_RESULT`. */
export const readHits = (found: unknown): RecordMatch[] => {
  if (!Array.isArray(found)) throw new CtiError('INVALID_RESULT', "The CRM's search gave something else than a list of matches.");
  return found.slice(0, MAX_HITS_READ).map((hit: unknown, index) => {
    const { data, error } = recordMatchSchema().safeParse(hit);
    if (error)
      throw new CtiError('INVALID_RESULT', `The CRM's search gave something else than a match, at [${index}].${error.issues[0]?.path.join('.') ?? ''}.`);
    return data;
  });
};

const onlyFields = (hit: RecordMatch, names: readonly string[]): RecordMatch => ({
  ...hit,
  fields: Object.fromEntries(Object.entries(hit.fields ?? {}).filter(([name]) => names.includes(name))),
});

/** Hits of the kinds of records and with the fields that the search asked for, whether or not the CRM heeded it. @throws CtiError `INVALID_RESULT`. */
export const asAsked = (found: readonly RecordMatch[], { objectTypes, fields }: RuleSearch): RecordMatch[] => {
  const [onlyType, ...others] = objectTypes ?? [];
  return found.flatMap((hit) => {
    const objectType = hit.objectType ?? (others.length === 0 ? onlyType : undefined);
    if (objectTypes && objectType === undefined)
      throw new CtiError('INVALID_RESULT', "The CRM's search was asked for certain kinds of records and gave a match without objectType.");
    if (objectTypes && objectType !== undefined && !objectTypes.includes(objectType)) return [];
    const typed = objectType === undefined ? hit : { ...hit, objectType };
    const names = objectType !== undefined && fields && Object.hasOwn(fields, objectType) ? fields[objectType] : undefined;
    return [names ? onlyFields(typed, names) : typed];
  });
};
