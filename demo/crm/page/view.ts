import type { RecordReference } from 'ringframe';
import type { Draft } from '../api-types.ts';

/** What fills the main part of the page at one address. */
export interface View {
  element: HTMLElement;
  /** Of the browser's tab, and what is announced when the view opens. */
  title: string;
  /** The record it is of, told to the softphone. */
  record?: RecordReference | undefined;
  /** Reads its data again. Rejects with `ApiFailure`. */
  refresh(): Promise<void>;
  /** Something was typed that is not saved. */
  isDirty?(): boolean;
  /** What that is, so that it can go along with a call. */
  draft?(): Draft;
  /** Puts it back, not saved either. */
  restore?(draft: Draft): void;
  dispose?(): void;
}
