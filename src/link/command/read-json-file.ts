/** A file of JSON with secrets that stand elsewhere, as the command's configurations are written. */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { CtiError } from '../../protocol/error.ts';
import { findJsonMistake } from './find-json-mistake.ts';
import { fillInSecrets } from './secrets.ts';

/** @throws CtiError `INVALID_ARGUMENT` that names the file and each problem */
export const refuse = (path: string, problems: readonly string[]): never => {
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

export const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The object in a file, its secrets filled in.
 * @param example what it should look like, for who wrote something else
 * @throws CtiError as a rejection: `INVALID_ARGUMENT` that names the file, and in it the line and column, or the secrets that are missing
 */
export const readJsonFile = async (path: string, example: string): Promise<Record<string, unknown>> => {
  const json = parseJson(path, await readText(path));
  if (!isObject(json)) return refuse(path, [`must be an object: ${example}.`]);
  const { value, problems } = await fillInSecrets(json, dirname(resolve(path)));
  return problems.length > 0 ? refuse(path, problems) : value;
};
