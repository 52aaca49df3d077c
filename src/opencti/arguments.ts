/** Reads what pages pass, which may be anything. What cannot be read is `INVALID_ARGUMENT`, naming the parameter, what was expected and what was found. */
import { CtiError } from '../protocol/error.ts';
import type { FieldValue, FieldValues } from '../protocol/field-values.ts';

export type Values = Record<string, unknown>;
export type Callback = (...args: unknown[]) => unknown;

export const isFunction = (value: unknown): value is Callback => typeof value === 'function';
export const isObject = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Never the value itself: it may be a number or a name. */
const kindOf = (value: unknown): string => {
  if (value === null || value === '') return value === null ? 'null' : 'empty';
  return Array.isArray(value) ? 'a list' : typeof value;
};

const wrong = (name: string, expected: string, found: string): CtiError => new CtiError('INVALID_ARGUMENT', `${name} must be ${expected}, but is ${found}.`);

export const textOf = (values: Values, name: string, min = 1): string => {
  const value = values[name];
  if (typeof value !== 'string' || value === '') throw wrong(name, 'a text', kindOf(value));
  if (value.length < min) throw wrong(name, `a text of at least ${min} characters`, 'shorter');
  return value;
};

/** For what may be left out; pages leave out by `undefined`, `null` and an empty text. */
export const optionalTextOf = (values: Values, name: string): string | undefined =>
  values[name] === undefined || values[name] === null || values[name] === '' ? undefined : textOf(values, name);

export const numberOf = (values: Values, name: string, min: number, max: number): number => {
  const value = values[name];
  const expected = `a number from ${min} to ${max}`;
  if (typeof value !== 'number') throw wrong(name, expected, kindOf(value));
  // Written so that NaN fails it.
  if (!(value >= min && value <= max)) throw wrong(name, expected, 'out of that range');
  return value;
};

export const flagOf = (values: Values, name: string): boolean => {
  const value = values[name];
  if (typeof value !== 'boolean') throw wrong(name, 'true or false', kindOf(value));
  return value;
};

export const objectOf = (values: Values, name: string): Values => {
  const value = values[name];
  if (!isObject(value)) throw wrong(name, 'an object', kindOf(value));
  return value;
};

export const functionOf = (values: Values, name: string): Callback => {
  const value = values[name];
  if (!isFunction(value)) throw wrong(name, 'a function', kindOf(value));
  return value;
};

const fieldValueOf = (name: string, value: unknown): FieldValue => {
  // As JSON writes it; one that is no date is null there.
  if (value instanceof Date) return value.toJSON();
  if (value !== null && !['string', 'number', 'boolean'].includes(typeof value)) throw wrong(name, 'a text, a number, true, false or null', kindOf(value));
  return value as FieldValue;
};

/** Fields as a page has them: left out where there is no value. */
export const fieldValuesOf = (values: Values): FieldValues =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, fieldValueOf(name, value)]),
  );

export const optionalFieldValuesOf = (values: Values, name: string): FieldValues | undefined =>
  values[name] === undefined || values[name] === null ? undefined : fieldValuesOf(objectOf(values, name));
