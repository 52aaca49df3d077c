/** Builds frames byte by byte from the guide's layouts, and says what they must decode to. Knows nothing of the codec. */
import fc from 'fast-check';
import { camelCase, type GuideField, type GuideMessage, isInRecords, isInVersion, listName } from './guide.ts';

export interface BuiltFrame {
  frame: Uint8Array;
  /** What `decodeMessage` must give. */
  message: Record<string, unknown>;
}
interface Part {
  bytes: number[];
  value: unknown;
}

/**
 * How far values go. `any`: chance. `least`: zeros, nothing that may be left out. `empty`: everything there, with nothing in it.
 * `most`: everything there, as long and as large as the guide has it. `lists`: as many entries as the guide has, with nothing in them.
 */
export type Extent = 'any' | 'least' | 'empty' | 'most' | 'lists';

const bigEndian = (value: number, size: number): number[] => Array.from({ length: size }, (_, index) => Math.floor(value / 256 ** (size - 1 - index)) % 256);

const lengthsTo = (most: number, extent: Extent, least = 0) => {
  if (extent === 'any') return { minLength: least, maxLength: most };
  const length = extent === 'most' ? most : least;
  return { minLength: length, maxLength: length };
};
const textOf = (maxLength: number, extent: Extent, minLength = 0) =>
  fc
    .array(fc.integer({ min: 1, max: 255 }), lengthsTo(maxLength, extent, minLength))
    .map((codes): Part => ({ bytes: [...codes, 0], value: String.fromCharCode(...codes) }));

/** All ones are a null for ids and for the types of devices, lines and calls; elsewhere they are a number. */
const NULL_2 = /(DeviceType|DeviceIDType|PeripheralType|LineType|LineHandle|CallType|ConnectionState|EventCause)$/;
const NULL_4 = /(ID|Number)$|^IdleTimeout$/;
const NO_NULL =
  /^(InvokeID|MonitorID|SessionID|VersionNumber|SegmentNumber|RouterCallKeySequenceNumber|RouterCallKeyCallID|RegisteredServiceID|ApplicationPathID|SystemEventID|PreCallInvokeID)$/;
const isNull = (name: string, size: number, ones: boolean) => ones && !NO_NULL.test(name) && (size === 2 ? NULL_2 : NULL_4).test(name) && size > 1;

const integerOf = (name: string, size: number, isSigned: boolean, extent: Extent) => {
  const most = 256 ** size - 1;
  const ends = { any: fc.constantFrom(0, most, (most - 1) / 2, (most + 1) / 2), most: fc.constant(most) };
  const raws =
    extent === 'any' ? fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: most }) }, ends.any) : extent === 'most' ? ends.most : fc.constant(0);
  return raws.map((raw): Part => {
    const value = isSigned && raw > most / 2 ? raw - most - 1 : raw;
    return { bytes: bigEndian(raw, size), value: isNull(name, size, raw === most) ? null : value };
  });
};

const partOf = ({ name, type, maxUntil18 }: GuideField, version: number, extent: Extent): fc.Arbitrary<Part> => {
  const size = maxUntil18 !== undefined && version <= 18 ? maxUntil18 : Number(type.slice(1));
  if (type === 'NV' || type === 'NA') {
    const named = fc.tuple(textOf(32, extent, 1), textOf(210, extent), fc.nat(255));
    return named.map(([key, value, index]) =>
      type === 'NV'
        ? { bytes: [...key.bytes, ...value.bytes], value: { name: key.value, value: value.value } }
        : { bytes: [index, ...key.bytes, ...value.bytes], value: { index, name: key.value, value: value.value } },
    );
  }
  if (type.startsWith('S')) return textOf(size - 1, extent);
  if (type.startsWith('X')) return fc.uint8Array(lengthsTo(size, extent)).map((bytes) => ({ bytes: [...bytes], value: new Uint8Array(bytes) }));
  if (type === 'b2') return (extent === 'any' ? fc.boolean() : fc.constant(extent === 'most')).map((value) => ({ bytes: [0, Number(value)], value }));
  return integerOf(name, size, type.startsWith('i'), extent);
};

const floating = (tag: number, bytes: readonly number[], version: number): number[] => {
  const width = version < 20 ? 1 : 2;
  return [...bigEndian(tag, width), ...bigEndian(bytes.length, width), ...bytes];
};

interface Filled {
  bytes: number[];
  values: Record<string, unknown>;
}
const EMPTY: Filled = { bytes: [], values: {} };
const joined = (parts: readonly Filled[]): Filled =>
  parts.reduce((all, { bytes, values }) => ({ bytes: [...all.bytes, ...bytes], values: { ...all.values, ...values } }), EMPTY);

