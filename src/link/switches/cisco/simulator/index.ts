/** A CTI Server with behaviour, for tests, demos and whoever writes a client of GED-188. */
export { type CiscoSimulator, startCiscoSimulator } from './cisco-simulator.ts';
export type { CiscoDriver, CiscoSimulatorEvents, DeskPhone as CiscoDeskPhone, PlacedCiscoCall } from './driver.ts';
export type {
  CiscoAgentOptions,
  CiscoSimulatorOptions,
  CiscoSimulatorTls,
  CiscoSkillGroupOptions,
  CiscoTeamOptions,
  WrapUpMode as CiscoWrapUpMode,
} from './options.ts';
export { runCiscoSimulator } from './run-cisco-simulator.ts';
export type { Fall as CiscoSideFall } from './sides.ts';
export type { CiscoSimulatorState, SimulatedCiscoAgent, SimulatedCiscoCall, SimulatedCiscoSession } from './state.ts';
