import type { ParamsTable } from '../protocol/method.ts';
import type { Handler, Service } from './dispatcher.ts';

type Awaitable<Value> = Value | Promise<Value>;

/** One function for each method that is served. */
export type Handlers<Methods> = {
  [Name in keyof Methods]?: Methods[Name] extends (params: infer Params) => infer Result
    ? (params: Params, context: { signal: AbortSignal }) => Awaitable<Result>
    : never;
};

/** Joins the schemas of a side with the functions that do the work. A Map has no inherited names to call. */
export const createTable = <Methods>(params: ParamsTable<Methods>, handlers: Handlers<Methods>): ReadonlyMap<string, Service> => {
  const table = new Map<string, Service>();
  for (const name of Object.keys(params) as (keyof Methods & string)[]) {
    const handler = handlers[name];
    if (handler) table.set(name, { params: params[name] as Service['params'], handler: handler as Handler });
  }
  return table;
};
