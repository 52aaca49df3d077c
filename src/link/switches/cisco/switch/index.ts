/** Cisco's CTI Server as a switch of the link. */
export type { CallDataNames } from './call-data-names.ts';
export { createCiscoSwitch } from './cisco-switch.ts';
export type { CiscoSwitchAgent, CiscoSwitchOptions } from './options.ts';
export type { CiscoReason, CiscoReasons, CiscoWrapUpReason } from './reasons.ts';
export { type VendorRequest, vendorRequests } from './vendor.ts';
