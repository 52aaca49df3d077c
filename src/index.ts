/**
 * The contract between a CRM and a softphone: what both sides may import without loading either.
 * @module
 */

export type { ActionRequest } from './protocol/action.ts';
export {
  type AgentReason,
  type AgentReasons,
  type AgentState,
  type AgentStatus,
  agentStates,
  type SettableAgentState,
  type WorkMode,
} from './protocol/agent.ts';
export {
  type Call,
  type CallAction,
  type CallCause,
  type CallDirection,
  type CallEventName,
  type ConnectionState,
  callActions,
  callCauses,
  callEventNames,
  connectionStates,
  type Party,
} from './protocol/call.ts';
export type { CallCenterSettings } from './protocol/call-center.ts';
export type { CallLog, LogStatus, SaveLogResult } from './protocol/call-log.ts';
export type { ChannelMessage, ChannelReference } from './protocol/channel.ts';
export type { ChatMessage, PushUrlRequest, SendMessageRequest } from './protocol/chat.ts';
export type { ClaimKey, ClickToDialState, CrmMethods } from './protocol/crm-methods.ts';
export type { DirectoryNumber, DirectoryPage, DirectoryQuery } from './protocol/directory.ts';
export { CTI_ERROR_CODES, CtiError, type CtiErrorCode, type CtiErrorDetails, isCtiError, type KnownErrorCode } from './protocol/error.ts';
export type { CallMessage, CallRecord, ClickToDial, HostEvents, PanelRequest, SoftphoneEvents } from './protocol/events.ts';
export type { FieldValue, FieldValues } from './protocol/field-values.ts';
export { isAnothersCall } from './protocol/is-anothers-call.ts';
export { isChat } from './protocol/is-chat.ts';
export { isListening } from './protocol/is-listening.ts';
export { DEFAULT_LIMITS, type Limits } from './protocol/limits.ts';
export type { ObjectRefresh, ObjectUpdate } from './protocol/object-update.ts';
export type { PanelSettings, PanelState } from './protocol/panel.ts';
export type {
  AgentStateRequest,
  CallDataRequest,
  CallReference,
  CompleteTransferRequest,
  DialRequest,
  DropPartyRequest,
  DtmfRequest,
  LogInRequest,
  LogOutRequest,
  PhoneCommandName,
  PhoneCommands,
  RejectRequest,
  TransferRequest,
  WrapUpRequest,
} from './protocol/phone-commands.ts';
export type { PlainData } from './protocol/plain-data.ts';
export type { PopRule, RuleAction, RuleBranch, RuleCondition, RuleDecisionName, RuleDirection, RuleResult, RuleSearch } from './protocol/pop-rules.ts';
export type { AppView, PersonAccount, RecordMatch, RecordReference, SearchQuery } from './protocol/record.ts';
export type { FieldError, RecordLog } from './protocol/record-log.ts';
export type { FlowArgument, ScreenPopTarget } from './protocol/screen-pop.ts';
export type { AcceptedTransfer, ArrivedTransfer, PreparedTransfer, TransferKind, TransferPreparation } from './protocol/screen-transfer.ts';
export type { SearchAndPop, SearchAndPopResult } from './protocol/search-and-pop.ts';
export type { LayoutField, ScreenPopSetting, ScreenPopSettings, SoftphoneLayout, SoftphoneLayoutSection } from './protocol/softphone-layout.ts';
export type { ConnectionStatus } from './protocol/status.ts';
export type { Supervision, SupervisionMode } from './protocol/supervision.ts';
export type {
  Assistance,
  AssistanceKind,
  AssistanceRequest,
  AssistanceState,
  MemberState,
  MemberStateRequest,
  SuperviseCallRequest,
  TeamChange,
  TeamMember,
} from './protocol/team.ts';
export type { VendorCommand, VendorEvent } from './protocol/vendor.ts';
export { PROTOCOL_VERSIONS } from './protocol/version.ts';
export type { WorkCompletion, WorkStart } from './protocol/work.ts';
