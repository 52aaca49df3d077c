import { blankMessage } from './blank-message.ts';
import { CodecError } from './codec-error.ts';
import { HEADER_BYTES } from './limits.ts';
import { entryFor, isNextEntry, type ListCursor, listCursors, rewind } from './list-cursor.ts';
import { isRepeated, type ParsedLayout, type Slot } from './parse-layout.ts';
import { copyBytes, readFixed, readFloating, readPrefix } from './read.ts';
import { KEPT_FIELD } from './reorder.ts';

type Values = Record<string, unknown>;
export type Decoder = (frame: Uint8Array) => Values;

/** A floating field, and the list that it fills. */
interface Place extends Omit<Slot, 'tag' | 'list' | 'absent'> {
  readonly cursor: ListCursor | undefined;
}

const append = (target: Values, key: string, value: unknown): void => {
  const values = target[key] as unknown[] | undefined;
  if (values) values.push(value);
  else target[key] = [value];
};

/** Turns a layout into the function that decodes a whole frame of it. `isWide`: tags and lengths of two bytes. */
export const compileDecoder = (name: string, { messageType, fixed, slots, lists }: ParsedLayout, isWide: boolean): Decoder => {
  const Blank = blankMessage();
  const fixedEnd = fixed.reduce((end, { size }) => end + size, HEADER_BYTES);
  const cursorOf = listCursors(lists);
  const cursors = [...cursorOf.values()];
  const places: (Place | undefined)[] = [];
  for (const { key, kind, size, nullable, tag, order, list } of slots) places[tag] = { key, kind, size, nullable, order, cursor: list && cursorOf.get(list) };
  const prefixBytes = isWide ? 4 : 2;

  const endsInside = (at: number) => new CodecError('BAD_FRAME', `${name} ends inside the floating field at byte ${at}`, { messageType, offset: at });

  /** The order of what came before this offset: fields that are known, then fields that were kept. */
  const orderBefore = (frame: Uint8Array, offset: number, kept: number): number[] => {
    const tags: number[] = [];
    for (let at = fixedEnd; at < offset; at += prefixBytes + readPrefix(frame, at + prefixBytes / 2, isWide)) tags.push(readPrefix(frame, at, isWide));
    return tags.fill(KEPT_FIELD, tags.length - kept);
  };

  const decodeFloating = (frame: Uint8Array, message: Values): void => {
    const { length } = frame;
    let last = -1;
    let previous: ListCursor | undefined;
    /** Filled from the first field on that is not where the guide has it. */
    let tagOrder: number[] | undefined;
    for (let at = fixedEnd, end = 0; at < length; at = end) {
      const start = at + prefixBytes;
      if (start > length) throw endsInside(at);
      const tag = readPrefix(frame, at, isWide);
      end = start + readPrefix(frame, at + prefixBytes / 2, isWide);
      if (end > length) throw endsInside(at);
      const place = places[tag];
      const value = place && readFloating(frame, start, end, place);
      if (!place || value === undefined) {
        append(message, 'unknownFields', { tag, data: copyBytes(frame, start, end) });
        tagOrder?.push(KEPT_FIELD);
        last = Number.POSITIVE_INFINITY;
        previous = undefined;
        continue;
      }
      const { key, order, cursor } = place;
      const target = cursor ? entryFor(cursor, order, message) : message;
      // Kept fields are written last: whatever comes behind one is not where it would be.
      if (order <= last && (last === Number.POSITIVE_INFINITY || !(cursor ? isNextEntry(cursor, order, previous) : isRepeated(place) && order === last)))
        tagOrder ??= orderBefore(frame, at, (message.unknownFields as unknown[] | undefined)?.length ?? 0);
      if (isRepeated(place)) append(target, key, value);
      else if (tagOrder && target[key] !== undefined) {
        // Came twice, and is no list: the first counts, the second is kept.
        append(message, 'unknownFields', { tag, data: copyBytes(frame, start, end) });
        tagOrder.push(KEPT_FIELD);
        continue;
      } else target[key] = value;
      tagOrder?.push(tag);
      last = order;
      previous = cursor;
    }
    if (tagOrder) message.tagOrder = tagOrder;
  };

  return (frame) => {
    if (frame.length < fixedEnd)
      throw new CodecError('BAD_FRAME', `${name} of ${frame.length} bytes ends inside its fixed part of ${fixedEnd}`, { messageType, offset: frame.length });
    const message = new Blank();
    message.messageType = messageType;
    message.name = name;
    let at = HEADER_BYTES;
    for (const field of fixed) {
      message[field.key] = readFixed(frame, at, field);
      at += field.size;
    }
    if (at < frame.length) {
      rewind(cursors);
      decodeFloating(frame, message);
      rewind(cursors);
    }
    return message;
  };
};
