/** The definition as it stands in the file: sections with items, before anybody asks what they mean. */
import type { Place } from './findings.ts';

interface Field {
  name: string;
  /** What an administrator reads. Optional, as in Open CTI. */
  label: string | undefined;
  /** `undefined` when the file has none that can be read, which is among the findings. */
  sortOrder: number | undefined;
  place: Place;
}

export interface Item extends Field {
  /** Without blanks around it, as Salesforce keeps it. */
  value: string;
}

export interface Section extends Field {
  items: readonly Item[];
}
