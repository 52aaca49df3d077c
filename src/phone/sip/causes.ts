import type { CallCause } from '../../protocol/call.ts';

/**
 * SIP's reasons in the words of ECMA-269. Status codes are those of RFC 3261 §21 unless another RFC is named.
 * Codes that are not listed go by their class; whatever remains is `unknown`.
 */
const byStatus: Readonly<Record<number, CallCause>> = {
  // 3xx: the call is wanted elsewhere and JsSIP does not follow
  300: 'callForward',
  301: 'callForward',
  302: 'callForward',
  305: 'callForward',
  380: 'callForward',
  // the far end cannot be reached by this address
  404: 'destNotObtainable',
  410: 'destNotObtainable',
  414: 'destNotObtainable',
  416: 'destNotObtainable',
  484: 'destNotObtainable', // Address Incomplete
  485: 'destNotObtainable', // Ambiguous
  604: 'destNotObtainable',
  // it exists, but is not there
  480: 'destOutOfOrder', // Temporarily Unavailable
  430: 'destOutOfOrder', // Flow Failed, RFC 5626
  502: 'networkOutOfOrder',
  // it does not answer
  408: 'callNotAnswered',
  487: 'callCancelled', // Request Terminated
  // it does not want to
  486: 'busy',
  600: 'busy',
  603: 'doNotDisturb', // Decline
  607: 'blocked', // Unwanted, RFC 8197
  608: 'blocked', // Rejected by an intermediary, RFC 8688
  433: 'blocked', // Anonymity Disallowed, RFC 5079
  403: 'blocked',
  // nothing in common
  415: 'incompatibleDestination',
  420: 'incompatibleDestination',
  421: 'incompatibleDestination',
  488: 'incompatibleDestination',
  606: 'incompatibleDestination',
  // the system cannot
  401: 'resourcesNotAvailable',
  407: 'resourcesNotAvailable',
  417: 'resourcesNotAvailable', // Unknown Resource-Priority, RFC 4412
  500: 'networkOutOfOrder',
  503: 'networkCongestion',
  504: 'networkCongestion',
};

/** Q.850 cause numbers as gateways put them into `Reason` (RFC 3326, RFC 6432); only those that SIP's own code does not tell. */
const byQ850: Readonly<Record<number, CallCause>> = {
  1: 'destNotObtainable',
  3: 'destNotObtainable',
  16: 'normalClearing',
  17: 'busy',
  18: 'callNotAnswered',
  19: 'callNotAnswered',
  21: 'blocked',
  22: 'destNotObtainable',
  27: 'destOutOfOrder',
  28: 'destNotObtainable',
  31: 'normalClearing',
  34: 'networkCongestion',
  38: 'networkOutOfOrder',
  41: 'networkOutOfOrder',
  42: 'networkCongestion',
  47: 'resourcesNotAvailable',
  88: 'incompatibleDestination',
};

/** @example causeOfStatus(486) === 'busy' */
export const causeOfStatus = (status: number): CallCause => {
  const known = byStatus[status];
  if (known) return known;
  if (status >= 200 && status < 300) return 'normalClearing';
  if (status >= 300 && status < 400) return 'callForward';
  if (status >= 500 && status < 600) return 'networkOutOfOrder';
  return 'unknown';
};

/** One value of a `Reason` header (RFC 3326 §2), as far as it is understood. */
export interface Reason {
  protocol: 'SIP' | 'Q.850';
  cause: number;
}

/** Reads all reasons in a header. Linear, tolerant of white space, blind to what it does not know. */
export const parseReasons = (header: string | undefined): Reason[] =>
  (header ?? '')
    .slice(0, 1_000)
    .split(',')
    .flatMap((value) => {
      const [protocol = '', ...parameters] = value.split(';').map((part) => part.trim());
      const name = protocol.toUpperCase();
      const cause = parameters.find((part) => /^cause\s*=/i.test(part))?.split('=')[1];
      const number = cause === undefined ? Number.NaN : Number.parseInt(cause, 10);
      return (name === 'SIP' || name === 'Q.850') && Number.isInteger(number) ? [{ protocol: name, cause: number }] : [];
    });

/** Why the caller took a ringing call back. `SIP;cause=200` (RFC 3326) means that another device answered it. */
export const causeOfCancel = (reasonHeader: string | undefined): CallCause => {
  const reasons = parseReasons(reasonHeader);
  if (reasons.some(({ protocol, cause }) => protocol === 'SIP' && cause === 200)) return 'answeredElsewhere';
  // RFC 3326 §3.1: 600 and 603 mean that another of the called person's devices has said no for all.
  if (reasons.some(({ protocol, cause }) => protocol === 'SIP' && (cause === 600 || cause === 603))) return 'answeredElsewhere';
  // Q.850 26, non-selected user clearing: the same, from gateways that know no other word for it.
  if (reasons.some(({ protocol, cause }) => protocol === 'Q.850' && cause === 26)) return 'answeredElsewhere';
  return 'callCancelled';
};

/** Why the far end has hung up an answered call. */
export const causeOfBye = (reasonHeader: string | undefined): CallCause => {
  for (const { protocol, cause } of parseReasons(reasonHeader)) {
    const known = protocol === 'Q.850' ? byQ850[cause] : cause === 408 ? 'networkOutOfOrder' : byStatus[cause];
    if (known) return known;
  }
  return 'normalClearing';
};

/** JsSIP's own names for ends that no SIP message stands behind. */
const byJsSip: Readonly<Record<string, CallCause>> = {
  'Connection Error': 'signallingLost',
  'Request Timeout': 'signallingLost',
  'Internal Error': 'unknown',
  'Incompatible SDP': 'incompatibleDestination',
  'Missing SDP': 'incompatibleDestination',
  'WebRTC Error': 'mediaFailed',
  'Bad Media Description': 'incompatibleDestination',
  'User Denied Media Access': 'mediaFailed',
  'RTP Timeout': 'mediaFailed',
  'Dialog Error': 'signallingLost',
  'No Answer': 'callNotAnswered',
  Expires: 'callNotAnswered',
  'No ACK': 'signallingLost',
  Canceled: 'callCancelled',
  Terminated: 'normalClearing',
};

export const causeOfJsSip = (cause: string): CallCause => byJsSip[cause] ?? 'unknown';
