/** Reads the fields of a record that a softphone sends, and collects what is wrong with each: the softphone is told all of it at once. */
import type { FieldErrors, RecordLogInput } from '../api-types.ts';

type Fields = RecordLogInput['fields'];

export const createFieldReader = (fields: Fields) => {
  const errors: FieldErrors = {};
  const read = new Set<string>();
  const refuse = (name: string, code: string, message: string): undefined => {
    errors[name] = [...(errors[name] ?? []), { code, message }];
  };

  /** Undefined where there is nothing: left out, null, or an empty text, which is how pages of Classic write nothing. */
  const given = (name: string): string | number | boolean | undefined => {
    read.add(name);
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return value === null || value === '' ? undefined : value;
  };

  const text = (name: string, max: number): string | undefined => {
    const value = given(name);
    if (value === undefined) return undefined;
    const written = String(value).trim();
    if (written.length > max) return refuse(name, 'STRING_TOO_LONG', `is longer than ${max} characters`);
    return written.includes('\u0000') ? refuse(name, 'INVALID_TYPE', 'must not contain NUL') : written;
  };

  return {
    errors,
    refuse,
    text,
    /** Pages of Classic have texts only, so a number may be one. */
    seconds(name: string, max: number): number | undefined {
      const value = given(name);
      if (value === undefined) return undefined;
      const seconds = Number(value);
      return seconds >= 0 && seconds <= max ? seconds : refuse(name, 'INVALID_TYPE', `must be a number from 0 to ${max}`);
    },
    /** `2026-01-31`, or with a time as ISO 8601 writes it. */
    time(name: string): number | undefined {
      const value = given(name);
      if (value === undefined) return undefined;
      const time = /^\d{4}-\d{2}-\d{2}(T.*)?$/.test(String(value)) ? Date.parse(String(value)) : Number.NaN;
      return Number.isNaN(time) ? refuse(name, 'INVALID_TYPE', 'must be a date such as 2026-01-31') : time;
    },
    oneOf<Value extends string>(name: string, values: readonly Value[]): Value | undefined {
      const value = given(name);
      if (value === undefined) return undefined;
      const known = values.find((candidate) => candidate === String(value).toLowerCase());
      return known ?? refuse(name, 'INVALID_VALUE', `must be one of ${values.join(', ')}`);
    },
    /** What nobody has asked for is no field of this record. */
    refuseOthers(kind: string): void {
      for (const name of Object.keys(fields)) if (!read.has(name)) refuse(name, 'INVALID_FIELD', `is no field of ${kind}`);
    },
  };
};

export type FieldReader = ReturnType<typeof createFieldReader>;
