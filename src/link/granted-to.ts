import type { PhoneCommandName } from '../protocol/phone-commands.ts';
import type { Switch } from './switch.ts';

/** Commands this agent's line is granted by the phone system. */
export const grantedTo = (phoneSystem: Pick<Switch, 'capabilities' | 'capabilitiesOf'>, agentId: string): readonly PhoneCommandName[] =>
  phoneSystem.capabilitiesOf?.(agentId) ?? phoneSystem.capabilities;
