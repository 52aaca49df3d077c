/** Damages frames in every way that a broken or hostile peer could, in place and quickly. Knows nothing of the codec. */
import { guide, isInVersion } from './guide.ts';
import type { Seeded } from './seeded.ts';

/** Where the floating part of a message begins, in bytes from the frame's first. */
const fixedEnds = new Map<number, ReadonlyMap<number, number>>();
export const fixedEnd = (messageType: number, version: number): number | undefined => {
  let ends = fixedEnds.get(version);
  if (!ends) {
    const messages = guide.filter((message) => isInVersion(message, version));
    const endOf = (fixed: (typeof guide)[number]['fixed']) =>
      fixed.filter((field) => isInVersion(field, version)).reduce((end, { type }) => end + Number(type.slice(1)), 8);
    ends = new Map(messages.map(({ type, fixed }) => [type, endOf(fixed)]));
    fixedEnds.set(version, ends);
  }
  return ends.get(messageType);
};

export const readU4 = (bytes: Uint8Array, at: number): number =>
  (((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)) >>> 0;
export const writeU4 = (bytes: Uint8Array, at: number, value: number): void => {
  for (let index = 0; index < 4; index += 1) bytes[at + index] = value >>> (24 - 8 * index);
};

/** Offsets of the floating fields, as far as they can be followed. */
const fieldStarts = (bytes: Uint8Array, length: number, version: number): number[] => {
  const starts: number[] = [];
  const width = version < 20 ? 1 : 2;
  let at = fixedEnd(readU4(bytes, 4), version) ?? length;
  while (at + 2 * width <= length) {
    starts.push(at);
    at += 2 * width + (width === 1 ? (bytes[at + 1] ?? 0) : ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
  }
  return starts;
};

/** What of a frame is damaged: gets the frame and its length, and gives the new length. There is room for twice the largest frame. */
type Mutation = (bytes: Uint8Array, length: number, version: number, random: Seeded) => number;

const insert = (bytes: Uint8Array, length: number, at: number, inserted: Uint8Array): number => {
  bytes.copyWithin(at + inserted.length, at, length);
  bytes.set(inserted, at);
  return length + inserted.length;
};
const remove = (bytes: Uint8Array, length: number, at: number, count: number): number => {
  bytes.copyWithin(at, at + count, length);
  return length - count;
};
/** Somewhere behind the header. */
const place = (length: number, random: Seeded): number => 8 + random(Math.max(1, length - 8));

/** A floating field as a whole: its offset and its bytes. */
const field = (bytes: Uint8Array, length: number, version: number, random: Seeded): { at: number; data: Uint8Array } | undefined => {
  const starts = fieldStarts(bytes, length, version);
  const index = random(starts.length || 1);
  const at = starts[index];
  return at === undefined ? undefined : { at, data: bytes.slice(at, Math.min(length, starts[index + 1] ?? length)) };
};

export const mutations: Readonly<Record<string, Mutation>> = {
  bitFlip(bytes, length, _version, random) {
    const at = place(length, random);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
    return length;
  },
  otherByte(bytes, length, _version, random) {
    bytes[place(length, random)] = [0, 1, 0x7f, 0x80, 0xff, random(256)][random(6)] ?? 0;
    return length;
  },
  insertBytes: (bytes, length, _version, random) =>
    insert(
      bytes,
      length,
      place(length, random),
      Uint8Array.from({ length: 1 + random(6) }, () => random(256)),
    ),
  deleteBytes(bytes, length, _version, random) {
    const at = place(length, random);
    return remove(bytes, length, at, Math.min(length - at, 1 + random(6)));
  },
  truncate: (_bytes, length, _version, random) => 8 + random(length - 7),
  otherTag(bytes, length, version, random) {
    const [one, other] = [field(bytes, length, version, random), field(bytes, length, version, random)];
    if (one && other) bytes[one.at + (version < 20 ? 0 : 1)] = random(3) ? (other.data[version < 20 ? 0 : 1] ?? 0) : random(256);
    return length;
  },
  fieldLengthLie(bytes, length, version, random) {
    const one = field(bytes, length, version, random);
    if (one) bytes[one.at + (version < 20 ? 1 : 2 + random(2))] = random(4) ? random(24) : random(256);
    return length;
  },
  fieldTwice(bytes, length, version, random) {
    const [one, other] = [field(bytes, length, version, random), field(bytes, length, version, random)];
    return one && other ? insert(bytes, length, other.at, one.data) : length;
  },
  fieldElsewhere(bytes, length, version, random) {
    const one = field(bytes, length, version, random);
    if (!one) return length;
    const shorter = remove(bytes, length, one.at, one.data.length);
    return insert(bytes, shorter, field(bytes, shorter, version, random)?.at ?? shorter, one.data);
  },
  otherType(bytes, length, _version, random) {
    writeU4(bytes, 4, random(8) ? random(290) : random(2 ** 32));
    return length;
  },
  randomBody(bytes, _length, _version, random) {
    const length = 8 + random(120);
    for (let at = 8; at < length; at += 1) bytes[at] = random(256);
    return length;
  },
};
const kinds = Object.values(mutations);

/** Writes a damaged copy of a frame at the beginning of `bytes`, MessageLength right, and gives its length. `other` is what may be spliced in. */
export const damage = (bytes: Uint8Array, frame: Uint8Array, other: Uint8Array, version: number, random: Seeded): number => {
  bytes.set(frame);
  let { length } = frame;
  if (random(10) === 0) {
    // The head of one, the tail of another.
    length = place(length, random);
    const from = place(other.length, random);
    bytes.set(other.subarray(from), length);
    length += Math.max(0, other.length - from);
  }
  for (let count = random(4); count > 0; count -= 1) length = kinds[random(kinds.length)]?.(bytes, length, version, random) ?? length;
  writeU4(bytes, 0, length - 8);
  return length;
};
