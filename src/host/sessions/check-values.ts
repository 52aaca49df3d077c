import { CtiError } from '../../protocol/error.ts';
import { MAX_DATA_KEYS, MAX_DATA_LENGTH } from '../../protocol/limits.ts';
import { schemaOf, stringMap } from '../../protocol/schema.ts';

export type Values = Readonly<Record<string, string>>;

const valuesSchema = schemaOf<Record<string, string>>()(stringMap);

/** Values with others set over them; an empty text takes one away. @throws CtiError `INVALID_ARGUMENT`; `TOO_LARGE`. */
export const withValues = (values: Values, changes: Values): Values => {
  if (!valuesSchema().safeParse(changes).success) throw new CtiError('INVALID_ARGUMENT', `Values are at most ${MAX_DATA_KEYS} texts by name.`);
  const next = Object.fromEntries(Object.entries({ ...values, ...changes }).filter(([, value]) => value !== ''));
  if (valuesSchema().safeParse(next).success) return next;
  throw new CtiError('TOO_LARGE', `There would be more than ${MAX_DATA_KEYS} values, or more than ${MAX_DATA_LENGTH} characters of them.`);
};
