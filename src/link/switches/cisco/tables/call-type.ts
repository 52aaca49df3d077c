/** `callType`: which way a call goes, and what it is for. */
import type { CallDirection } from '../../../../protocol/call.ts';
import type { SupervisionMode } from '../../../../protocol/supervision.ts';
import { CallType } from '../codec/index.ts';
import { type Translated, translation } from './translated.ts';

/** What a call is about, where it is not simply somebody calling somebody. */
export type CallPurpose =
  | 'call'
  | 'consultation'
  | 'conference'
  | 'transfer'
  | 'outboundCampaign'
  | 'supervision'
  | 'assistance'
  | 'emergency'
  | 'greeting'
  | 'task';

export interface CallKind {
  /** Of a supervisor's call to a call of an agent's. */
  how?: SupervisionMode | undefined;
  direction: CallDirection;
  purpose: CallPurpose;
}

const inbound = (purpose: CallPurpose = 'call'): CallKind => ({ direction: 'inbound', purpose });
const outbound = (purpose: CallPurpose = 'call'): CallKind => ({ direction: 'outbound', purpose });
const internal = (purpose: CallPurpose = 'call'): CallKind => ({ direction: 'internal', purpose });

const kinds = {
  CALLTYPE_ACD_IN: inbound(),
  CALLTYPE_PREROUTE_ACD_IN: inbound(),
  CALLTYPE_PREROUTE_DIRECT_AGENT: inbound(),
  CALLTYPE_TRANSFER_IN: inbound('transfer'),
  CALLTYPE_OVERFLOW_IN: inbound(),
  CALLTYPE_OTHER_IN: inbound(),
  CALLTYPE_AUTO_OUT: outbound('outboundCampaign'),
  CALLTYPE_AGENT_OUT: outbound(),
  CALLTYPE_OUT: outbound(),
  CALLTYPE_AGENT_INSIDE: internal(),
  CALLTYPE_OFFERED: inbound(),
  CALLTYPE_CONSULT: internal('consultation'),
  // With the guide's own spelling.
  CALLTYPE_CONSULT_OFFERRED: internal('consultation'),
  CALLTYPE_CONSULT_CONFERENCE: internal('conference'),
  CALLTYPE_CONFERENCE: internal('conference'),
  CALLTYPE_UNMONITORED: inbound(),
  CALLTYPE_PREVIEW: outbound('outboundCampaign'),
  CALLTYPE_RESERVATION: inbound('outboundCampaign'),
  CALLTYPE_ASSIST: internal('assistance'),
  CALLTYPE_EMERGENCY: internal('emergency'),
  CALLTYPE_SUPERVISOR_MONITOR: { ...internal('supervision'), how: 'silentMonitor' },
  CALLTYPE_SUPERVISOR_WHISPER: { ...internal('supervision'), how: 'whisper' },
  CALLTYPE_SUPERVISOR_BARGEIN: { ...internal('supervision'), how: 'bargeIn' },
  CALLTYPE_SUPERVISOR_INTERCEPT: { ...internal('supervision'), how: 'intercept' },
  CALLTYPE_TASK_ROUTED_BY_ICM: inbound('task'),
  CALLTYPE_TASK_ROUTED_BY_APPLICATION: inbound('task'),
  RESERVATION_PREVIEW: inbound('outboundCampaign'),
  RESERVATION_PREVIEW_DIRECT: inbound('outboundCampaign'),
  RESERVATION_PREDICTIVE: inbound('outboundCampaign'),
  RESERVATION_CALLBACK: inbound('outboundCampaign'),
  RESERVATION_PERSONAL_CALLBACK: inbound('outboundCampaign'),
  CUSTOMER_PREVIEW: outbound('outboundCampaign'),
  CUSTOMER_PREVIEW_DIRECT: outbound('outboundCampaign'),
  CUSTOMER_PREDICTIVE: outbound('outboundCampaign'),
  CUSTOMER_CALLBACK: outbound('outboundCampaign'),
  CUSTOMER_PERSONAL: outbound('outboundCampaign'),
  CUSTOMER_IVR: outbound('outboundCampaign'),
  CALLTYPE_NON_ACD: internal(),
  CALLTYPE_PLAY_AGENT_GREETING: internal('greeting'),
  CALLTYPE_RECORD_AGENT_GREETING: internal('greeting'),
  CALLTYPE_VOICE_CALL_BACK: outbound(),
} as const satisfies Record<keyof typeof CallType, CallKind>;

const translate = translation<typeof CallType, CallKind>(CallType, kinds, inbound());
/** Up to here number 27 is CALLTYPE_NON_ACD; later it is RESERVATION_PREVIEW, and NON_ACD is 38. */
const LAST_OLD_VERSION = 18;

/**
 * An unknown type counts as somebody calling in.
 * @example callTypeOf(event.callType, 20).value // { direction: 'internal', purpose: 'consultation' }
 */
export const callTypeOf = (raw: number | null | undefined, version: number): Translated<CallKind> =>
  raw === CallType.RESERVATION_PREVIEW && version <= LAST_OLD_VERSION ? { value: kinds.CALLTYPE_NON_ACD, raw, rawName: 'CALLTYPE_NON_ACD' } : translate(raw);
