/** USD's phone actions, for any button, link or script of the CRM, and for pop rules. */
import type { Call } from '../protocol/call.ts';
import { CtiError } from '../protocol/error.ts';
import type { Softphone } from './softphone.ts';
import type { SoftphoneState } from './softphone-state.ts';

/** Of a call that is handed on. */
export interface HandOnOptions {
  data?: Readonly<Record<string, string>> | undefined;
  /** Default: the current call. */
  callId?: string | undefined;
}

export interface PhoneActions {
  /** In a call the digits are sent as tones; else the number is called. Without a number a dial pad is asked for, by the event `dialPad`. Gives the call that was made. */
  dial(number?: string): Promise<Call | undefined>;
  /**
   * The first time it holds the call and consults `number` about it, and gives that call; the second time it completes the transfer, whatever the number. `data` is
   * set on the call before, for whoever takes it over, where the phone keeps call data. Rejects `INVALID_STATE` without a call, `INVALID_ARGUMENT` without a number.
   */
  transfer(number?: string, options?: HandOnOptions): Promise<Call | undefined>;
  /** The same two steps, to a conference. */
  conference(number?: string, options?: HandOnOptions): Promise<Call | undefined>;
  /** Ends the current call: the one the agent talks in, else makes, else holds; one that only rings is rejected. Rejects `INVALID_STATE` without a call. */
  hangUp(options?: { callId?: string | undefined }): Promise<void>;
}

export interface PhoneActionsOptions {
  commands: Pick<Softphone, 'dial' | 'sendDtmf' | 'consult' | 'completeTransfer' | 'conference' | 'setCallData' | 'hangUp'>;
  state: Pick<SoftphoneState, 'calls' | 'capabilities'>;
  /** `callId`: the digits are tones for this call. */
  onDialPad(callId: string | undefined): void;
}

/** Which of several calls is the current one. */
const rank: readonly Call['state'][] = ['connected', 'initiated', 'failed', 'held', 'queued', 'alerting'];

const separators = /[\s().\-/]/g;
const tones = /^[0-9A-D*#,]+$/;

const tonesOf = (number: string): string => {
  const digits = number.replace(separators, '').toUpperCase();
  if (tones.test(digits)) return digits;
  throw new CtiError(
    'INVALID_ARGUMENT',
    'There is a call, so this would be sent as tones, and it is not made of 0-9 A-D * # and comma. Hold the call to dial.',
  );
};

export const createPhoneActions = ({ commands, state, onDialPad }: PhoneActionsOptions): PhoneActions => {
  const inState = (...states: Call['state'][]): Call | undefined => {
    // The newest of those in one state.
    for (const wanted of states) {
      const call = state.calls.filter((one) => one.state === wanted).at(-1);
      if (call) return call;
    }
    return undefined;
  };
  const meant = (callId: string | undefined, ...states: Call['state'][]): Call | undefined =>
    callId === undefined ? inState(...states) : state.calls.find((call) => call.id === callId && states.includes(call.state));
  const consultation = (about: string | undefined): Call | undefined =>
    state.calls.filter(({ consultationFor }) => state.calls.some(({ id }) => id === consultationFor && id === (about ?? id))).at(-1);

  let isStarting = false;
  /** Two presses: the first one asks, the second one joins. */
  const inTwoSteps = async (number: string | undefined, { data, callId }: HandOnOptions, join: Softphone['conference']): Promise<Call | undefined> => {
    const asked = consultation(callId);
    if (asked?.consultationFor !== undefined) {
      await join(asked.consultationFor, { consultationCallId: asked.id });
      return undefined;
    }
    const call = meant(callId, 'connected', 'held');
    if (!call) throw new CtiError('INVALID_STATE', 'There is no call to hand on.');
    if (number === undefined || number === '') throw new CtiError('INVALID_ARGUMENT', 'Say to whom: the first step needs a number.');
    // A double click is not two steps.
    if (isStarting) throw new CtiError('INVALID_STATE', 'The consultation is being made.');
    isStarting = true;
    try {
      if (data && Object.keys(data).length && state.capabilities.includes('setCallData')) await commands.setCallData(call.id, { ...data });
      return await commands.consult(call.id, number);
    } finally {
      isStarting = false;
    }
  };

  return {
    async dial(number = '') {
      const call = inState('connected');
      if (number === '') onDialPad(call?.id);
      else if (call) await commands.sendDtmf(call.id, tonesOf(number));
      else return commands.dial(number);
      return undefined;
    },
    transfer: (number, options = {}) => inTwoSteps(number, options, commands.completeTransfer),
    conference: (number, options = {}) => inTwoSteps(number, options, commands.conference),
    async hangUp({ callId } = {}) {
      const call = meant(callId, ...rank);
      if (!call) throw new CtiError('INVALID_STATE', 'There is no call to end.');
      await commands.hangUp(call.id);
    },
  };
};
