/** A method of one side as the other side may call it: its argument, its result and its deadline. */
import * as z from 'zod/mini';
import { CALL_TIMEOUT_MS } from './limits.ts';
import { type Schema, schemaOf } from './schema.ts';

export interface Method<Params = unknown, Result = unknown> {
  params: Schema<Params>;
  result: Schema<Result>;
  timeoutMs: number;
}

/** Interface of a side, `name(params): result`, and the table that runs it. Adding a method is one line in each. */
export type MethodTable<Methods> = {
  readonly [Name in keyof Methods]: Methods[Name] extends (params: infer Params) => infer Result ? Method<Params, Result> : never;
};

export const method = <Params, Result>(params: Schema<Params>, result: Schema<Result>, timeoutMs = CALL_TIMEOUT_MS): Method<Params, Result> => ({
  params,
  result,
  timeoutMs,
});

/** For methods that take or give nothing. */
export const nothing: Schema<void> = schemaOf<void>()(() => z.void());
