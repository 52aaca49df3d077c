/**
 * A method of one side as the other side may call it. Each side checks what it receives and nothing else, so there are two
 * tables: of arguments, for the side that serves, and of answers, for the side that asks.
 */
import * as z from 'zod/mini';
import { CALL_TIMEOUT_MS } from './limits.ts';
import { type Schema, schemaOf } from './schema.ts';

export interface Answer<Result = unknown> {
  result: Schema<Result>;
  /** How long the caller waits for it. */
  timeoutMs: number;
}

export type ParamsTable<Methods> = { readonly [Name in keyof Methods]: Methods[Name] extends (params: infer Params) => unknown ? Schema<Params> : never };
export type AnswerTable<Methods> = { readonly [Name in keyof Methods]: Methods[Name] extends (params: never) => infer Result ? Answer<Result> : never };

export const answer = <Result>(result: Schema<Result>, timeoutMs = CALL_TIMEOUT_MS): Answer<Result> => ({ result, timeoutMs });

/** For methods that take or give nothing. */
export const nothing: Schema<void> = schemaOf<void>()(() => z.custom<void>((value) => value === undefined, 'takes nothing'));
