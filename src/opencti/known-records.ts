/** Ids of which the page has heard, with the kind of record: of a path like `/17` nobody could tell otherwise that it is an id. */
import type { RecordReference } from '../protocol/record.ts';
import { MAX_KNOWN_RECORDS } from './limits.ts';

export interface KnownRecords {
  has(recordId: string): boolean;
  typeOf(recordId: string): string | undefined;
  /** The oldest are forgotten. */
  add(record: RecordReference | undefined): void;
}

export const createKnownRecords = (): KnownRecords => {
  const types = new Map<string, string | undefined>();
  return {
    has: (recordId) => types.has(recordId),
    typeOf: (recordId) => types.get(recordId),
    add(record) {
      if (!record) return;
      types.delete(record.recordId);
      types.set(record.recordId, record.objectType);
      const [oldest] = types.keys();
      if (types.size > MAX_KNOWN_RECORDS && oldest !== undefined) types.delete(oldest);
    },
  };
};
