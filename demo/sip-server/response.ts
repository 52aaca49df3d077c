import { randomBytes } from 'node:crypto';
import { headerOf, type SipHeader, type SipRequest, type SipResponse } from './message.ts';
import { parseNameAddress } from './uri.ts';

const REASONS: Readonly<Record<number, string>> = {
  100: 'Trying',
  200: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  407: 'Proxy Authentication Required',
  408: 'Request Timeout',
  416: 'Unsupported URI Scheme',
  420: 'Bad Extension',
  423: 'Interval Too Brief',
  480: 'Temporarily Unavailable',
  481: 'Call/Transaction Does Not Exist',
  482: 'Loop Detected',
  483: 'Too Many Hops',
  487: 'Request Terminated',
  500: 'Server Internal Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
  505: 'Version Not Supported',
  513: 'Message Too Large',
};

/** Answers a request as RFC 3261 §8.2.6 says: Via, From, To, Call-ID and CSeq are copied, and the To of all but a 100 has a tag. */
export const makeResponse = (request: SipRequest, status: number, options: { reason?: string; headers?: readonly SipHeader[] } = {}): SipResponse => {
  const copied = request.headers
    .filter((header) => ['via', 'from', 'to', 'call-id', 'cseq'].includes(header.name.toLowerCase()))
    .map((header) => {
      const tagged = header.name.toLowerCase() !== 'to' || status === 100 || parseNameAddress(header.value)?.parameters.has('tag');
      return tagged ? header : { name: header.name, value: `${header.value};tag=${randomBytes(6).toString('hex')}` };
    });
  return { kind: 'response', status, reason: options.reason ?? REASONS[status] ?? 'Unknown', headers: [...copied, ...(options.headers ?? [])], body: '' };
};

/** The tag of From or To, or `undefined`. */
export const tagOf = (message: { readonly headers: readonly SipHeader[] }, name: 'From' | 'To'): string | undefined =>
  parseNameAddress(headerOf(message, name) ?? '')?.parameters.get('tag') || undefined;
