/** What must come out when a message that was read is written again, worked out from the bytes alone. */
import { guide, isInVersion } from './guide.ts';
import { fixedEnd, readU4 } from './mutate.ts';

/** Where a message has BOOLs: any number but 0 is true, and true is written as 1. */
const booleans = new Map<number, ReadonlyMap<number, readonly number[]>>();
const booleansOf = (messageType: number, version: number): readonly number[] => {
  let ofVersion = booleans.get(version);
  if (!ofVersion) {
    ofVersion = new Map(
      guide
        .filter((message) => isInVersion(message, version))
        .map(({ type, fixed }) => {
          let at = 8;
          const places: number[] = [];
          for (const field of fixed.filter((each) => isInVersion(each, version))) {
            if (field.type === 'b2') places.push(at);
            at += Number(field.type.slice(1));
          }
          return [type, places];
        }),
    );
    booleans.set(version, ofVersion);
  }
  return ofVersion.get(messageType) ?? [];
};

const LONG_FAILURE_BYTES = 18;
const beginningOf = (messageType: number, length: number, version: number): number =>
  messageType === 1 && length === LONG_FAILURE_BYTES ? length : (fixedEnd(messageType, version) ?? length);

/** The data of a field as they came; or a text, which is read up to its NUL and written with one. */
const isSameField = (frame: Uint8Array, from: number, to: number, again: Uint8Array, start: number, end: number): boolean => {
  const shared = Math.min(to - from, end - start);
  let same = 0;
  while (same < shared && frame[from + same] === again[start + same]) same += 1;
  if (same === to - from && same === end - start) return true;
  // All but the NUL that was added, or behind which was something.
  return end - start > 0 && again[end - 1] === 0 && same >= end - start - 1 && (from + end - start - 1 === to || same === end - start);
};

/** Why a frame and what it was written as, after it had been read, are not the same message; undefined when they are. */
export const whatWasLost = (frame: Uint8Array, again: Uint8Array, version: number): string | undefined => {
  const messageType = readU4(frame, 4);
  if (readU4(again, 4) !== messageType) return 'the type is another';
  if (readU4(again, 0) !== again.length - 8) return 'the length is wrong';
  const floating = beginningOf(messageType, frame.length, version);
  const places = booleansOf(messageType, version);
  for (let at = 8; at < floating; at += 1) {
    if (frame[at] === again[at]) continue;
    const isTruth = places.some((place) => (at === place || at === place + 1) && again[place] === 0 && again[place + 1] === 1);
    if (!isTruth) return `byte ${at} of the fixed part is another`;
  }
  const width = version < 20 ? 1 : 2;
  const prefix = (bytes: Uint8Array, at: number) => (width === 1 ? (bytes[at] ?? 0) : ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
  let at = floating;
  let there = floating;
  while (at < frame.length) {
    if (there >= again.length) return `the field at byte ${at} is missing`;
    if (prefix(frame, at) !== prefix(again, there)) return `the field at byte ${at} is another`;
    const [end, thereEnd] = [at + 2 * width + prefix(frame, at + width), there + 2 * width + prefix(again, there + width)];
    if (!isSameField(frame, at + 2 * width, end, again, there + 2 * width, thereEnd)) return `the data of the field at byte ${at} are others`;
    at = end;
    there = thereEnd;
  }
  return there === again.length ? undefined : 'a field came to it';
};
