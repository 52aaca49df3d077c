import type { PhoneCommandName } from '../../index.ts';
import type { PhoneRig, RigAbility } from '../phone-rig.ts';
import type { Bench } from './bench.ts';

/** One behaviour, as the folder's files write it down. */
export interface CaseDefinition {
  /** What holds, as a sentence; also the case's identity in lists. */
  name: string;
  /** Commands the phone has to grant, for the case to mean anything. */
  requires: readonly PhoneCommandName[];
  needs?: readonly RigAbility[];
  /** Why the case means nothing for this rig, where neither commands nor abilities say it. */
  pointless?(rig: PhoneRig): string | undefined;
  run(bench: Bench): Promise<void>;
}
