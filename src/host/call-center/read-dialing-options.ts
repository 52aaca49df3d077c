/** What the section reqDialingOptions says. */
import type { CallCenter } from './call-center.ts';
import type { Section } from './definition.ts';
import type { Findings } from './findings.ts';
import { DIALING_OPTIONS } from './known-names.ts';
import { createSectionReader } from './section-reader.ts';

export const readDialingOptions = (sections: readonly Section[], findings: Findings): CallCenter['dialing'] => {
  const section = sections.find(({ name }) => name === DIALING_OPTIONS);
  if (!section) return undefined;
  const items = createSectionReader(section, findings);
  const prefix = (name: string): string => items.find(name)?.value ?? '';
  return {
    outsidePrefix: prefix('reqOutsidePrefix'),
    longDistancePrefix: prefix('reqLongDistPrefix'),
    internationalPrefix: prefix('reqInternationalPrefix'),
  };
};
