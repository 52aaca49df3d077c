import type { Call, CallCause } from '../../protocol/call.ts';
import { CtiError } from '../../protocol/error.ts';
import type { PhoneCommandName } from '../../protocol/phone-commands.ts';
import type { CallStore } from '../call-store.ts';
import { requireDigits } from '../command-arguments.ts';
import type { PendingCommands } from '../pending-commands.ts';
import type { Phone } from '../phone.ts';
import { requireCapability, requireConsultation } from '../require-call.ts';
import type { Agent } from './agent.ts';
import { dataToHeaders } from './call-data.ts';
import type { CallOptions, JsSipSession, JsSipUa } from './jssip.ts';
import { closeMicrophone } from './microphone.ts';
import type { SipSettings } from './options.ts';
import { transferAttended, transferBlind } from './outgoing-transfer.ts';
import type { Registration } from './registration.ts';
import type { SipCall } from './sip-call.ts';
import type { SipCalls } from './sip-calls.ts';
import type { Sound } from './sound.ts';
import { BUSY_HERE, DECLINE } from './status-codes.ts';
import { toTarget } from './target.ts';

export interface CommandsContext {
  capabilities: readonly PhoneCommandName[];
  settings: SipSettings;
  pending: PendingCommands;
  store: CallStore;
  calls: SipCalls;
  agent: Agent;
  sound: Sound;
  registration: Registration;
}

type Commands = Pick<Phone, PhoneCommandName>;

/** JsSIP's own complaint would have the number in it. */
const invite = (ua: JsSipUa, address: string, options: CallOptions): JsSipSession => {
  try {
    return ua.call(address, options);
  } catch {
    throw new CtiError('INVALID_NUMBER', 'JsSIP cannot make a SIP address of this.');
  }
};

/** What the law lets a phone be told, carried out in SIP. Each checks first, so that a refused command changes nothing. */
export const createCommands = ({ capabilities, settings, pending, store, calls, agent, sound, registration }: CommandsContext): Commands => {
  /** Only one call talks at a time. */
  const holdOthers = async (callId?: string) => {
    for (const { id, actions } of store.calls) if (id !== callId && actions.includes('hold')) await calls.get(id).hold();
  };

  const requireReady = () => {
    const { ua, status } = registration;
    if (!ua || status.state !== 'ready') throw new CtiError('NOT_CONNECTED', 'The phone is not connected to its SIP server.');
    return ua;
  };

  /** The microphone is opened first: without one nothing else is touched. It is closed again unless `use` has taken it over. */
  const withMicrophone = async <Result>(signal: AbortSignal, use: (microphone: MediaStream) => Promise<Result>): Promise<Result> => {
    const microphone = await sound.microphone(signal);
    try {
      return await use(microphone);
    } catch (error) {
      closeMicrophone(microphone);
      throw error;
    }
  };

  const dial = (number: string, data: Record<string, string> | undefined, consultationFor: string | undefined, signal: AbortSignal): Promise<Call> => {
    requireReady();
    const address = toTarget(number, settings.domain);
    const extraHeaders = dataToHeaders(data);
    const { pcConfig } = settings;
    return withMicrophone(signal, async (microphone) => {
      await holdOthers();
      if (consultationFor !== undefined) store.require(consultationFor, 'consult');
      signal.throwIfAborted();
      const session = invite(requireReady(), address, { mediaStream: microphone, mediaConstraints: { audio: true, video: false }, pcConfig, extraHeaders });
      const cause = consultationFor === undefined ? undefined : 'consultation';
      return calls.originated(session, { address, remote: { number: number.trim() }, microphone, cause, consultationFor, data });
    });
  };

  const on = (callId: string, action: Parameters<CallStore['require']>[1]): SipCall => calls.get(store.require(callId, action).id);

  const retrieve = async (callId: string) => {
    const call = on(callId, 'retrieve');
    await holdOthers(callId);
    await call.retrieve();
  };

  const notGranted = (name: PhoneCommandName) => () => pending.run<never>(() => requireCapability(capabilities, name) as never);

  const transferred = (call: SipCall, cause: CallCause) => {
    store.apply({ type: 'transferred', callId: call.id, at: Date.now(), cause });
    call.end(cause);
  };

  return {
    dial: (request) => pending.run((signal) => requireReady() && dial(request?.number, request?.data, undefined, signal)),
    consult: (callId, number) => pending.run((signal) => dial(number, undefined, on(callId, 'consult').id, signal)),
    answer: (callId) =>
      pending.run((signal) => {
        on(callId, 'answer');
        return withMicrophone(signal, async (microphone) => {
          await holdOthers(callId);
          signal.throwIfAborted();
          // The caller may have given up while the microphone was being opened.
          await on(callId, 'answer').answer(microphone);
        });
      }),
    reject: (callId, as = 'busy') =>
      pending.run(() => {
        const call = on(callId, 'reject');
        if (as === 'declined') call.end('doNotDisturb', DECLINE);
        else call.end('busy', BUSY_HERE);
      }),
    hangUp: (callId) => pending.run(() => calls.hangUp(on(callId, 'hangUp'))),
    hold: (callId) => pending.run(() => on(callId, 'hold').hold()),
    retrieve: (callId) => pending.run(() => retrieve(callId)),
    mute: (callId) => pending.run(() => on(callId, 'mute').setMuted(true)),
    unmute: (callId) => pending.run(() => on(callId, 'unmute').setMuted(false)),
    sendDtmf: (callId, digits) => pending.run(() => on(callId, 'sendDtmf').leg.tones.send(requireDigits(digits))),
    blindTransfer: (callId, number) =>
      pending.run(async () => {
        const call = on(callId, 'blindTransfer');
        await transferBlind(call, toTarget(number, settings.domain), settings.timers);
        transferred(call, 'singleStepTransfer');
      }),
    completeTransfer: (callId, consultationCallId) =>
      pending.run(async () => {
        const call = on(callId, 'completeTransfer');
        const consultation = calls.get(requireConsultation(store.calls, callId, consultationCallId).id);
        await transferAttended(call, consultation, settings.timers);
        transferred(consultation, 'transfer');
        transferred(call, 'transfer');
      }),
    cancelConsult: (callId, consultationCallId) =>
      pending.run(async () => {
        on(callId, 'cancelConsult');
        calls.hangUp(calls.get(requireConsultation(store.calls, callId, consultationCallId, { answered: false }).id));
        if (store.find(callId)?.state === 'held') await retrieve(callId);
      }),
    setAgentState: (request) =>
      pending.run(() => {
        requireReady();
        agent.ask(request);
      }),
    // SIP leaves conferences and call data to servers, each in its own way, and knows no agents and no teams.
    conference: notGranted('conference'),
    dropParty: notGranted('dropParty'),
    setCallData: notGranted('setCallData'),
    sendMessage: notGranted('sendMessage'),
    pushUrl: notGranted('pushUrl'),
    wrapUp: notGranted('wrapUp'),
    logIn: notGranted('logIn'),
    logOut: notGranted('logOut'),
    superviseCall: notGranted('superviseCall'),
    setMemberState: notGranted('setMemberState'),
    requestAssistance: notGranted('requestAssistance'),
    vendorCommand: notGranted('vendorCommand'),
  };
};
