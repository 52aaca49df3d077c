/** What stands in a capture for a site's numbers, names and ids: by chance, of the same length and kind, and the same for the same. */
import { randomInt } from 'node:crypto';
import { MAX_DIGITS, MAX_DRAWS } from './limits.ts';

export interface StandIns {
  /** For a number, as large as that one. Nought is nobody's and stays. */
  number(value: number): number;
  /** For a text: digits for digits, letters for letters; what is neither stays, and so do the NULs. One character a byte. */
  text(bytes: Uint8Array): Uint8Array;
  /** For bytes of which nothing is known: noughts and all ones stay. */
  bytes(bytes: Uint8Array): Uint8Array;
}

/** A number that fits into one, two or four bytes is replaced by one that does. The last of each is the guide's null. */
const bounds = [0xfe, 0xfffe, 0x7fffffff, 0xfffffffe] as const;

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
const isUpper = (byte: number): boolean => byte >= 0x41 && byte <= 0x5a;
const isLower = (byte: number): boolean => byte >= 0x61 && byte <= 0x7a;
/** Latin-1 beyond ASCII: taken for letters, all of them. */
const isHigh = (byte: number): boolean => byte >= 0x80;
const isLetter = (byte: number): boolean => isUpper(byte) || isLower(byte) || isHigh(byte);
const isControl = (byte: number): boolean => (byte > 0 && byte < 0x20) || byte === 0x7f;

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');

const otherLetter = (code: number): number => {
  const [first, count] = isUpper(code) ? [0x41, 26] : isLower(code) ? [0x61, 26] : [0xe0, 23];
  const other = first + randomInt(count);
  return other === code ? first + ((other - first + 1) % count) : other;
};

const drawDigits = (digits: string): string => {
  const { length } = digits;
  const value = Number(digits);
  const isPlain = String(value) === digits;
  const least = digits.startsWith('0') ? 0 : 10 ** (length - 1);
  const most = digits.startsWith('0') && length > 1 ? 10 ** (length - 1) - 1 : 10 ** length - 1;
  const bound = isPlain ? bounds.find((one) => value <= one && one >= least) : undefined;
  // `randomInt` goes up to 2 ** 48, and so do fifteen digits.
  const range = Math.min(most, bound ?? most) - least + 1;
  return String(least + (range < 2 ** 47 ? randomInt(range) : randomInt(2 ** 47))).padStart(length, '0');
};

const drawLetters = (letters: string): string => String.fromCharCode(...Array.from(letters, (letter) => otherLetter(letter.charCodeAt(0))));

/** Not nought, not all ones, not the same. */
const otherByte = (byte: number): number => {
  const other = 1 + randomInt(0xfe);
  return other === byte ? (other % 0xfe) + 1 : other;
};
const drawBytes = (bytes: string): string => String.fromCharCode(...Array.from(bytes, (byte) => otherByte(byte.charCodeAt(0))));

export const createStandIns = (): StandIns => {
  const known = new Map<string, string>();
  const taken = new Set<string>();

  const standIn = (kind: 'digits' | 'letters' | 'bytes', original: string, draw: (original: string) => string): string => {
    const before = known.get(`${kind} ${original}`);
    if (before !== undefined) return before;
    let drawn = draw(original);
    // Two that differ look different, as long as there are enough of that length; and nobody looks as before.
    for (let tries = 0; tries < MAX_DRAWS && (drawn === original || taken.has(`${kind} ${drawn}`)); tries += 1) drawn = draw(original);
    while (drawn === original) drawn = draw(original);
    taken.add(`${kind} ${drawn}`);
    known.set(`${kind} ${original}`, drawn);
    return drawn;
  };

  /** Runs of bytes of one class, each replaced as a whole. */
  const replaceRuns = (bytes: Uint8Array, classOf: (byte: number) => 'digits' | 'letters' | 'bytes' | undefined): Uint8Array => {
    const result = Uint8Array.from(bytes);
    for (let at = 0; at < bytes.length; ) {
      const kind = classOf(bytes[at] ?? 0);
      let end = at + 1;
      while (end < bytes.length && classOf(bytes[end] ?? 0) === kind && (kind !== 'digits' || end - at < MAX_DIGITS)) end += 1;
      if (kind) {
        const draw = { digits: drawDigits, letters: drawLetters, bytes: drawBytes }[kind];
        result.set(Buffer.from(standIn(kind, latin1(bytes.subarray(at, end)), draw), 'latin1'), at);
      }
      at = end;
    }
    return result;
  };

  return {
    number: (value) => (value === 0 ? 0 : Number(standIn('digits', String(value), drawDigits))),
    text: (bytes) => replaceRuns(bytes, (byte) => (isDigit(byte) ? 'digits' : isLetter(byte) ? 'letters' : isControl(byte) ? 'bytes' : undefined)),
    bytes: (bytes) => replaceRuns(bytes, (byte) => (byte === 0 || byte === 0xff ? undefined : 'bytes')),
  };
};
