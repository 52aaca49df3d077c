import type { List, ParsedLayout } from './parse-layout.ts';

/** The names that a sender may use: a field of another version is left out, but what is no field at all is a mistake. */
export interface FieldNames {
  readonly message: ReadonlySet<string>;
  /** By the list's name: a record's include those of the lists within it. */
  readonly entries: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Of a layout that was parsed without a version. */
export const fieldNames = ({ fixed, slots, lists }: ParsedLayout): FieldNames => {
  const namesIn = (outer: List | undefined): string[] => [
    ...slots.filter(({ list }) => list === outer).map(({ key }) => key),
    ...lists.filter((list) => list.outer === outer).map(({ key }) => key),
  ];
  return {
    message: new Set(['messageType', 'name', 'unknownFields', 'tagOrder', ...fixed.map(({ key }) => key), ...namesIn(undefined)]),
    entries: new Map(lists.map((list) => [list.key, new Set(namesIn(list))])),
  };
};
