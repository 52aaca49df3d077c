/** Names of sections and items: what may not be one, and what is probably another. */
import { MAX_DEFINITION_NAME_LENGTH } from '../../protocol/limits.ts';
import type { Section } from './definition.ts';
import type { Findings, Place } from './findings.ts';
import { knownItems, reservedNames } from './known-names.ts';
import { nearMatch } from './near-match.ts';

const sectionNames = [...knownItems.keys()];

const isName = (name: string): boolean => name.length <= MAX_DEFINITION_NAME_LENGTH && /^[A-Za-z0-9]+$/.test(name);

const checkEach = (fields: readonly { name: string; place: Place }[], findings: Findings): void => {
  const seen = new Set<string>();
  for (const { name, place } of fields) {
    if (!isName(name))
      findings.problem(place, `A name has 1 to ${MAX_DEFINITION_NAME_LENGTH} letters A to Z and digits, without blanks or punctuation. Rename it.`);
    else if (reservedNames.has(name)) findings.problem(place, 'This name is reserved: its path is already that of something else. Rename it.');
    else if (seen.has(name)) findings.problem(place, 'This name is already taken by one before it. Rename or remove one of the two.');
    seen.add(name);
  }
};

/** Vendors do use the prefix, Salesforce's own demo among them, so it is no error. */
const RESERVED_PREFIX = 'Names that begin with req are reserved for Open CTI itself. It is kept as a setting of the vendor.';

const guess = (name: string, candidates: readonly string[]): string | undefined => {
  const meant = nearMatch(name, candidates);
  if (meant !== undefined) return `There is no such name in Open CTI; ${meant} was probably meant. It is kept as a setting of the vendor, and has no effect.`;
  return name.startsWith('req') ? RESERVED_PREFIX : undefined;
};

const warnOf = ({ name, place }: { name: string; place: Place }, candidates: readonly string[], findings: Findings): boolean => {
  const message = candidates.includes(name) ? undefined : guess(name, candidates);
  if (message !== undefined) findings.warning(place, message);
  return message !== undefined;
};

export const checkNames = (sections: readonly Section[], findings: Findings): void => {
  checkEach(sections, findings);
  for (const section of sections) {
    checkEach(section.items, findings);
    // Said once, it goes for all that is in the section.
    if (warnOf(section, sectionNames, findings)) continue;
    for (const item of section.items) warnOf(item, knownItems.get(section.name) ?? [], findings);
  }
};
