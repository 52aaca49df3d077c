/** Reads a layout's words into the fields that one protocol version has. layouts/README.md says how the words are written. */

/** Kinds of values, numbered so that reading and writing can branch on them quickly. */
export const Kind = { u1: 0, u2: 1, u4: 2, i4: 3, b2: 4, text: 5, bytes: 6, port: 7, namedVariable: 8, namedArray: 9 } as const;
export type Kind = (typeof Kind)[keyof typeof Kind];

/** Every field object has the same members in the same order: the engine reads them several times faster so. */
export interface Field {
  readonly key: string;
  readonly kind: Kind;
  /** Bytes: exactly, or of a text or bytes at most (text with its NUL). */
  readonly size: number;
  /** All ones mean null. */
  readonly nullable: boolean;
  /** What stands for a value that a sender left out: zero, or the number of entries of the list with this name. */
  readonly absent: 'zero' | { readonly count: string } | undefined;
}

/** Named variables and elements of named arrays: the tag comes once for each value of an array. */
export const isRepeated = ({ kind }: Pick<Field, 'kind'>): boolean => kind >= Kind.namedVariable;

/** A list of entries of floating fields. In a layout of records, the records are the outer list and the others are within. */
export interface List {
  readonly key: string;
  readonly outer: List | undefined;
  /** An entry begins with the list's first field only; else with any field that is not further on than the one before it. */
  readonly isRecords: boolean;
  readonly slots: Slot[];
}

/** A place in the floating part. */
export interface Slot extends Field {
  readonly tag: number;
  /** Its place in the guide's order. */
  readonly order: number;
  readonly list: List | undefined;
}

export interface ParsedLayout {
  readonly messageType: number;
  readonly since: number;
  readonly fixed: readonly Field[];
  readonly slots: readonly Slot[];
  readonly lists: readonly List[];
}

const KINDS: Readonly<Record<string, Kind>> = {
  ...{ u1: Kind.u1, u2: Kind.u2, u4: Kind.u4, i4: Kind.i4, t4: Kind.u4, b2: Kind.b2, n2: Kind.u2, z2: Kind.u2, z4: Kind.u4 },
  ...{ S: Kind.text, X: Kind.bytes, P4: Kind.port, NV: Kind.namedVariable, NA: Kind.namedArray },
};
const FIXED = /^(\w+):(\w+)(\??)(?:@(\d*)-?(\d*))?$/;
const FLOATING = /^(\w+)\((\d+),(\w+)(\??)\)(?:@(\d*)-?(\d*))?$/;
const LIST = /^(\w+)=(\w+)\*(.+)$/;

const isIn = (version: number | undefined, since: string | undefined, until: string | undefined) =>
  version === undefined || (version >= Number(since || 0) && version <= Number(until || Number.POSITIVE_INFINITY));

/** The names of lists by the name of their count. */
const countedLists = (words: readonly string[]): ReadonlyMap<string, string> =>
  new Map([
    ['numNamedVariables', 'namedVariables'],
    ['numNamedArrays', 'namedArrays'],
    ['numRecords', 'records'],
    ...words.flatMap((word): [string, string][] => {
      const [, list = '', count = ''] = LIST.exec(word) ?? [];
      return list ? [[count, list]] : [];
    }),
  ]);

const kindOf = (kind: string): { kind: Kind; size: number } => ({
  kind: KINDS[kind] ?? KINDS[kind.charAt(0)] ?? Kind.bytes,
  size: Number(kind.slice(1)) || 0,
});

const absentOf = (key: string, kind: string, counts: ReadonlyMap<string, string>): Field['absent'] => {
  if (kind.startsWith('z')) return 'zero';
  return kind === 'n2' ? { count: counts.get(key) ?? '' } : undefined;
};

/** Without a version: the fields of all versions together. */
export const parseLayout = (layout: string, version?: number): ParsedLayout => {
  const [head = '', ...words] = layout.split(/\s+/).filter(Boolean);
  const [messageType, since] = head.split('@').map(Number);
  const counts = countedLists(words);
  const fixed: Field[] = [];
  const slots: Slot[] = [];
  const records: List | undefined = words.includes('numRecords:n2') ? { key: 'records', outer: undefined, isRecords: true, slots: [] } : undefined;
  const lists: List[] = records ? [records] : [];
  const listOf = new Map<string, List>();
  for (const word of words) {
    const [, key = '', , members = ''] = LIST.exec(word) ?? [];
    if (!key) continue;
    const list: List = { key, outer: records, isRecords: false, slots: [] };
    lists.push(list);
    for (const member of members.split('+')) listOf.set(member, list);
  }
  for (const word of words) {
    const [, fixedKey = '', fixedKind = '', fixedNull, fixedSince, fixedUntil] = FIXED.exec(word) ?? [];
    if (fixedKey && isIn(version, fixedSince, fixedUntil))
      fixed.push({ key: fixedKey, ...kindOf(fixedKind), nullable: fixedNull === '?', absent: absentOf(fixedKey, fixedKind, counts) });
    const [, key = '', tag, kind = '', mayBeNull, fieldSince, fieldUntil] = FLOATING.exec(word) ?? [];
    if (!key || !isIn(version, fieldSince, fieldUntil)) continue;
    const list = listOf.get(key) ?? records;
    const nullable = mayBeNull === '?';
    const slot: Slot = { key, ...kindOf(kind), nullable, absent: absentOf(key, kind, counts), tag: Number(tag), order: slots.length, list };
    slots.push(slot);
    list?.slots.push(slot);
  }
  return { messageType: messageType ?? 0, since: since ?? 0, fixed, slots, lists };
};
