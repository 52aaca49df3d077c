/** What `handleLaunchUrl` takes and gives. */
import type { CtiError } from '../../protocol/error.ts';
import type { RecordMatch, SearchQuery } from '../../protocol/record.ts';
import type { ScreenPopTarget } from '../../protocol/screen-pop.ts';
import type { HandlerContext, Logger } from '../softphone.ts';

type Awaitable<Value> = Value | Promise<Value>;

/** A search as a launch URL wants it. */
export interface LaunchQuery extends SearchQuery {
  /** As in the URL, without `^`. */
  number: string;
  /**
   * `suffix`: numbers that end with it. `exact`, for `^`: numbers equal to it. `matchNumber` in mode `webfront` does both to the letter;
   * a CRM that does not look at this searches as for any call.
   */
  match: 'suffix' | 'exact';
}

/** The part of `Crm` that a launch needs: what `mountSoftphone` is given fits. */
export interface LaunchCrm {
  /** Best first. Without it every launch opens the form. */
  search?(query: LaunchQuery, context: HandlerContext): Awaitable<RecordMatch[]>;
  screenPop(target: ScreenPopTarget, context: HandlerContext): Awaitable<void>;
}

/** What was decided for a launch. */
export type LaunchOutcome =
  /** One record, and no template: it opens. */
  | { type: 'record'; number: string; record: RecordMatch }
  /** Several records, or none that is sure: the agent picks. */
  | { type: 'list'; number: string; matches: RecordMatch[]; templateId?: string | undefined }
  /** A form: of the template, or with the number nobody has. */
  | { type: 'form'; number?: string | undefined; templateId?: string | undefined; record?: RecordMatch | undefined };

export type LaunchForm = Extract<LaunchOutcome, { type: 'form' }>;
export type LaunchList = Extract<LaunchOutcome, { type: 'list' }>;

/** Something the agent has to read. */
export interface LaunchNotice {
  /**
   * `malformed`: the URL cannot be followed; `error` is `INVALID_ARGUMENT` with what to do. `searchFailed`: the search page is opened instead.
   * `popFailed`: nothing was opened. `shortNumber`: the list may hold strangers. `handedOver`: another tab has it and this one could not close itself.
   */
  reason: 'malformed' | 'searchFailed' | 'popFailed' | 'shortNumber' | 'handedOver';
  /** In English, without the number. */
  message: string;
  error?: CtiError | undefined;
}

export interface LaunchOptions {
  crm: LaunchCrm;
  /** The form to open: for a new record with the number in it, for a template, for a template about a record. */
  form(form: LaunchForm): ScreenPopTarget;
  /** Where several records are shown. Default: the CRM's search page for the number. */
  list?: ((list: LaunchList) => ScreenPopTarget) | undefined;
  /** The template of a launch that names none. Left out: no template, a match opens as it is. */
  defaultTemplateId?: string | undefined;
  /** Makes E.164 of the number for `query.e164`, unless `^` asks for the very text. Left out: the number goes as it came. */
  defaultCountry?: string | undefined;
  /** Tabs of one origin and one name are one CRM. Default `crm`. */
  name?: string | undefined;
  /** Told after something was opened, and decided by what was found. */
  onLaunch?: ((outcome: LaunchOutcome) => void) | undefined;
  /** Default: a bar at the top of the page. */
  notify?: ((notice: LaunchNotice) => void) | undefined;
  logger?: Logger | undefined;
}

/** How the launch that the page was opened with ended. */
export type LaunchSettlement =
  /** The page was opened by something else. */
  | 'none'
  /** In this tab. */
  | 'carriedOut'
  /** By the tab that was open already. This one is closing, or says that it can be closed: nothing more need be loaded in it. */
  | 'handedOver'
  /** The agent was told why. */
  | 'failed';

export interface LaunchHandler {
  /** Rejects only with `LOAD_FAILED`, when the part that does the work did not come within 10 s, and with `ABORTED`, by a `dispose` before that. */
  readonly settled: Promise<LaunchSettlement>;
  /** No longer looks at the URL, nor takes launches of other tabs. May be called twice. */
  dispose(): void;
}
