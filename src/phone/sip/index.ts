/**
 * `sipPhone`: a phone at any SIP server that speaks WebSocket (RFC 7118), over JsSIP.
 * @module
 */

export { defaultReconnect, type FailedAttempt, type ReconnectPolicy } from '../reconnect.ts';
export type { JsSipModule, JsSipSource, SipPhoneOptions, Timers, TransferTarget } from './options.ts';
export { sipPhone } from './sip-phone.ts';
