/** Cisco's CTI Server as a switch of the link. */
export { type CiscoSwitchAgent, type CiscoSwitchOptions, createCiscoSwitch } from './cisco-switch.ts';
