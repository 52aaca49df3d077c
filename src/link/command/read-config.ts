/** A configuration file, read and made into what `startLink` takes. */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { CtiError, isCtiError } from '../../protocol/error.ts';
import { checkConfig, type LinkConfig, problemsOf } from '../config.ts';
import type { Switch } from '../switch.ts';
import { findJsonMistake } from './find-json-mistake.ts';
import { fillInSecrets } from './secrets.ts';
import { type SwitchType, switchTypes } from './switch-types.ts';

const refuse = (path: string, problems: readonly string[]): never => {
  const list = problems.length === 1 ? ` ${problems[0]}` : problems.map((problem) => `\n  ${problem}`).join('');
  throw new CtiError('INVALID_ARGUMENT', `${path}:${list}`, { details: { problems } });
};

const readText = (path: string): Promise<string> =>
  readFile(path, 'utf8').catch(({ code }: NodeJS.ErrnoException) =>
    refuse(path, [code === 'ENOENT' ? 'there is no such file.' : code === 'EISDIR' ? 'this is a folder, and not a file.' : `cannot be read (${code}).`]),
  );

/** What is wrong is never quoted: a secret may stand there. */
const parseJson = (path: string, text: string): unknown => {
  // Editors of some systems begin a file with a byte order mark.
  const json = text.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(json);
  } catch {
    const { line, column, wanted } = findJsonMistake(json);
    return refuse(path, [`line ${line}, column ${column}: this is not JSON, ${wanted} was expected.`]);
  }
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

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
  const json = parseJson(path, await readText(path));
  if (!isObject(json)) return refuse(path, ['must be an object: { "switch": …, "gateway": … }.']);
  const { value: config, problems: missing } = await fillInSecrets(json, dirname(resolve(path)));
  if (missing.length > 0) return refuse(path, missing);
  const { created, problems } = createSwitch(config.switch);
  const all = [...problems, ...otherProblems(config)];
  if (!created || all.length > 0) return refuse(path, all);
  return checkConfig({ ...config, switch: created });
};
