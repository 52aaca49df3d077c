import type { List } from './parse-layout.ts';

type Values = Record<string, unknown>;

/** Where a list's entries are being filled while a message is decoded. Used again for the next message, after `rewind`. */
export interface ListCursor {
  readonly key: string;
  readonly isRecords: boolean;
  readonly outer: ListCursor | undefined;
  readonly inner: ListCursor[];
  /** Order of the list's first field. */
  readonly first: number;
  entry: Values | undefined;
  /** Order of the field that came last. */
  place: number;
}

export const listCursors = (lists: readonly List[]): ReadonlyMap<List, ListCursor> => {
  const cursors = new Map<List, ListCursor>();
  for (const list of lists) {
    const outer = list.outer && cursors.get(list.outer);
    const cursor: ListCursor = { key: list.key, isRecords: list.isRecords, outer, inner: [], first: list.slots[0]?.order ?? 0, entry: undefined, place: -1 };
    outer?.inner.push(cursor);
    cursors.set(list, cursor);
  }
  return cursors;
};

/** Forgets the entries, so that they live no longer than their message. */
export const rewind = (cursors: readonly ListCursor[]): void => {
  for (const cursor of cursors) cursor.entry = undefined;
};

const openEntry = (cursor: ListCursor, message: Values): Values => {
  const owner = cursor.outer ? (cursor.outer.entry ?? openEntry(cursor.outer, message)) : message;
  const entry: Values = {};
  const entries = owner[cursor.key] as Values[] | undefined;
  if (entries) entries.push(entry);
  else owner[cursor.key] = [entry];
  cursor.entry = entry;
  rewind(cursor.inner);
  return entry;
};

/**
 * The entry that a field belongs to. The guide has the members of an entry in a fixed order, so a field that is not further on
 * than the one before it begins the next entry; a record begins with its first field only.
 */
export const entryFor = (cursor: ListCursor, order: number, message: Values): Values => {
  const begins = cursor.isRecords ? order === cursor.first : order <= cursor.place;
  cursor.place = order;
  return cursor.entry === undefined || begins ? openEntry(cursor, message) : cursor.entry;
};

/** Whether a field that is not further on in the guide's order than the one before it is where the guide has it nevertheless. */
export const isNextEntry = (cursor: ListCursor, order: number, previous: ListCursor | undefined): boolean =>
  cursor.isRecords ? order === cursor.first : cursor === previous;
