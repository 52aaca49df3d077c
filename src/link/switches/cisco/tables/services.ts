/** The application services of the guide by names of ours, and the bits that stand for them. */
import { Service } from '../codec/index.ts';

/**
 * The ten application services, and the modifiers that travel in the same mask. The miscellaneous service has no bit: every session
 * has it. `agentStateControlOnly` may be granted in the place of `clientControl`.
 */
export const serviceBits = {
  clientEvents: Service.CLIENT_EVENTS,
  allEvents: Service.ALL_EVENTS,
  peripheralMonitor: Service.PERIPHERAL_MONITOR,
  clientMonitor: Service.CLIENT_MONITOR,
  supervisor: Service.SUPERVISOR,
  callDataUpdate: Service.CALL_DATA_UPDATE,
  miscellaneous: 0,
  connectionMonitor: Service.CONNECTION_MONITOR,
  clientControl: Service.CLIENT_CONTROL,
  server: Service.SERVER,
  agentReporting: Service.AGENT_REPORTING,
  agentStateControlOnly: Service.AGENT_STATE_CONTROL_ONLY,
  deviceStateControl: Service.DEVICE_STATE_CONTROL,
  updateEvents: Service.UPDATE_EVENTS,
  ignoreDuplicateAgentEvents: Service.IGNORE_DUPLICATE_AGENT_EVENTS,
  acdLineOnly: Service.ACD_LINE_ONLY,
} as const;

export type CiscoService = keyof typeof serviceBits;

export const ciscoServices = Object.keys(serviceBits) as readonly CiscoService[];

const isIn = (mask: number, bit: number): boolean => (mask & bit) >>> 0 === bit;

/**
 * The services that a mask stands for.
 * @example servicesIn(grant.servicesGranted) // ['clientEvents', 'miscellaneous', 'clientControl']
 */
export const servicesIn = (mask: number): CiscoService[] => ciscoServices.filter((name) => isIn(mask, serviceBits[name]));

export const serviceMask = (services: readonly CiscoService[]): number => services.reduce((mask, name) => (mask | serviceBits[name]) >>> 0, 0);
