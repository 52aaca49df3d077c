/**
 * What the softphone may ask of the CRM. One more method: a line in the interface, a line in the table,
 * its one handler in `host/crm-service.ts` unless the CRM's own function is enough, and its paragraph in README.md.
 */
import * as z from 'zod/mini';
import { type CallLog, callLogSchema, type SaveLogResult, saveLogResultSchema } from './call-log.ts';
import { SAVE_LOG_TIMEOUT_MS, SEARCH_TIMEOUT_MS } from './limits.ts';
import { type MethodTable, method, nothing } from './method.ts';
import { type AppView, appViewSchema, type RecordMatch, type SearchQuery, searchQuerySchema, searchResultSchema } from './record.ts';
import { flag, schemaOf, text } from './schema.ts';
import { type ScreenPopTarget, screenPopTargetSchema } from './screen-pop.ts';

export interface CrmMethods {
  /** Records that fit a number or a text, best first. */
  search(query: SearchQuery): RecordMatch[];
  /** Shows something in the CRM. */
  screenPop(target: ScreenPopTarget): void;
  /** Hands over the log of a call. Answered once the CRM has it or the host has it safely queued. */
  saveLog(log: CallLog): SaveLogResult;
  /** Reloads the data of the view, without reloading the page. */
  refreshView(): void;
  getAppViewInfo(): AppView;
  /** Turns numbers in the CRM into things to click, or back, with the reason an agent reads meanwhile. */
  setClickToDial(state: ClickToDialState): void;
  /** True for exactly one asker among all windows of this CRM; how one call comes to one pop. */
  claim(key: ClaimKey): boolean;
}

export interface ClickToDialState {
  enabled: boolean;
  /** Shown on disabled numbers, for example `Phone is not connected`. */
  reason?: string | undefined;
}

export interface ClaimKey {
  /** What is claimed, for example `pop:` and a call id. */
  key: string;
}

export const clickToDialStateSchema = schemaOf<ClickToDialState>()(() => z.object({ enabled: flag(), reason: z.optional(text(500)) }));
const claimKeySchema = schemaOf<ClaimKey>()(() => z.object({ key: text(600).check(z.minLength(1)) }));
const booleanSchema = schemaOf<boolean>()(() => z.boolean());

export const crmMethods: MethodTable<CrmMethods> = {
  search: method(searchQuerySchema, searchResultSchema, SEARCH_TIMEOUT_MS),
  screenPop: method(screenPopTargetSchema, nothing),
  saveLog: method(callLogSchema, saveLogResultSchema, SAVE_LOG_TIMEOUT_MS),
  refreshView: method(nothing, nothing),
  getAppViewInfo: method(nothing, appViewSchema),
  setClickToDial: method(clickToDialStateSchema, nothing),
  claim: method(claimKeySchema, booleanSchema),
};
