import type { CallAction } from '../../protocol/call.ts';
import { CtiError, isCtiError } from '../../protocol/error.ts';
import type { PhoneCommandName } from '../../protocol/phone-commands.ts';
import { requireCallData, requireDigits, requireMessage, requireNumber, requirePushableUrl, requireVendorCommand } from '../command-arguments.ts';
import type { PendingCommands } from '../pending-commands.ts';
import type { Phone } from '../phone.ts';
import { requireCall, requireCapability, requireConsultation, requireMember, requireParty } from '../require-call.ts';
import type { Asking } from './asking.ts';
import type { Line } from './line.ts';

export interface CommandsContext {
  /** Undefined while nobody has said. */
  capabilities(): readonly PhoneCommandName[] | undefined;
  pending: PendingCommands;
  line: Line;
  asking: Asking;
  isReady(): boolean;
  /** Ends a call for this page; the phone system is told as soon as it can be. */
  abandon(callId: string): void;
}

type Commands = Pick<Phone, PhoneCommandName>;

const notConnected = () => new CtiError('NOT_CONNECTED', 'The phone is not connected to its phone system. Wait for the status `ready`.');

/** Each checks first what can be known here, so that a command which cannot succeed asks nobody; the phone system has the last word. */
export const createCommands = ({ capabilities, pending, line, asking, isReady, abandon }: CommandsContext): Commands => {
  const { ask } = asking;

  const requireReady = () => {
    if (!isReady()) throw notConnected();
  };
  const known = (): readonly PhoneCommandName[] => {
    const granted = capabilities();
    if (!granted) throw notConnected();
    return granted;
  };
  const require = (name: PhoneCommandName) => requireCapability(known(), name);
  const on = (callId: string, action: CallAction) => requireCall(line.calls, callId, action, known());

  /** A command about one call and nothing else. */
  const plain = (name: 'answer' | 'hold' | 'retrieve' | 'mute' | 'unmute') => (callId: string) =>
    pending.run(async (signal) => {
      on(callId, name);
      await ask(name, { callId }, signal);
    });

  /** A command of the agent's, not of a call's. */
  const agentCommand = <Request>(name: 'logIn' | 'logOut' | 'setAgentState', request: Request) =>
    pending.run(async (signal) => {
      require(name);
      requireReady();
      await ask(name, request as never, signal);
    });

  const hangUp = async (callId: string, signal: AbortSignal) => {
    on(callId, 'hangUp');
    if (!isReady()) return abandon(callId);
    try {
      await ask('hangUp', { callId }, signal);
    } catch (error) {
      // The way was lost under it: the call is over for this page, and the phone system hears of it later.
      if (!isCtiError(error, 'NOT_CONNECTED')) throw error;
      abandon(callId);
    }
  };

  return {
    dial: (request) =>
      pending.run(async (signal) => {
        require('dial');
        requireReady();
        return line.shown(await ask('dial', { ...request, number: requireNumber(request?.number) }, signal));
      }),
    answer: plain('answer'),
    reject: (callId, as) =>
      pending.run(async (signal) => {
        on(callId, 'reject');
        await ask('reject', { callId, as }, signal);
      }),
    hangUp: (callId) => pending.run((signal) => hangUp(callId, signal)),
    hold: plain('hold'),
    retrieve: plain('retrieve'),
    mute: plain('mute'),
    unmute: plain('unmute'),
    sendDtmf: (callId, digits) =>
      pending.run(async (signal) => {
        on(callId, 'sendDtmf');
        await ask('sendDtmf', { callId, digits: requireDigits(digits) }, signal);
      }),
    blindTransfer: (callId, number) =>
      pending.run(async (signal) => {
        on(callId, 'blindTransfer');
        await ask('blindTransfer', { callId, number: requireNumber(number) }, signal);
      }),
    consult: (callId, number) =>
      pending.run(async (signal) => {
        on(callId, 'consult');
        return line.shown(await ask('consult', { callId, number: requireNumber(number) }, signal));
      }),
    completeTransfer: (callId, consultationCallId) =>
      pending.run(async (signal) => {
        on(callId, 'completeTransfer');
        await ask('completeTransfer', { callId, consultationCallId: requireConsultation(line.calls, callId, consultationCallId).id }, signal);
      }),
    cancelConsult: (callId, consultationCallId) =>
      pending.run(async (signal) => {
        on(callId, 'cancelConsult');
        const { id } = requireConsultation(line.calls, callId, consultationCallId, { answered: false });
        await ask('cancelConsult', { callId, consultationCallId: id }, signal);
      }),
    conference: (callId, consultationCallId) =>
      pending.run(async (signal) => {
        on(callId, 'conference');
        await ask('conference', { callId, consultationCallId: requireConsultation(line.calls, callId, consultationCallId).id }, signal);
      }),
    dropParty: (callId, number) =>
      pending.run(async (signal) => {
        await ask('dropParty', { callId, number: requireParty(on(callId, 'dropParty'), number).number }, signal);
      }),
    setCallData: (callId, data) =>
      pending.run(async (signal) => {
        await ask('setCallData', { callId, data: requireCallData(on(callId, 'setCallData').data, data) }, signal);
      }),
    sendMessage: (callId, text) =>
      pending.run(async (signal) => {
        on(callId, 'sendMessage');
        await ask('sendMessage', { callId, text: requireMessage(text) }, signal);
      }),
    pushUrl: (callId, url) =>
      pending.run(async (signal) => {
        on(callId, 'pushUrl');
        await ask('pushUrl', { callId, url: requirePushableUrl(url) }, signal);
      }),
    wrapUp: (request) =>
      pending.run(async (signal) => {
        require('wrapUp');
        requireReady();
        if (line.find(request?.callId)) throw new CtiError('INVALID_STATE', 'The call still runs: it is wrapped up when it is over.');
        await ask('wrapUp', request, signal);
      }),
    logIn: (request = {}) => agentCommand('logIn', request),
    logOut: (request = {}) => agentCommand('logOut', request),
    setAgentState: (request) => agentCommand('setAgentState', request),
    superviseCall: (request) =>
      pending.run(async (signal) => {
        require('superviseCall');
        requireReady();
        requireMember(line.team, request?.agentId);
        return line.shown(await ask('superviseCall', request, signal));
      }),
    setMemberState: (request) =>
      pending.run(async (signal) => {
        require('setMemberState');
        requireReady();
        requireMember(line.team, request?.agentId);
        await ask('setMemberState', request, signal);
      }),
    requestAssistance: (request) =>
      pending.run((signal) => {
        require('requestAssistance');
        requireReady();
        return ask('requestAssistance', request, signal);
      }),
    vendorCommand: (command) =>
      pending.run(async (signal) => {
        require('vendorCommand');
        requireReady();
        return ask('vendorCommand', requireVendorCommand(command), signal);
      }),
  };
};
