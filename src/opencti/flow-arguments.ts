import { CtiError } from '../protocol/error.ts';
import type { FlowArgument } from '../protocol/screen-pop.ts';
import { isObject, type Values } from './arguments.ts';

/** `flowArgs` of a flow: a list of `{ name, type, value }`, where a value may be missing. */
export const flowArgumentsOf = ({ flowArgs }: Values): FlowArgument[] | undefined => {
  if (flowArgs === undefined || flowArgs === null) return undefined;
  if (!Array.isArray(flowArgs)) throw new CtiError('INVALID_ARGUMENT', 'flowArgs must be a list of { name, type, value }.');
  return flowArgs.filter(isObject).map(({ name, type, value = null }) => ({ name, type, value }) as FlowArgument);
};
