/** The phone's commands as the desktop manager's, for those it adds nothing to. A phone is not spread: what it has besides is its own. */
import type { Phone } from '../phone/phone.ts';
import type { DesktopCommands } from './desktop.ts';

export const passOn = (phone: Phone): DesktopCommands => ({
  dial: (request) => phone.dial(request),
  answer: (callId) => phone.answer(callId),
  reject: (callId, as) => phone.reject(callId, as),
  hangUp: (callId) => phone.hangUp(callId),
  hold: (callId) => phone.hold(callId),
  retrieve: (callId) => phone.retrieve(callId),
  mute: (callId) => phone.mute(callId),
  unmute: (callId) => phone.unmute(callId),
  sendDtmf: (callId, digits) => phone.sendDtmf(callId, digits),
  blindTransfer: (callId, number) => phone.blindTransfer(callId, number),
  consult: (callId, number) => phone.consult(callId, number),
  completeTransfer: (callId, consultationCallId) => phone.completeTransfer(callId, consultationCallId),
  cancelConsult: (callId, consultationCallId) => phone.cancelConsult(callId, consultationCallId),
  conference: (callId, consultationCallId) => phone.conference(callId, consultationCallId),
  dropParty: (callId, number) => phone.dropParty(callId, number),
  setCallData: (callId, data) => phone.setCallData(callId, data),
  sendMessage: (callId, text) => phone.sendMessage(callId, text),
  pushUrl: (callId, url) => phone.pushUrl(callId, url),
  wrapUp: (request) => phone.wrapUp(request),
  logIn: (request) => phone.logIn(request),
  logOut: (request) => phone.logOut(request),
  setAgentState: (request) => phone.setAgentState(request),
  superviseCall: (request) => phone.superviseCall(request),
  setMemberState: (request) => phone.setMemberState(request),
  requestAssistance: (request) => phone.requestAssistance(request),
  vendorCommand: (command) => phone.vendorCommand(command),
});
