/** The order in which an administrator sees sections and items: from 0, each number once, none left out. */
import type { Section } from './definition.ts';
import type { Findings, Place } from './findings.ts';

interface Sorted {
  sortOrder: number | undefined;
  place: Place;
}

/** Numbers of which none is taken twice and none is as high as their count leave no gap. */
const checkEach = (fields: readonly Sorted[], kind: 'sections' | 'items', findings: Findings): void => {
  const taken = new Set(fields.map(({ sortOrder }) => sortOrder));
  const free = fields.findIndex((_, order) => !taken.has(order));
  const rule = `The ${fields.length} ${kind} count from 0 to ${fields.length - 1} without gaps; ${free} is free.`;

  const seen = new Set<number>();
  for (const { sortOrder, place } of fields) {
    if (sortOrder === undefined) continue;
    if (sortOrder >= fields.length) findings.problem(place, `sortOrder ${sortOrder} is too high. ${rule}`);
    else if (seen.has(sortOrder)) findings.problem(place, `sortOrder ${sortOrder} is already taken. ${rule}`);
    seen.add(sortOrder);
  }
};

export const checkSortOrders = (sections: readonly Section[], findings: Findings): void => {
  checkEach(sections, 'sections', findings);
  for (const { items } of sections) checkEach(items, 'items', findings);
};
