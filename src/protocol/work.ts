/** Calls that the CRM hands out as work, such as the steps of a sales cadence (Open CTI's `hvs`). */
import * as z from 'zod/mini';
import { flag, id, personName, schemaOf, stringMap } from './schema.ts';

export interface WorkStart {
  workId: string;
  /** When the CRM takes the work as done, for example `TaskSaved`. */
  completeWorkWhen?: string | undefined;
  /** For example `to`: the number of the click-to-dial that follows. */
  attributes?: Record<string, string> | undefined;
}

export interface WorkCompletion {
  workId: string;
  disposition?: string | undefined;
  /** The record the call was logged as. */
  taskId?: string | undefined;
  /** Default true. */
  wasConnected?: boolean | undefined;
}

export const workStartSchema = schemaOf<WorkStart>()(() =>
  z.object({ workId: id(), completeWorkWhen: z.optional(personName()), attributes: z.optional(stringMap()) }),
);
export const workCompletionSchema = schemaOf<WorkCompletion>()(() =>
  z.object({ workId: id(), disposition: z.optional(personName()), taskId: z.optional(id()), wasConnected: z.optional(flag()) }),
);
