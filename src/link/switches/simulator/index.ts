export { type Clock, systemClock } from './clock.ts';
export type { OutsideEvent, PlacedCall, SimulatorDriver, VendorCommandTaken, WrapUp } from './driver.ts';
export type { AgentOptions, OutsideRule, QueueOptions, RoutePointOptions, SimulatorOptions, Span } from './options.ts';
export { createSimulator, type Simulator } from './simulator.ts';
export type { SimulatedCallState, SimulatedPartyState, SimulatorState } from './state.ts';
