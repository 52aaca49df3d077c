/** Commands to the phone, one function each: what the CRM writes on the left, what crosses on the right. */
import { PREPARE_TRANSFER_TIMEOUT_MS, TRANSFER_TIMEOUT_MS } from '../protocol/limits.ts';
import type { PhoneCommandName, PhoneCommands } from '../protocol/phone-commands.ts';
import type { CallOptions, Softphone } from './softphone.ts';

export type SendCommand = <Name extends PhoneCommandName>(
  name: Name,
  request: Parameters<PhoneCommands[Name]>[0],
  options?: CallOptions,
) => Promise<ReturnType<PhoneCommands[Name]>>;

/** A call that is handed on waits for this CRM's own user first. */
const patient: CallOptions = { timeoutMs: PREPARE_TRANSFER_TIMEOUT_MS + TRANSFER_TIMEOUT_MS };

export const createCommands = (send: SendCommand): Pick<Softphone, PhoneCommandName> => ({
  dial: (number, { recordId, record = recordId === undefined ? undefined : { recordId }, data, ...options } = {}) =>
    send('dial', { number, record, data }, options),
  answer: (callId, options) => send('answer', { callId }, options),
  reject: (callId, { as, ...options } = {}) => send('reject', { callId, as }, options),
  hangUp: (callId, options) => send('hangUp', { callId }, options),
  hold: (callId, options) => send('hold', { callId }, options),
  retrieve: (callId, options) => send('retrieve', { callId }, options),
  mute: (callId, options) => send('mute', { callId }, options),
  unmute: (callId, options) => send('unmute', { callId }, options),
  sendDtmf: (callId, digits, options) => send('sendDtmf', { callId, digits }, options),
  blindTransfer: (callId, number, options) => send('blindTransfer', { callId, number }, { ...patient, ...options }),
  consult: (callId, number, options) => send('consult', { callId, number }, options),
  completeTransfer: (callId, { consultationCallId, ...options } = {}) => send('completeTransfer', { callId, consultationCallId }, { ...patient, ...options }),
  cancelConsult: (callId, { consultationCallId, ...options } = {}) => send('cancelConsult', { callId, consultationCallId }, options),
  conference: (callId, { consultationCallId, ...options } = {}) => send('conference', { callId, consultationCallId }, { ...patient, ...options }),
  dropParty: (callId, number, options) => send('dropParty', { callId, number }, options),
  setCallData: (callId, data, options) => send('setCallData', { callId, data }, options),
  sendMessage: (callId, text, options) => send('sendMessage', { callId, text }, options),
  pushUrl: (callId, url, options) => send('pushUrl', { callId, url }, options),
  wrapUp: (callId, code, { note, ...options } = {}) => send('wrapUp', { callId, code, note }, options),
  logIn: ({ agentId, password, extension, workMode, ...options } = {}) => send('logIn', { agentId, password, extension, workMode }, options),
  logOut: ({ reason, ...options } = {}) => send('logOut', { reason }, options),
  setAgentState: (state, { reason, ...options } = {}) => send('setAgentState', { state, reason }, options),
  superviseCall: (agentId, callId, how, options) => send('superviseCall', { agentId, callId, how }, options),
  setMemberState: (agentId, state, { reason, ...options } = {}) => send('setMemberState', { agentId, state, reason }, options),
  requestAssistance: (kind, { callId, ...options } = {}) => send('requestAssistance', { kind, callId }, options),
  vendorCommand: (name, params, options) => send('vendorCommand', { name, params }, options),
});
