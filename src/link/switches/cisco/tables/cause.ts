/** `eventCause` in the words of ECMA-269. */
import type { CallCause } from '../../../../protocol/call.ts';
import { EventCause } from '../codec/index.ts';
import { type Translated, translation } from './translated.ts';

const words: Readonly<Partial<Record<keyof typeof EventCause, CallCause>>> = {
  CEC_BUSY: 'busy',
  CEC_CALL_BACK: 'recall',
  CEC_CALL_CANCELLED: 'callCancelled',
  CEC_CALL_FORWARD_ALWAYS: 'callForward',
  CEC_CALL_FORWARD_BUSY: 'callForward',
  CEC_CALL_FORWARD_NO_ANSWER: 'callForward',
  CEC_CALL_FORWARD: 'callForward',
  CEC_CALL_NOT_ANSWERED: 'callNotAnswered',
  CEC_CALL_PICKUP: 'callPickup',
  CEC_DEST_NOT_OBTAINABLE: 'destNotObtainable',
  CEC_DO_NOT_DISTURB: 'doNotDisturb',
  CEC_INCOMPATIBLE_DESTINATION: 'incompatibleDestination',
  CEC_INVALID_ACCOUNT_CODE: 'blocked',
  CEC_KEY_CONFERENCE: 'conference',
  CEC_LOCKOUT: 'blocked',
  CEC_MAINTENANCE: 'destOutOfOrder',
  CEC_NETWORK_CONGESTION: 'networkCongestion',
  CEC_NETWORK_NOT_OBTAINABLE: 'networkOutOfOrder',
  CEC_NEW_CALL: 'newCall',
  CEC_NO_AVAILABLE_AGENTS: 'enteringDistribution',
  CEC_OVERFLOW: 'enteringDistribution',
  CEC_RECALL: 'recall',
  CEC_REDIRECTED: 'callForward',
  CEC_REORDER_TONE: 'networkCongestion',
  CEC_RESOURCES_NOT_AVAILABLE: 'resourcesNotAvailable',
  CEC_TRANSFER: 'transfer',
  CEC_TRUNKS_BUSY: 'networkCongestion',
  CEC_TIME_OUT: 'callNotAnswered',
  CEC_NEW_CALL_INTERFLOW: 'newCall',
  CEC_CTI_LINK_DOWN: 'signallingLost',
  CEC_PERIPHERAL_RESET_REQUEST: 'signallingLost',
  CEC_MD110_CONFERENCE_TRANSFER: 'conference',
  CEC_REMAINS_IN_Q: 'enteringDistribution',
  CEC_SUPERVISOR_ASSIST: 'newCall',
  CEC_EMERGENCY_CALL: 'newCall',
  CEC_SUPERVISOR_CLEAR: 'normalClearing',
  CEC_SUPERVISOR_MONITOR: 'newCall',
  CEC_SUPERVISOR_WHISPER: 'newCall',
  CEC_SUPERVISOR_BARGE_IN: 'conference',
  CEC_SUPERVISOR_INTERCEPT: 'callPickup',
  CEC_CONSULT: 'consultation',
  CEC_DNP: 'callForward',
  CEC_NETWORK_ERROR: 'networkOutOfOrder',
  CEC_NETWORK_ERROR_BEFORE_ANSWER: 'networkOutOfOrder',
  CEC_NETWORK_ERROR_AFTER_ANSWER: 'networkOutOfOrder',
  CEC_MAX_QUEUE_EXCEEDED: 'resourcesNotAvailable',
  CECX_ABAND_NETWORK: 'callCancelled',
  CECX_ABAND_LOCAL_QUEUE: 'callCancelled',
  CECX_ABAND_RING: 'callCancelled',
  CECX_ABAND_DELAY: 'callCancelled',
  CECX_ABAND_INTERFLOW: 'callCancelled',
  CECX_ABAND_AGENT_TERMINAL: 'callCancelled',
  CECX_SHORT: 'callCancelled',
  CECX_BUSY: 'busy',
  CECX_FORCED_BUSY: 'busy',
  CECX_DROP_NO_ANSWER: 'callNotAnswered',
  CECX_DROP_BUSY: 'busy',
  CECX_DROP_REORDER: 'networkCongestion',
  CECX_DROP_HANDLED_PRIMARY_ROUTE: 'normalClearing',
  CECX_DROP_HANDLED_OTHER: 'normalClearing',
  CECX_REDIRECTED: 'callForward',
  CECX_RING_NO_ANSWER: 'callNotAnswered',
  CECX_INTERCEPT_REORDER: 'destNotObtainable',
  CECX_INTERCEPT_DENIAL: 'blocked',
  CECX_TIME_OUT: 'callNotAnswered',
  CECX_FAILED_SOFTWARE: 'destOutOfOrder',
  CECX_BLIND_TRANSFER: 'singleStepTransfer',
  CECX_ANNOUNCED_TRANSFER: 'transfer',
  CECX_CONFERENCED: 'conference',
  CECX_DUPLICATE_TRANSFER: 'transfer',
  CECX_NETWORK_BLIND_TRANSFER: 'singleStepTransfer',
  CECX_NORMAL_END_TASK: 'normalClearing',
  CECX_CALLED_PARTY_DISCONNECTED: 'normalClearing',
  CECX_NETWORK_CONSULT_TRANSFER: 'transfer',
  CECX_NETWORK_CONFERENCE: 'conference',
  CECX_ABAND_NETWORK_CONSULT: 'callCancelled',
};

const translate = translation<typeof EventCause, CallCause | undefined>(EventCause, words, undefined);

/**
 * Undefined for CEC_NONE, where nothing is said, and `unknown` for a cause that ECMA-269 has no word for.
 * @example causeOf(event.eventCause) // { value: 'consultation', raw: 51, rawName: 'CEC_CONSULT' }
 */
export const causeOf = (raw: number | null | undefined): Translated<CallCause | undefined> => {
  const translated = translate(raw);
  const isSaid = translated.raw !== null && translated.raw !== EventCause.CEC_NONE && translated.raw !== 0;
  return translated.value === undefined && isSaid ? { ...translated, value: 'unknown' } : translated;
};
