import { headerOf, headersOf, type SipRequest, type SipResponse } from './message.ts';
import { makeResponse } from './response.ts';

/** Methods this server handles or passes on. */
export const ALLOWED_METHODS: readonly string[] = [
  'INVITE',
  'ACK',
  'CANCEL',
  'BYE',
  'OPTIONS',
  'REGISTER',
  'REFER',
  'NOTIFY',
  'SUBSCRIBE',
  'PUBLISH',
  'MESSAGE',
  'INFO',
  'UPDATE',
  'PRACK',
];

/** What RFC 3261 §16.3 checks before anything else. `undefined` when the request may go on. */
export const whyNotProxied = (request: SipRequest, isLoop: (request: SipRequest) => boolean): SipResponse | undefined => {
  if (!ALLOWED_METHODS.includes(request.method)) return makeResponse(request, 501, { headers: [{ name: 'Allow', value: ALLOWED_METHODS.join(', ') }] });
  if (request.method !== 'REGISTER' && headerOf(request, 'Max-Forwards') !== undefined && Number(headerOf(request, 'Max-Forwards')) === 0)
    return makeResponse(request, 483);
  const demanded = headersOf(request, 'Proxy-Require').join(', ');
  if (demanded !== '') return makeResponse(request, 420, { headers: [{ name: 'Unsupported', value: demanded }] });
  return isLoop(request) ? makeResponse(request, 482) : undefined;
};
