/** A named piece of the CRM's own logic, for the softphone to run: Open CTI's `runApex`. */
import * as z from 'zod/mini';
import { type PlainData, plainDataSchema } from './plain-data.ts';
import { schemaOf, text } from './schema.ts';

export interface ActionRequest {
  name: string;
  params?: PlainData | undefined;
}

export const actionRequestSchema = schemaOf<ActionRequest>()(() => z.object({ name: text(200, 1), params: z.optional(plainDataSchema()) }));
