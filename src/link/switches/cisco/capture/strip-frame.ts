/** Takes a site's data out of a frame: what may stay is a list, and everything else is replaced. */
import { HEADER_BYTES } from '../codec/index.ts';
import { Kind } from '../codec/parse-layout.ts';
import { readU4 } from '../codec/read.ts';
import { allowedFields, secretFields, timeFields } from './allowed-fields.ts';
import { type FramePart, framePartsOf } from './frame-parts.ts';
import { FIRST_IMPOSSIBLE_TYPE } from './limits.ts';
import { createStandIns } from './stand-ins.ts';

export interface Stripper {
  /**
   * The frame, with its message type, its fields, their order, tags and lengths as they were; only passwords are taken out as a whole.
   * @param version protocol version of the session, 13 to 25
   */
  strip(frame: Uint8Array, version: number): Uint8Array;
}

/** The first time of a capture becomes this: 9 September 2001. */
const FIRST_TIME_S = 1_000_000_000;

const isNumber = (kind: Kind | undefined): boolean => kind !== undefined && kind <= Kind.b2;
const isText = (kind: Kind | undefined): boolean => kind === Kind.text || kind === Kind.namedVariable || kind === Kind.port;
/** A user-to-user text, or a tag that a newer guide has: text all through, but not what could be a number. */
const looksLikeText = (data: Uint8Array): boolean => {
  const end = data.indexOf(0) < 0 ? data.length : data.indexOf(0);
  const isPrintable = (byte: number): boolean => (byte >= 0x20 && byte < 0x7f) || byte >= 0xa0;
  return ![1, 2, 4].includes(data.length) && end > 0 && data.subarray(0, end).every(isPrintable) && data.subarray(end).every((byte) => byte === 0);
};

/**
 * A number in which letters or digits stand side by side is none: the frame is damaged, or of another version than was said, and what is
 * read as a mask is a piece of a name.
 */
const holdsText = (data: Uint8Array): boolean => /[0-9A-Za-z]{3}|^[0-9A-Za-z]{2}$/.test(String.fromCharCode(...data));

const readNumber = (data: Uint8Array): number => data.reduce((value, byte) => value * 256 + byte, 0);
const numberBytes = (value: number, size: number): Uint8Array =>
  Uint8Array.from({ length: size }, (_, index) => Math.floor(value / 256 ** (size - 1 - index)) % 256);

/** The guide's numbers end at 284, and newer ones will not be far; anything else is no message. */
export const isMessageType = (type: number): boolean => type < FIRST_IMPOSSIBLE_TYPE;

/** One for each capture: the same number has the same stand-in in all its frames, and another in the next capture. */
export const createStripper = (): Stripper => {
  const standIns = createStandIns();
  let firstTimeS: number | undefined;

  const strippedNumber = (key: string, data: Uint8Array): Uint8Array => {
    const value = readNumber(data);
    if ((allowedFields.has(key) && !holdsText(data)) || data.every((byte) => byte === 0xff)) return data;
    if (!timeFields.has(key)) return numberBytes(standIns.number(value), data.length);
    if (value === 0) return data;
    firstTimeS ??= value;
    return numberBytes((value - firstTimeS + FIRST_TIME_S + 2 ** 32) % 2 ** 32, data.length);
  };

  const stripped = ({ key, kind, tag, isWhole }: FramePart, data: Uint8Array): Uint8Array => {
    if (key !== undefined && secretFields.has(key)) return new Uint8Array();
    if (key !== undefined && isWhole && (isNumber(kind) || kind === Kind.port)) return strippedNumber(key, data);
    // An element's place in its array says nothing; its name and value do.
    if (kind === Kind.namedArray) return Uint8Array.of(...data.subarray(0, 1), ...standIns.text(data.subarray(1)));
    return isText(kind) || (tag && looksLikeText(data)) ? standIns.text(data) : standIns.bytes(data);
  };

  return {
    strip(frame, version) {
      const parts = framePartsOf(frame, version).map((part) => {
        const { start, end, tag } = part;
        const data = stripped(part, frame.subarray(start, end));
        if (!tag) return data;
        // A copy: of a Buffer, `slice` would be a view of what goes on to the server.
        const prefix = Uint8Array.from(frame.subarray(tag.at, start));
        if (data.length !== end - start) prefix.fill(0, prefix.length / 2);
        return Uint8Array.of(...prefix, ...data);
      });
      const length = parts.reduce((sum, part) => sum + part.length, 0);
      const result = new Uint8Array(HEADER_BYTES + length);
      result.set(frame.subarray(0, HEADER_BYTES));
      result.set(numberBytes(length, 4));
      if (!isMessageType(readU4(frame, 4))) result.fill(0xff, 4, HEADER_BYTES);
      let at = HEADER_BYTES;
      for (const part of parts) {
        result.set(part, at);
        at += part.length;
      }
      return result;
    },
  };
};
