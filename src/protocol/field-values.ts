/** Fields of a record by their API names, as the CRM stores them. */
import * as z from 'zod/mini';
import { isMap, type MapCaps } from './is-map.ts';
import { MAX_DATA_KEYS, MAX_FIELD_LENGTH, MAX_FIELDS_LENGTH, MAX_NAME_LENGTH } from './limits.ts';
import { schemaOf } from './schema.ts';

export type FieldValue = string | number | boolean | null;
export type FieldValues = Record<string, FieldValue>;

const isFieldValue = (value: unknown): value is FieldValue =>
  value === null ||
  typeof value === 'boolean' ||
  (typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string' && value.length <= MAX_FIELD_LENGTH);

const caps: MapCaps = { names: MAX_DATA_KEYS, nameLength: MAX_NAME_LENGTH, length: MAX_FIELDS_LENGTH };

export const fieldValueSchema = schemaOf<FieldValue>()(() =>
  z.custom<FieldValue>(isFieldValue, `must be a text of at most ${MAX_FIELD_LENGTH} characters, a number, true, false or null`),
);
export const fieldValuesSchema = schemaOf<FieldValues>()(() =>
  z.custom<FieldValues>(
    (value) => isMap(value, caps, isFieldValue),
    `must hold at most ${MAX_DATA_KEYS} texts, numbers, true, false or null by name, of ${MAX_FIELDS_LENGTH} characters together`,
  ),
);
