/** Data without a shape of ours: what an action takes and gives, what a channel carries. */
import * as z from 'zod/mini';
import { isPlainObject } from './is-map.ts';
import { MAX_DEPTH } from './limits.ts';
import { schemaOf } from './schema.ts';

/** What JSON can say. */
export type PlainData = string | number | boolean | null | readonly PlainData[] | { readonly [name: string]: PlainData | undefined };

/** How large it may be is the message's cap (`TOO_LARGE`), checked before. */
export const isPlainData = (value: unknown, depth = 0): value is PlainData => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth > MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.every((item) => isPlainData(item, depth + 1));
  return isPlainObject(value) && Object.entries(value).every(([name, item]) => name !== '__proto__' && (item === undefined || isPlainData(item, depth + 1)));
};

const notPlain = 'must be what JSON can say: texts, numbers, true, false, null, lists and plain objects';

export const plainDataSchema = schemaOf<PlainData>()(() => z.custom<PlainData>((value) => isPlainData(value), notPlain));
/** For what may be nothing at all. */
export const optionalDataSchema = schemaOf<PlainData | undefined>()(() =>
  z.custom<PlainData | undefined>((value) => value === undefined || isPlainData(value), notPlain),
);
