/** How a supervisor takes part in a call of an agent of the team. */
import * as z from 'zod/mini';
import { id, oneOf, schemaOf } from './schema.ts';

/**
 * `silentMonitor`: the supervisor hears everybody, and nobody hears the supervisor or is told. `whisper`: of those in the call only the agent hears the
 * supervisor. `bargeIn`: it becomes a conference. `intercept`: the supervisor has the call, and the agent is out of it.
 */
export type SupervisionMode = 'silentMonitor' | 'whisper' | 'bargeIn' | 'intercept';
export const supervisionModes = ['silentMonitor', 'whisper', 'bargeIn', 'intercept'] as const satisfies readonly SupervisionMode[];

/** What a supervisor's call is about. */
export interface Supervision {
  how: SupervisionMode;
  /** Of the team: whose call it is, or was. */
  agentId: string;
}

export const supervisionSchema = schemaOf<Supervision>()(() => z.object({ how: oneOf(supervisionModes), agentId: id() }));
