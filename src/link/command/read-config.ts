/** A configuration file, read and made into what `startLink` takes. */
import { isCtiError } from '../../protocol/error.ts';
import { checkConfig, type LinkConfig, problemsOf } from '../config.ts';
import type { Switch } from '../switch.ts';
import { isObject, readJsonFile, refuse } from './read-json-file.ts';
import { type SwitchType, switchTypes } from './switch-types.ts';

const createSwitch = (value: unknown): { created?: Switch; problems: string[] } => {
  const { type, ...options } = isObject(value) ? value : {};
  const known = Object.keys(switchTypes).join(', ');
  if (typeof type !== 'string' || !Object.hasOwn(switchTypes, type)) return { problems: [`switch.type must be one of ${known}`] };
  const { schema, create } = switchTypes[type] as SwitchType;
  const { data, error } = schema().safeParse(options);
  if (error) return { problems: problemsOf(error, ['switch']) };
  try {
    return { created: create(data), problems: [] };
  } catch (refusal) {
    if (!isCtiError(refusal, 'INVALID_ARGUMENT')) throw refusal;
    return { problems: [`switch.${refusal.message}`] };
  }
};

/** What is wrong with everything but the switch, which is told apart. */
const otherProblems = (config: Record<string, unknown>): readonly string[] => {
  try {
    checkConfig({ ...config, switch: undefined });
  } catch (error) {
    const problems = isCtiError(error, 'INVALID_ARGUMENT') ? (error.details?.problems as string[]) : [];
    return problems.filter((problem) => !problem.startsWith('switch '));
  }
  return [];
};

/**
 * Reads a file of JSON: the keys of `LinkConfig`, with `switch: { type, … }` for the phone system. Nothing is connected yet.
 *
 * @throws CtiError as a rejection: `INVALID_ARGUMENT` that names the file, and in it the line and column, or every key that is wrong
 */
export const readConfig = async (path: string): Promise<LinkConfig> => {
  const config = await readJsonFile(path, '{ "switch": …, "gateway": … }');
  const { created, problems } = createSwitch(config.switch);
  const all = [...problems, ...otherProblems(config)];
  if (!created || all.length > 0) return refuse(path, all);
  return checkConfig({ ...config, switch: created });
};
