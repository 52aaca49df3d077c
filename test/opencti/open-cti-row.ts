/** The shape of a row of the table (rows.ts). */

/** What a function of the CRM throws: the text of an ordinary error, or a `CtiError`. */
export type Failing = string | { code: string; message: string; details?: Record<string, unknown> };

/**
 * The CRM's part in a call. Its functions go by their names in `Crm`, actions by theirs; `initialized` and `published` are what
 * the mounted softphone tells the CRM page.
 */
export interface CrmPart {
  gives?: Record<string, unknown>;
  fails?: Record<string, Failing>;
  /** What was asked of it, in order: name and argument. */
  asked?: readonly (readonly [name: string, argument?: unknown])[];
  /** Of the library's own panel. */
  panel?: { before?: Record<string, unknown>; after?: Record<string, unknown> };
  /** Whether numbers of the page can be clicked afterwards. */
  clickable?: boolean;
  /** What is kept after a failure that is not final; it is saved as soon as the CRM can. */
  keeps?: readonly unknown[];
}

export interface OpenCtiRow {
  name: string;
  /** The call of `CrmConnection`, and what it gives. */
  typed: { method: string; args: readonly unknown[]; gives?: unknown };
  /** Method and argument of `sforce.opencti`, and `returnValue` of the answer (null where it is left out). */
  lightning?: { method: string; args?: Record<string, unknown>; returnValue?: unknown };
  /** Method and arguments of `sforce.interaction`, the callback left out where it is last; and `result`, JSON as what it holds. */
  classic?: { method: string; args?: readonly unknown[]; result?: unknown; json?: unknown; id?: string };
  crm: CrmPart;
}
