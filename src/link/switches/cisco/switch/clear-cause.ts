/** Why a call is over for an agent (law 11 of a phone). */
import type { Call, CallCause } from '../../../../protocol/call.ts';
import type { CallRecord } from './call-record.ts';

/** Causes of events that begin something: when a call ends behind such, nothing was said of its end. */
const beginnings: readonly CallCause[] = ['newCall', 'consultation', 'recall', 'enteringDistribution'];

export const clearCause = (call: Call, record: CallRecord | undefined, device: string | undefined): CallCause => {
  if (record?.isStale) return 'signallingLost';
  const cause = record?.cause;
  if (device !== undefined && record?.handedOn.has(device)) return cause ?? 'transfer';
  if (cause !== undefined && !beginnings.includes(cause)) return cause;
  if (call.establishedAt !== undefined) return 'normalClearing';
  if (call.state === 'failed') return call.cause ?? 'unknown';
  return call.direction === 'outbound' ? 'normalClearing' : 'callCancelled';
};
