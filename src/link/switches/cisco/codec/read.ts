/** Reads values out of a frame. Whoever calls has made sure that the bytes are there. */
import { PORT_AMBIGUOUS_LENGTH } from './limits.ts';
import { type Field, Kind } from './parse-layout.ts';
import { readText } from './read-text.ts';

type ReadableField = Pick<Field, 'kind' | 'size' | 'nullable'>;

/** Bytes outside an array read as undefined; inside one, as numbers. The caller stays inside. */
const byte = (bytes: Uint8Array, at: number): number => bytes[at] as number;
const readU2 = (bytes: Uint8Array, at: number): number => (byte(bytes, at) << 8) | byte(bytes, at + 1);
const readI4 = (bytes: Uint8Array, at: number): number => (readU2(bytes, at) << 16) | readU2(bytes, at + 2);
export const readU4 = (bytes: Uint8Array, at: number): number => readI4(bytes, at) >>> 0;

/** A floating field's tag or length. */
export const readPrefix = (bytes: Uint8Array, at: number, isWide: boolean): number => (isWide ? readU2(bytes, at) : byte(bytes, at));

/** A copy: the frame may be a view of a buffer that is used again. */
export const copyBytes = (bytes: Uint8Array, start: number, end: number): Uint8Array => {
  const copy = new Uint8Array(end - start);
  for (let at = start; at < end; at += 1) copy[at - start] = byte(bytes, at);
  return copy;
};

/** A name and a value, each with its NUL; undefined without a name. */
const readNamed = (bytes: Uint8Array, start: number, end: number): { name: string; value: string } | undefined => {
  let nameEnd = start;
  // Not `indexOf`: it would look through the rest of the frame for each of a thousand names that have no NUL.
  while (nameEnd < end && bytes[nameEnd] !== 0) nameEnd += 1;
  if (nameEnd === start || nameEnd === end) return undefined;
  return { name: readText(bytes, start, nameEnd), value: readText(bytes, nameEnd + 1, end) };
};

/** A value of the fixed part: always there, always readable. */
export const readFixed = (bytes: Uint8Array, at: number, { kind, nullable }: ReadableField): number | boolean | null => {
  switch (kind) {
    case Kind.u4: {
      const value = readU4(bytes, at);
      return nullable && value === 0xffffffff ? null : value;
    }
    case Kind.u2: {
      const value = readU2(bytes, at);
      return nullable && value === 0xffff ? null : value;
    }
    case Kind.i4: {
      const value = readI4(bytes, at);
      return nullable && value === -1 ? null : value;
    }
    case Kind.b2:
      return readU2(bytes, at) !== 0;
    default:
      return byte(bytes, at);
  }
};

/** The value of a floating field, or undefined where its data are not of its kind. */
export const readFloating = (bytes: Uint8Array, start: number, end: number, field: ReadableField): unknown => {
  switch (field.kind) {
    case Kind.text:
      return readText(bytes, start, end);
    case Kind.bytes:
      return copyBytes(bytes, start, end);
    case Kind.port: {
      if (end - start === 4) return readU4(bytes, start);
      const text = readText(bytes, start, end);
      return text.length === PORT_AMBIGUOUS_LENGTH ? undefined : text;
    }
    case Kind.namedVariable:
      return readNamed(bytes, start, end);
    case Kind.namedArray: {
      const named = end > start ? readNamed(bytes, start + 1, end) : undefined;
      return named && { index: byte(bytes, start), ...named };
    }
    case Kind.b2:
      return end - start === 2 && readU2(bytes, start) < 2 ? readFixed(bytes, start, field) : undefined;
    default:
      return end - start === field.size ? readFixed(bytes, start, field) : undefined;
  }
};
