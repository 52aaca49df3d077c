/**
 * `linkPhone`: a phone at a CTI link (`ringframe/link`), over a WebSocket or long polling.
 * @module
 */

export { defaultReconnect, type FailedAttempt, type ReconnectPolicy } from '../reconnect.ts';
export { type LinkPhone, linkPhone } from './link-phone.ts';
export type { LinkPhoneOptions, LinkSocket, LinkSocketConstructor } from './options.ts';
export type { LinkStatus } from './standing.ts';
