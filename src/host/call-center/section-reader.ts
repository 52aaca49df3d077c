/** Looks items of one section up by name, and says what is missing. */
import type { Item, Section } from './definition.ts';
import type { Findings } from './findings.ts';
import { nearMatch } from './near-match.ts';

export interface SectionReader {
  /** An item with a value. An empty one is as good as none: in Open CTI values may be filled in after the import. */
  find(name: string): Item | undefined;
  /** The same; a problem if there is none. */
  require(name: string, example: string): Item | undefined;
  /** The same; a warning with `otherwise`, what happens without it. */
  expect(name: string, otherwise: string): Item | undefined;
}

export const createSectionReader = (section: Section, findings: Findings): SectionReader => {
  const items = new Map(section.items.map((item) => [item.name, item]));

  const find = (name: string): Item | undefined => {
    const item = items.get(name);
    return item?.value === '' ? undefined : item;
  };
  const placeOf = (name: string) => items.get(name)?.place ?? { ...section.place, item: name };

  return {
    find,
    require(name, example) {
      const item = find(name);
      if (item) return item;
      const meant = nearMatch(name, [...items.keys()]);
      const advice = meant === undefined ? `Add <item … name="${name}">${example}</item>.` : `Is the item ${meant} meant to be it?`;
      findings.problem(placeOf(name), items.has(name) ? `The item has no value. Write one, such as ${example}.` : `The item ${name} is missing. ${advice}`);
      return undefined;
    },
    expect(name, otherwise) {
      const item = find(name);
      if (!item) findings.warning(placeOf(name), `${items.has(name) ? 'The item has no value' : `The item ${name} is missing`}: ${otherwise}`);
      return item;
    },
  };
};
