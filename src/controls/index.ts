/**
 * The controls an agent sees, as custom elements that bind to a desktop manager. `defineControls` makes them known.
 * @module
 */
export { AgentState } from './agent-state.ts';
export { CallBar } from './call-bar.ts';
export type { NumberFormat } from './call-label.ts';
export { Chat } from './chat.ts';
export { ControlElement } from './control-element.ts';
export { type ControlStrings, type StringKey, setControlStrings } from './control-strings.ts';
export { controlElements, defineControls } from './define-controls.ts';
export { DevicePicker } from './device-picker.ts';
export { Diagnostics } from './diagnostics.ts';
export { DialPad } from './dial-pad.ts';
export { english } from './english.ts';
export { IncomingCall } from './incoming-call.ts';
export type { LogInField } from './log-in-form.ts';
export { Team } from './team.ts';
export { type Disposition, WrapUp } from './wrap-up.ts';
