import type { Call, CallAction } from '../../index.ts';
import type { PhoneRig } from '../phone-rig.ts';
import { expectEqual } from './expect.ts';

/** Law 5: the call offers exactly those of the actions that the phone grants at all. In which order is the phone's business. */
export const expectOffered = (rig: PhoneRig, call: Call, ...actions: readonly CallAction[]): void => {
  const granted = actions.filter((action) => rig.capabilities.includes(action));
  expectEqual([...call.actions].sort(), granted.sort(), `law 5: actions of a call that is ${call.state}`);
};