/** The guide's most entries of a list, by its count; elsewhere it has none, and this many are plenty. */
export const MOST_ENTRIES: Readonly<Record<string, number>> = {
  ...{ NumCTIClients: 16, NumParties: 16, NumCallDevices: 16, NumCalls: 16, NumSkillGroups: 20, NumFltSkillGroups: 99, NumLines: 10, NumberOfAgentTeams: 64 },
};
const PLENTY = 30;
const A_FEW = 3;
/** Named variables at their longest, with as many elements of named arrays: under 2,000 bytes together. */
const LONGEST_NAMED = 4;

const lengths = (extent: Extent, most: number, longest = A_FEW) => {
  const length = { any: undefined, least: 0, empty: 1, most: longest, lists: most }[extent];
  return length === undefined ? { maxLength: A_FEW } : { minLength: length, maxLength: length };
};

/** The floating part: fields in order, each there or not; lists where their first member stands. */
const floatingPart = (fields: readonly GuideField[], message: GuideMessage, version: number, extent: Extent): fc.Arbitrary<Filled> => {
  const lists = message.lists ?? [];
  const parts: fc.Arbitrary<Filled>[] = [];
  for (const field of fields) {
    const list = lists.find(({ members }) => members.includes(field.name));
    if (list && list.members[0] !== field.name) continue;
    if (list) {
      const members = fields.filter(({ name }) => list.members.includes(name));
      // The first member is always there: it is what separates one entry from the next.
      const entry = fc.tuple(...members.map((member, index) => fieldPart(member, version, extent, index === 0))).map(joined);
      parts.push(
        fc
          .array(entry, lengths(extent, MOST_ENTRIES[list.count] ?? PLENTY))
          .map((entries) =>
            entries.length ? { bytes: entries.flatMap(({ bytes }) => bytes), values: { [listName(list.count)]: entries.map(({ values }) => values) } } : EMPTY,
          ),
      );
    } else parts.push(fieldPart(field, version, extent, false));
  }
  return fc.tuple(...parts).map(joined);
};

const fieldPart = (field: GuideField, version: number, extent: Extent, isFirst: boolean): fc.Arbitrary<Filled> => {
  const tag = field.tag ?? 0;
  if (field.type === 'NV' || field.type === 'NA')
    return fc.array(partOf(field, version, extent), lengths(extent, PLENTY, LONGEST_NAMED)).map((parts) => ({
      bytes: parts.flatMap(({ bytes }) => floating(tag, bytes, version)),
      values: parts.length ? { [field.type === 'NV' ? 'namedVariables' : 'namedArrays']: parts.map(({ value }) => value) } : {},
    }));
  const part = partOf(field, version, extent).map(({ bytes, value }) => ({ bytes: floating(tag, bytes, version), values: { [camelCase(field.name)]: value } }));
  if (isFirst) return part;
  if (extent === 'any') return fc.oneof({ weight: 3, arbitrary: part }, fc.constant(EMPTY));
  return extent === 'least' ? fc.constant(EMPTY) : part;
};

export const frameOf = (messageType: number, body: readonly number[]): Uint8Array =>
  Uint8Array.from([...bigEndian(body.length, 4), ...bigEndian(messageType, 4), ...body]);

/** Any frame of this message in this version, and what it means. */
export const builtFrames = (message: GuideMessage, version: number, extent: Extent = 'any'): fc.Arbitrary<BuiltFrame> => {
  const fixed = message.fixed
    .filter((field) => isInVersion(field, version))
    .map((field) => partOf(field, version, extent).map(({ bytes, value }): Filled => ({ bytes, values: { [camelCase(field.name)]: value } })));
  const fields = message.floating.filter((field) => field.tag !== null && isInVersion(field, version));
  const [recordType, ...others] = fields;
  let rest = floatingPart(fields, message, version, extent);
  if (isInRecords(message) && recordType) {
    // Lists of records within records, each of the most, are more than a message can have.
    const record = fc.tuple(fieldPart(recordType, version, extent, true), floatingPart(others, message, version, extent)).map(joined);
    rest = fc
      .array(record, lengths(extent, A_FEW, 1))
      .map((records) => (records.length ? { bytes: records.flatMap(({ bytes }) => bytes), values: { records: records.map(({ values }) => values) } } : EMPTY));
  }
  return fc.tuple(fc.tuple(...fixed).map(joined), rest).map(([head, tail]) => ({
    frame: frameOf(message.type, [...head.bytes, ...tail.bytes]),
    message: { messageType: message.type, name: message.name, ...head.values, ...tail.values },
  }));
};

/** The same, with floating fields behind it that its layout does not have. */
export const withUnknown = ({ frame, message }: BuiltFrame, version: number, fields: readonly { tag: number; data: Uint8Array }[]): BuiltFrame => ({
  frame: frameOf(message.messageType as number, [...frame.subarray(8), ...fields.flatMap(({ tag, data }) => floating(tag, [...data], version))]),
  message: fields.length ? { ...message, unknownFields: fields } : message,
});
