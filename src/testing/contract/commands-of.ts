import type { PhoneCommandName } from '../../index.ts';
import type { Phone } from '../../phone/index.ts';

/** Every command, given a call and a number, with arguments that are right. */
export const commandsOf = (phone: Phone, callId: string, number: string): Record<PhoneCommandName, () => Promise<unknown>> => ({
  dial: () => phone.dial({ number }),
  answer: () => phone.answer(callId),
  reject: () => phone.reject(callId),
  hangUp: () => phone.hangUp(callId),
  hold: () => phone.hold(callId),
  retrieve: () => phone.retrieve(callId),
  mute: () => phone.mute(callId),
  unmute: () => phone.unmute(callId),
  sendDtmf: () => phone.sendDtmf(callId, '1'),
  blindTransfer: () => phone.blindTransfer(callId, number),
  consult: () => phone.consult(callId, number),
  completeTransfer: () => phone.completeTransfer(callId),
  cancelConsult: () => phone.cancelConsult(callId),
  conference: () => phone.conference(callId),
  dropParty: () => phone.dropParty(callId, number),
  setCallData: () => phone.setCallData(callId, { order: '17' }),
  sendMessage: () => phone.sendMessage(callId, 'Good morning'),
  pushUrl: () => phone.pushUrl(callId, 'https://example.invalid/'),
  wrapUp: () => phone.wrapUp({ callId, code: 'done' }),
  logIn: () => phone.logIn(),
  logOut: () => phone.logOut(),
  setAgentState: () => phone.setAgentState({ state: 'notReady' }),
  superviseCall: () => phone.superviseCall({ agentId: 'nobody of the team', callId, how: 'silentMonitor' }),
  setMemberState: () => phone.setMemberState({ agentId: 'nobody of the team', state: 'notReady' }),
  requestAssistance: () => phone.requestAssistance({ kind: 'assist', callId }),
  vendorCommand: () => phone.vendorCommand({ name: 'a vendor’s own' }),
});

const withoutCall: readonly PhoneCommandName[] = ['dial', 'logIn', 'logOut', 'setAgentState', 'superviseCall', 'setMemberState', 'vendorCommand'];

/** Those of them that are about one call. */
export const isCallCommand = (name: PhoneCommandName): boolean => !withoutCall.includes(name);
