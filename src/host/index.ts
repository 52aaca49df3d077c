/**
 * For the CRM page: puts a softphone into it and connects the two.
 * @module
 */
export { mountSoftphone } from './mount-softphone.ts';
export type { CallOptions, ClickToDialOptions, Crm, HandlerContext, Logger, MountOptions, Softphone, SoftphoneHostEvents } from './softphone.ts';
