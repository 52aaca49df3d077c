/** The last events, for an agent who is asked what happened, and for whoever is to find out. */
import { diagnosticText } from './diagnostic-text.ts';
import { DIAGNOSTICS_KEPT } from './limits.ts';

export interface DiagnosticEntry {
  /** In milliseconds since 1970. */
  at: number;
  /** An event of the desktop manager. */
  name: string;
  /** As it was told. */
  data: unknown;
}

export interface Diagnostics {
  /** The last hundred events, oldest first. Measurements of sound quality are left out, since they come every second. */
  readonly entries: readonly DiagnosticEntry[];
  /**
   * One event a line. Numbers, names and whatever people say, type or attach are masked, unless `unmasked`.
   * @example await navigator.clipboard.writeText(desktop.diagnostics.text());
   */
  text(options?: { unmasked?: boolean | undefined }): string;
}

export const createDiagnostics = (now: () => number = Date.now) => {
  let entries: readonly DiagnosticEntry[] = [];
  return {
    get entries() {
      return entries;
    },
    text: ({ unmasked = false } = {}) => entries.map((entry) => diagnosticText(entry, unmasked)).join('\n'),
    note(name: string, data: unknown): void {
      if (name !== 'quality') entries = [...entries.slice(1 - DIAGNOSTICS_KEPT), { at: now(), name, data }];
    },
  } satisfies Diagnostics & { note(name: string, data: unknown): void };
};
