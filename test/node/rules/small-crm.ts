/** A CRM small enough to read: records in a list, and a search over them as a CRM would make it. */
import { type Search } from '../../../src/host/rules/run-searches.ts';
import type { RecordMatch, SearchQuery } from '../../../src/index.ts';

export interface StoredRecord {
  id: string;
  type: string;
  name: string;
  phones?: readonly string[];
  fields?: Record<string, string>;
  confidence?: 'strong' | 'weak';
}

const digits = (text: string) => text.replace(/\D/g, '');

const fits = ({ phones = [], name, fields = {} }: StoredRecord, { number, e164, text, where }: SearchQuery): boolean => {
  if (where && !Object.entries(where).every(([field, value]) => fields[field] === value)) return false;
  if (number === undefined && text === undefined) return true;
  const wanted = [number, e164].flatMap((one) => (one === undefined ? [] : [digits(one)])).filter((one) => one !== '');
  if (phones.some((phone) => wanted.includes(digits(phone)))) return true;
  return text !== undefined && [name, ...Object.values(fields)].some((value) => value.toLowerCase().includes(text.toLowerCase()));
};

/** `heedsTypes: false` is a CRM that knows nothing of `objectTypes`. */
export const smallCrm = (records: readonly StoredRecord[], { heedsTypes = true } = {}) => {
  const queries: SearchQuery[] = [];
  const search: Search = async (query) => {
    queries.push(query);
    return records
      .filter((record) => (!heedsTypes || !query.objectTypes || query.objectTypes.includes(record.type)) && fits(record, query))
      .map(({ id, type, name, fields, confidence }): RecordMatch => ({ recordId: id, objectType: type, recordName: name, fields, confidence }));
  };
  return { search, queries };
};

/** Ten thousand people with one number between them. */
export const crowd = (size = 10_000, type = 'Contact'): StoredRecord[] =>
  Array.from({ length: size }, (_, index) => ({ id: `${type}/${index}`, type, name: `Person ${index}`, phones: ['+4681'] }));
