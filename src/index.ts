/**
 * The contract between a CRM and a softphone: what both sides may import without loading either.
 * @module
 */
export { type AgentState, type AgentStatus, agentStates, type SettableAgentState } from './protocol/agent.ts';
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
export type { CallLog, LogStatus, SaveLogResult } from './protocol/call-log.ts';
export type { ClaimKey, ClickToDialState, CrmMethods } from './protocol/crm-methods.ts';
export { CTI_ERROR_CODES, CtiError, type CtiErrorCode, type CtiErrorDetails, isCtiError, type KnownErrorCode } from './protocol/error.ts';
export type { CallMessage, ClickToDial, HostEvents, PanelRequest, SoftphoneEvents } from './protocol/events.ts';
export { DEFAULT_LIMITS, type Limits } from './protocol/limits.ts';
export type {
  AgentStateRequest,
  CallReference,
  CompleteTransferRequest,
  DialRequest,
  DtmfRequest,
  PhoneCommandName,
  PhoneCommands,
  RejectRequest,
  TransferRequest,
} from './protocol/phone-commands.ts';
export type { AppView, RecordMatch, RecordReference, SearchQuery } from './protocol/record.ts';
export type { ScreenPopTarget } from './protocol/screen-pop.ts';
export type { ConnectionStatus } from './protocol/status.ts';
export { PROTOCOL_VERSIONS } from './protocol/version.ts';
