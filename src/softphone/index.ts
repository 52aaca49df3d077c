/**
 * For the softphone page: connects it to the CRM that embeds it, and joins the CRM with a phone.
 * @module
 */
export { attachPhone } from './attach-phone.ts';
export { connectToCrm } from './connect-to-crm.ts';
export type { CallOptions, CommandHandlers, ConnectOptions, CrmConnection, CrmEvents } from './crm-connection.ts';
export type { AutoAnswer, AutoAnswerSettings, CallContext, Desktop, DesktopCall, DesktopCommands, DesktopEvents, DesktopOptions, WrapUp } from './desktop.ts';
