/** Commands of the CRM, one line each: what crosses on the left, what the desktop manager is asked on the right. */
import type { Call } from '../protocol/call.ts';
import type { PhoneCommandName } from '../protocol/phone-commands.ts';
import type { CommandHandlers } from './crm-connection.ts';
import type { DesktopCommands } from './desktop.ts';

/** A call that was dialled while its caller gave up, for example in front of the microphone prompt, is not left ringing. */
const unless = async (signal: AbortSignal, desktop: DesktopCommands, dialling: Promise<Call>): Promise<Call> => {
  const call = await dialling;
  if (signal.aborted) await desktop.hangUp(call.id);
  return call;
};

export const serveCommands = (desktop: DesktopCommands, allowed: readonly PhoneCommandName[]): CommandHandlers => {
  const all: Required<CommandHandlers> = {
    dial: (request, { signal }) => unless(signal, desktop, desktop.dial(request)),
    answer: ({ callId }) => desktop.answer(callId),
    reject: ({ callId, as }) => desktop.reject(callId, as),
    hangUp: ({ callId }) => desktop.hangUp(callId),
    hold: ({ callId }) => desktop.hold(callId),
    retrieve: ({ callId }) => desktop.retrieve(callId),
    mute: ({ callId }) => desktop.mute(callId),
    unmute: ({ callId }) => desktop.unmute(callId),
    sendDtmf: ({ callId, digits }) => desktop.sendDtmf(callId, digits),
    blindTransfer: ({ callId, number }) => desktop.blindTransfer(callId, number),
    consult: ({ callId, number }, { signal }) => unless(signal, desktop, desktop.consult(callId, number)),
    completeTransfer: ({ callId, consultationCallId }) => desktop.completeTransfer(callId, consultationCallId),
    cancelConsult: ({ callId, consultationCallId }) => desktop.cancelConsult(callId, consultationCallId),
    conference: ({ callId, consultationCallId }) => desktop.conference(callId, consultationCallId),
    dropParty: ({ callId, number }) => desktop.dropParty(callId, number),
    setCallData: ({ callId, data }) => desktop.setCallData(callId, data),
    wrapUp: (request) => desktop.wrapUp(request),
    logIn: (request) => desktop.logIn(request),
    logOut: (request) => desktop.logOut(request),
    setAgentState: (request) => desktop.setAgentState(request),
  };
  return Object.fromEntries(allowed.map((name) => [name, all[name]])) as CommandHandlers;
};
