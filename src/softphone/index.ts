/**
 * For the softphone page: connects it to the CRM that embeds it, and joins the CRM with a phone.
 * @module
 */
export { attachPhone } from './attach-phone.ts';
export { connectToCrm } from './connect-to-crm.ts';
export type { CallOptions, CommandHandlers, ConnectOptions, CrmConnection, CrmEvents } from './crm-connection.ts';
export type {
  AutoAnswer,
  AutoAnswerSettings,
  CallContext,
  Desktop,
  DesktopCall,
  DesktopCommands,
  DesktopEvents,
  DesktopOptions,
  Interaction,
  InteractionSettings,
  LogInCredentials,
  ScreenTransfer,
  WrapUp,
} from './desktop.ts';
export type { DiagnosticEntry, Diagnostics } from './diagnostics.ts';
export type { VoiceOptions, VoiceProperties, VoiceSession } from './voice-sessions.ts';
