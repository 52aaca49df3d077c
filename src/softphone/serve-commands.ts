/** Commands of the CRM, one line each: what crosses on the left, what the desktop manager is asked on the right. */
import type { Call } from '../protocol/call.ts';
import type { PhoneCommandName } from '../protocol/phone-commands.ts';
import type { CommandHandlers } from './crm-connection.ts';
import type { Desktop, DesktopCommands } from './desktop.ts';
import { callWithoutTransfer } from './screen-transfer-data.ts';

/** A call that was dialled while its caller gave up, for example in front of the microphone prompt, is not left ringing. */
const unless = async (signal: AbortSignal, desktop: DesktopCommands, dialling: Promise<Call>): Promise<Call> => {
  const call = await dialling;
  if (signal.aborted) await desktop.hangUp(call.id);
  return callWithoutTransfer(call);
};

/** A transfer that waits for the CRM's user waits no longer than who asked for it. */
const patient = (signal: AbortSignal, desktop: Pick<Desktop, 'stopPreparing'>, callId: string, handingOn: Promise<void>): Promise<void> => {
  const stop = () => desktop.stopPreparing(callId);
  signal.addEventListener('abort', stop, { once: true });
  return handingOn.finally(() => signal.removeEventListener('abort', stop));
};

export const serveCommands = (desktop: DesktopCommands & Pick<Desktop, 'stopPreparing'>, allowed: readonly PhoneCommandName[]): CommandHandlers => {
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
    blindTransfer: ({ callId, number }, { signal }) => patient(signal, desktop, callId, desktop.blindTransfer(callId, number)),
    consult: ({ callId, number }, { signal }) => unless(signal, desktop, desktop.consult(callId, number)),
    completeTransfer: ({ callId, consultationCallId }, { signal }) => patient(signal, desktop, callId, desktop.completeTransfer(callId, consultationCallId)),
    cancelConsult: ({ callId, consultationCallId }) => desktop.cancelConsult(callId, consultationCallId),
    conference: ({ callId, consultationCallId }, { signal }) => patient(signal, desktop, callId, desktop.conference(callId, consultationCallId)),
    dropParty: ({ callId, number }) => desktop.dropParty(callId, number),
    setCallData: ({ callId, data }) => desktop.setCallData(callId, data),
    sendMessage: ({ callId, text }) => desktop.sendMessage(callId, text),
    pushUrl: ({ callId, url }) => desktop.pushUrl(callId, url),
    wrapUp: (request) => desktop.wrapUp(request),
    logIn: (request) => desktop.logIn(request),
    logOut: (request) => desktop.logOut(request),
    setAgentState: (request) => desktop.setAgentState(request),
    superviseCall: (request) => desktop.superviseCall(request),
    setMemberState: (request) => desktop.setMemberState(request),
    requestAssistance: (request) => desktop.requestAssistance(request),
    vendorCommand: (command) => desktop.vendorCommand(command),
  };
  return Object.fromEntries(allowed.map((name) => [name, all[name]])) as CommandHandlers;
};
