/** Writes values into the frame that is being built. One frame at a time: encoding never waits for anything. */
import { CodecError } from './codec-error.ts';
import {
  MAX_NAMED_BYTES_PER_MESSAGE,
  MAX_NAMED_NAME_BYTES,
  MAX_NAMED_VALUE_BYTES,
  MAX_PORT_TEXT_BYTES,
  maxSentBytes,
  NEWEST_VERSION,
  PORT_AMBIGUOUS_LENGTH,
} from './limits.ts';
import { type Field, Kind } from './parse-layout.ts';

export interface Writer {
  readonly bytes: Uint8Array;
  at: number;
  /** Largest frame of this version. */
  maxBytes: number;
  /** Bytes of named variables and array elements so far. */
  namedBytes: number;
}

export const writer: Writer = { bytes: new Uint8Array(maxSentBytes(NEWEST_VERSION)), at: 0, maxBytes: 0, namedBytes: 0 };

const invalid = (field: string, problem: string) => new CodecError('INVALID_ARGUMENT', `${field} ${problem}`, { field });

/** Makes sure that so many bytes fit. */
export const reserve = (out: Writer, bytes: number): void => {
  if (out.at + bytes > out.maxBytes)
    throw new CodecError('TOO_LARGE', `the message is larger than the ${out.maxBytes} bytes that this version allows`, { maxBytes: out.maxBytes });
};

/** `size` bytes of an integer, which may be given signed or unsigned. */
export const putInteger = (out: Writer, value: number, size: number): void => {
  for (let shift = (size - 1) * 8; shift >= 0; shift -= 8) out.bytes[out.at++] = value >>> shift;
};

/** The largest integer of a kind. */
const MOST: readonly (number | undefined)[] = [0xff, 0xffff, 0xffffffff, 0x7fffffff];

const numberOf = (value: unknown, { key, kind, nullable }: Field): number => {
  if (kind === Kind.b2) {
    if (typeof value !== 'boolean') throw invalid(key, 'must be true or false');
    return Number(value);
  }
  if (value === null && nullable) return -1;
  const least = kind === Kind.i4 ? -0x80000000 : 0;
  const most = MOST[kind] ?? 0xffffffff;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
    throw invalid(key, `must be an integer from ${least} to ${most}${nullable ? ', or null' : ''}`);
  return value;
};

export const writeFixed = (out: Writer, value: unknown, field: Field): void => {
  const number = numberOf(value, field);
  reserve(out, field.size);
  putInteger(out, number, field.size);
};

/** Characters and a NUL. */
const putText = (out: Writer, value: unknown, maxBytes: number, field: string): void => {
  if (typeof value !== 'string') throw invalid(field, 'must be a string');
  if (value.length >= maxBytes) throw invalid(field, `must have at most ${maxBytes - 1} characters`);
  reserve(out, value.length + 1);
  const { bytes, at } = out;
  for (let index = 0; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    if (code === 0 || code > 0xff) throw invalid(field, 'must have characters of one byte only, none of them NUL');
    bytes[at + index] = code;
  }
  bytes[at + value.length] = 0;
  out.at = at + value.length + 1;
};

export const putBytes = (out: Writer, value: unknown, maxBytes: number, field: string): void => {
  if (!(value instanceof Uint8Array)) throw invalid(field, 'must be a Uint8Array');
  if (value.length > maxBytes) throw invalid(field, `must have at most ${maxBytes} bytes`);
  reserve(out, value.length);
  out.bytes.set(value, out.at);
  out.at += value.length;
};

/** The index of a named array's element. */
const INDEX: Field = { key: 'namedArrays.index', kind: Kind.u1, size: 1, nullable: false, absent: undefined };

const putNamed = (out: Writer, given: unknown, field: Field): void => {
  if (typeof given !== 'object' || given === null) throw invalid(field.key, 'must have entries of { name, value }');
  const { index, name, value } = given as Record<string, unknown>;
  const start = out.at;
  if (field.kind === Kind.namedArray) writeFixed(out, index, INDEX);
  if (name === '') throw invalid(`${field.key}.name`, 'must not be empty');
  putText(out, name, MAX_NAMED_NAME_BYTES + 1, `${field.key}.name`);
  putText(out, value, MAX_NAMED_VALUE_BYTES + 1, `${field.key}.value`);
  out.namedBytes += out.at - start;
  if (out.namedBytes > MAX_NAMED_BYTES_PER_MESSAGE)
    throw new CodecError('TOO_LARGE', `named variables and arrays are limited to ${MAX_NAMED_BYTES_PER_MESSAGE} bytes a message`, {
      field: field.key,
      maxBytes: MAX_NAMED_BYTES_PER_MESSAGE,
    });
};

/** The data of a floating field, without tag and length. */
export const writeFloating = (out: Writer, value: unknown, field: Field): void => {
  if (field.kind === Kind.text) putText(out, value, field.size, field.key);
  else if (field.kind === Kind.port && typeof value === 'string' && value.length !== PORT_AMBIGUOUS_LENGTH) putText(out, value, MAX_PORT_TEXT_BYTES, field.key);
  else if (field.kind === Kind.bytes) putBytes(out, value, field.size, field.key);
  else if (field.kind === Kind.namedVariable || field.kind === Kind.namedArray) putNamed(out, value, field);
  else writeFixed(out, value, field);
};
