import { CodecError } from './codec-error.ts';
import type { FieldNames } from './field-names.ts';
import { HEADER_BYTES } from './limits.ts';
import { asArray, entriesOf, isApart } from './list-entries.ts';
import { type Field, isRepeated, type List, type ParsedLayout, type Slot } from './parse-layout.ts';
import { reorder } from './reorder.ts';
import { putBytes, putInteger, reserve, type Writer, writeFixed, writeFloating } from './write.ts';

type Values = Readonly<Record<string, unknown>>;
/** Writes header and body of a message; the header's length is filled in by the caller. */
export type Encoder = (message: Values, out: Writer) => void;

/** A field, or a list where its first field stands. */
interface Step {
  readonly key: string;
  /** Absent: a list, of entries that are written by `steps`. */
  readonly slot: Slot | undefined;
  readonly steps: readonly Step[];
  /** The name of an entry's first field. */
  readonly first: string;
  readonly isRecords: boolean;
}

/** The steps of the fields whose innermost list is within `outer`, in the guide's order. */
const stepsWithin = (slots: readonly Slot[], outer: List | undefined): Step[] => {
  const steps: Step[] = [];
  const seen = new Set<List>();
  for (const slot of slots) {
    let list = slot.list;
    while (list && list !== outer && list.outer !== outer) list = list.outer;
    if (list === outer) steps.push({ key: slot.key, slot, steps: [], first: '', isRecords: false });
    else if (list && !seen.has(list)) {
      seen.add(list);
      const within = list;
      const members = slots.filter((each) => each.list === within || each.list?.outer === within);
      steps.push({ key: list.key, slot: undefined, steps: stepsWithin(members, within), first: slot.key, isRecords: list.isRecords });
    }
  }
  return steps;
};

/** What stands for a fixed field that was not given. A floating count that was not given is not written. */
const absentValue = (values: Values, { absent }: Field): number | undefined => {
  if (typeof absent !== 'object') return absent === 'zero' ? 0 : undefined;
  const counted = values[absent.count];
  return Array.isArray(counted) ? counted.length : 0;
};

/** Turns a layout into the function that encodes a message of it. `isWide`: tags and lengths of two bytes. */
export const compileEncoder = (name: string, { messageType, fixed, slots }: ParsedLayout, names: FieldNames, isWide: boolean): Encoder => {
  const prefixBytes = isWide ? 4 : 2;
  /** Also the most data that a field can have. */
  const maxTag = isWide ? 0xffff : 0xff;
  const steps = stepsWithin(slots, undefined);

  /** Leaves room for tag and length; `endField` fills it in when the data are written. */
  const beginField = (out: Writer): number => {
    reserve(out, prefixBytes);
    const start = out.at;
    out.at += prefixBytes;
    return start;
  };
  const endField = (out: Writer, start: number, tag: number): void => {
    const end = out.at;
    out.at = start;
    putInteger(out, tag, prefixBytes / 2);
    putInteger(out, end - start - prefixBytes, prefixBytes / 2);
    out.at = end;
  };
  const putField = (out: Writer, slot: Slot, value: unknown): void => {
    const start = beginField(out);
    writeFloating(out, value, slot);
    endField(out, start, slot.tag);
  };

  const putSlot = (out: Writer, slot: Slot, value: unknown): void => {
    if (isRepeated(slot)) for (const each of asArray(value, slot.key)) putField(out, slot, each);
    else putField(out, slot, value);
  };

  /** Fields of other versions are left out; what is no field at all is a mistake. */
  const refuseOtherKeys = (values: Values, known: ReadonlySet<string> | undefined, where: string): void => {
    for (const key of Object.keys(values))
      if (values[key] !== undefined && !known?.has(key)) throw new CodecError('INVALID_ARGUMENT', `${where} has no field ${key}`, { messageType, field: key });
  };

  const putEntries = (out: Writer, list: Step, given: unknown): void => {
    const { key, first, steps: inner } = list;
    let previous: Values | undefined;
    for (const entry of entriesOf(given, key)) {
      const isMerged = entry[first] === undefined && !isApart(list, previous, entry);
      if (Object.keys(entry).length !== putSteps(out, inner, entry)) refuseOtherKeys(entry, names.entries.get(key), `${name}, in ${key},`);
      if (isMerged)
        throw new CodecError('INVALID_ARGUMENT', `${key} must have entries with ${first}: the other side could not tell this one from that before it`, {
          messageType,
          field: key,
        });
      previous = entry;
    }
  };

  /** Returns how many of the values it wrote. */
  const putSteps = (out: Writer, within: readonly Step[], values: Values): number => {
    let written = 0;
    for (const step of within) {
      const { key, slot } = step;
      const given = values[key];
      if (given === undefined) continue;
      written += 1;
      if (slot) putSlot(out, slot, given);
      else putEntries(out, step, given);
    }
    return written;
  };

  const putUnknown = (out: Writer, unknownFields: unknown): void => {
    for (const each of asArray(unknownFields, 'unknownFields')) {
      const { tag, data } = (each ?? {}) as { tag?: unknown; data?: unknown };
      if (!Number.isInteger(tag) || (tag as number) < 0 || (tag as number) > maxTag)
        throw new CodecError('INVALID_ARGUMENT', `unknownFields must have tags from 0 to ${maxTag} in this version`, { messageType, field: 'unknownFields' });
      const start = beginField(out);
      putBytes(out, data, maxTag, 'unknownFields');
      endField(out, start, tag as number);
    }
  };

  const putRemainder = (message: Values, out: Writer, floatingStart: number): void => {
    refuseOtherKeys(message, names.message, name);
    const { unknownFields, tagOrder } = message;
    const keptStart = out.at - floatingStart;
    if (unknownFields !== undefined) putUnknown(out, unknownFields);
    if (tagOrder !== undefined) reorder(out.bytes.subarray(floatingStart, out.at), keptStart, asArray(tagOrder, 'tagOrder'), isWide);
  };

  return (message, out) => {
    out.at = HEADER_BYTES;
    let written = message.name === undefined ? 1 : 2;
    for (const field of fixed) {
      const given = message[field.key];
      if (given !== undefined) written += 1;
      const value = given === undefined ? absentValue(message, field) : given;
      if (value === undefined) throw new CodecError('INVALID_ARGUMENT', `${name} needs ${field.key} in this version`, { messageType, field: field.key });
      writeFixed(out, value, field);
    }
    const floatingStart = out.at;
    written += putSteps(out, steps, message);
    // Asking for keys that are mostly not there is slow, counting keys is not; `messageType` and `name` are counted above.
    if (Object.keys(message).length !== written) putRemainder(message, out, floatingStart);
  };
};
