/**
 * What the softphone may ask of the CRM. One more method: a line in the interface, one in each table,
 * its one handler in `host/crm-service.ts` unless the CRM's own function is enough, and its paragraph in README.md.
 */
import * as z from 'zod/mini';
import { type CallLog, callLogSchema, type SaveLogResult, saveLogResultSchema } from './call-log.ts';
import { SAVE_LOG_TIMEOUT_MS, SEARCH_TIMEOUT_MS } from './limits.ts';
import { type AnswerTable, answer, nothing, type ParamsTable } from './method.ts';
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
const claimKeySchema = schemaOf<ClaimKey>()(() => z.object({ key: text(600, 1) }));

export const crmParams: ParamsTable<CrmMethods> = {
  search: searchQuerySchema,
  screenPop: screenPopTargetSchema,
  saveLog: callLogSchema,
  refreshView: nothing,
  getAppViewInfo: nothing,
  setClickToDial: clickToDialStateSchema,
  claim: claimKeySchema,
};

export const crmAnswers: AnswerTable<CrmMethods> = {
  search: answer(searchResultSchema, SEARCH_TIMEOUT_MS),
  screenPop: answer(nothing),
  saveLog: answer(saveLogResultSchema, SAVE_LOG_TIMEOUT_MS),
  refreshView: answer(nothing),
  getAppViewInfo: answer(appViewSchema),
  setClickToDial: answer(nothing),
  claim: answer(schemaOf<boolean>()(flag)),
};
