/**
 * What the softphone may ask of the CRM. One more method: a line in the interface, one in each table,
 * its one handler in `host/crm-service.ts` unless the CRM's own function is enough, and its paragraph in README.md.
 */
import * as z from 'zod/mini';
import { type ActionRequest, actionRequestSchema } from './action.ts';
import { type CallCenterSettings, callCenterSettingsSchema } from './call-center.ts';
import { type CallLog, callLogSchema, type SaveLogResult, saveLogResultSchema } from './call-log.ts';
import { type ChannelMessage, type ChannelReference, channelMessageSchema, channelReferenceSchema } from './channel.ts';
import { type DirectoryPage, type DirectoryQuery, directoryPageSchema, directoryQuerySchema } from './directory.ts';
import { ACTION_TIMEOUT_MS, POP_TIMEOUT_MS, PREPARE_TRANSFER_TIMEOUT_MS, SAVE_LOG_TIMEOUT_MS, SEARCH_TIMEOUT_MS } from './limits.ts';
import { type AnswerTable, answer, nothing, type ParamsTable } from './method.ts';
import { type ObjectRefresh, objectRefreshSchema } from './object-update.ts';
import { type PanelSettings, type PanelState, panelSettingsSchema, panelStateSchema } from './panel.ts';
import { optionalDataSchema, type PlainData } from './plain-data.ts';
import { type AppView, appViewSchema, type RecordMatch, type SearchQuery, searchQuerySchema, searchResultSchema } from './record.ts';
import { type RecordLog, recordLogSchema } from './record-log.ts';
import { flag, id, schemaOf, text } from './schema.ts';
import { type ScreenPopTarget, screenPopTargetSchema } from './screen-pop.ts';
import {
  type AcceptedTransfer,
  type ArrivedTransfer,
  acceptedTransferSchema,
  arrivedTransferSchema,
  type PreparedTransfer,
  preparedTransferSchema,
  type TransferPreparation,
  transferPreparationSchema,
} from './screen-transfer.ts';
import { type SearchAndPop, type SearchAndPopResult, searchAndPopResultSchema, searchAndPopSchema } from './search-and-pop.ts';
import { type SoftphoneLayout, softphoneLayoutSchema } from './softphone-layout.ts';
import { type WorkCompletion, workCompletionSchema } from './work.ts';

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
  /** Looks up and goes where the CRM's softphone layout or rules say, or tells where that would be. */
  searchAndScreenPop(request: SearchAndPop): SearchAndPopResult;
  /** Creates or changes a record of any kind; answered as `saveLog` is. */
  saveRecord(log: RecordLog): SaveLogResult;
  /** Runs one of the CRM's named actions. */
  runAction(request: ActionRequest): PlainData | undefined;
  /** What the administrator has set for this softphone, as a flat map of slash paths. */
  getCallCenterSettings(): CallCenterSettings;
  getSoftphoneLayout(): SoftphoneLayout;
  setPanel(settings: PanelSettings): void;
  getPanel(): PanelState;
  /** The softphone has started: its standby page is not needed. */
  notifyInitializationComplete(): void;
  publish(message: ChannelMessage): void;
  subscribe(channel: ChannelReference): void;
  unsubscribe(channel: ChannelReference): void;
  completeWork(completion: WorkCompletion): void;
  getDirectoryNumbers(query: DirectoryQuery): DirectoryPage;
  refreshObject(refresh: ObjectRefresh): void;
  /** Whether the CRM keeps several records open as tabs. */
  isInConsole(): boolean;
  /** A call is about to be handed on: may it, with the work on the screen as it is, and what goes along? A refusal leaves the call as it was. */
  prepareTransfer(request: TransferPreparation): PreparedTransfer;
  /** A call has come with the work of a colleague, or is back with this agent's own. */
  acceptTransfer(arrived: ArrivedTransfer): AcceptedTransfer;
  /** True for exactly one asker among all windows of this CRM; how one call comes to one pop. */
  claim(key: ClaimKey): boolean;
}

export interface ClickToDialState {
  enabled: boolean;
  /** Shown on disabled numbers, for example `Phone is not connected`. */
  reason?: string | undefined;
}

export interface ClaimKey {
  /** What is claimed, for example `pop:`, a call id, and the agent's address. */
  key: string;
  /** Of the question. Who asks the same one again, because its answer was lost, gets the same answer. */
  id?: string | undefined;
}

export const clickToDialStateSchema = schemaOf<ClickToDialState>()(() => z.object({ enabled: flag(), reason: z.optional(text(500)) }));
const truth = schemaOf<boolean>()(flag);
const claimKeySchema = schemaOf<ClaimKey>()(() => z.object({ key: text(600, 1), id: z.optional(id()) }));

export const crmParams: ParamsTable<CrmMethods> = {
  search: searchQuerySchema,
  screenPop: screenPopTargetSchema,
  saveLog: callLogSchema,
  refreshView: nothing,
  getAppViewInfo: nothing,
  setClickToDial: clickToDialStateSchema,
  claim: claimKeySchema,
  searchAndScreenPop: searchAndPopSchema,
  saveRecord: recordLogSchema,
  runAction: actionRequestSchema,
  getCallCenterSettings: nothing,
  getSoftphoneLayout: nothing,
  setPanel: panelSettingsSchema,
  getPanel: nothing,
  notifyInitializationComplete: nothing,
  publish: channelMessageSchema,
  subscribe: channelReferenceSchema,
  unsubscribe: channelReferenceSchema,
  completeWork: workCompletionSchema,
  getDirectoryNumbers: directoryQuerySchema,
  refreshObject: objectRefreshSchema,
  isInConsole: nothing,
  prepareTransfer: transferPreparationSchema,
  acceptTransfer: arrivedTransferSchema,
};

export const crmAnswers: AnswerTable<CrmMethods> = {
  search: answer(searchResultSchema, SEARCH_TIMEOUT_MS),
  screenPop: answer(nothing),
  saveLog: answer(saveLogResultSchema, SAVE_LOG_TIMEOUT_MS),
  refreshView: answer(nothing),
  getAppViewInfo: answer(appViewSchema),
  setClickToDial: answer(nothing),
  claim: answer(truth),
  searchAndScreenPop: answer(searchAndPopResultSchema, POP_TIMEOUT_MS),
  saveRecord: answer(saveLogResultSchema, SAVE_LOG_TIMEOUT_MS),
  runAction: answer(optionalDataSchema, ACTION_TIMEOUT_MS),
  getCallCenterSettings: answer(callCenterSettingsSchema),
  getSoftphoneLayout: answer(softphoneLayoutSchema),
  setPanel: answer(nothing),
  getPanel: answer(panelStateSchema),
  notifyInitializationComplete: answer(nothing),
  publish: answer(nothing),
  subscribe: answer(nothing),
  unsubscribe: answer(nothing),
  completeWork: answer(nothing),
  getDirectoryNumbers: answer(directoryPageSchema),
  refreshObject: answer(nothing),
  isInConsole: answer(truth),
  prepareTransfer: answer(preparedTransferSchema, PREPARE_TRANSFER_TIMEOUT_MS),
  acceptTransfer: answer(acceptedTransferSchema, POP_TIMEOUT_MS),
};
