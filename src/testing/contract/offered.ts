import { type CallAction, callActions } from '../../index.ts';
import type { PhoneRig } from '../phone-rig.ts';

/** Those of the actions that the phone grants at all, in the order of `callActions`, which phones keep. */
export const offered = (rig: PhoneRig, ...actions: readonly CallAction[]): CallAction[] =>
  callActions.filter((action) => actions.includes(action) && rig.capabilities.includes(action));
