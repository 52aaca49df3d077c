export { type Clock, systemClock } from './clock.ts';
export type { OutsideEvent, PlacedCall, SimulatorDriver, WrapUp } from './driver.ts';
export type { AgentOptions, OutsideRule, QueueOptions, RoutePointOptions, SimulatorOptions, Span } from './options.ts';
export { createSimulator, type Simulator } from './simulator.ts';
export type { SimulatedCallState, SimulatorState } from './state.ts';
