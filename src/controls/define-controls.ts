/** Puts the controls into a registry. Importing them does not: a bundler may drop an import that is only a side effect. */
import { AgentState } from './agent-state.ts';
import { CallBar } from './call-bar.ts';
import { Chat } from './chat.ts';
import { DevicePicker } from './device-picker.ts';
import { Diagnostics } from './diagnostics.ts';
import { DialPad } from './dial-pad.ts';
import { IncomingCall } from './incoming-call.ts';
import { Team } from './team.ts';
import { WrapUp } from './wrap-up.ts';

/** Element names and their classes. */
export const controlElements = {
  'ringframe-agent-state': AgentState,
  'ringframe-call-bar': CallBar,
  'ringframe-chat': Chat,
  'ringframe-device-picker': DevicePicker,
  'ringframe-diagnostics': Diagnostics,
  'ringframe-dial-pad': DialPad,
  'ringframe-incoming-call': IncomingCall,
  'ringframe-team': Team,
  'ringframe-wrap-up': WrapUp,
} as const;

/**
 * Makes all controls known. Names that are taken stay as they are, so calling it twice, or from two copies, does no harm.
 *
 * @example
 * import { defineControls } from 'ringframe/controls';
 * defineControls();
 * document.querySelector('ringframe-call-bar').desktop = desktop;
 */
export const defineControls = (registry: CustomElementRegistry = customElements): void => {
  for (const [name, element] of Object.entries(controlElements)) if (!registry.get(name)) registry.define(name, element);
};
