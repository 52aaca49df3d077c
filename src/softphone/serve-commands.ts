/** Commands of the CRM, one line each: what crosses on the left, what the desktop manager is asked on the right. */
import type { PhoneCommandName } from '../protocol/phone-commands.ts';
import type { CommandHandlers } from './crm-connection.ts';
import type { DesktopCommands } from './desktop.ts';

export const serveCommands = (desktop: DesktopCommands, allowed: readonly PhoneCommandName[]): CommandHandlers => {
  const all: Required<CommandHandlers> = {
    dial: (request) => desktop.dial(request),
    answer: ({ callId }) => desktop.answer(callId),
    reject: ({ callId, as }) => desktop.reject(callId, as),
    hangUp: ({ callId }) => desktop.hangUp(callId),
    hold: ({ callId }) => desktop.hold(callId),
    retrieve: ({ callId }) => desktop.retrieve(callId),
    mute: ({ callId }) => desktop.mute(callId),
    unmute: ({ callId }) => desktop.unmute(callId),
    sendDtmf: ({ callId, digits }) => desktop.sendDtmf(callId, digits),
    blindTransfer: ({ callId, number }) => desktop.blindTransfer(callId, number),
    consult: ({ callId, number }) => desktop.consult(callId, number),
    completeTransfer: ({ callId, consultationCallId }) => desktop.completeTransfer(callId, consultationCallId),
    setAgentState: (request) => desktop.setAgentState(request),
  };
  return Object.fromEntries(allowed.map((name) => [name, all[name]])) as CommandHandlers;
};
