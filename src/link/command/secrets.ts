/** Secrets that stand outside of the configuration file: `{ "env": "NAME" }` or `{ "file": "path" }` in the place of a text. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

type Source = { env: string } | { file: string };

const isSource = (value: object): value is Source => {
  const [entry, ...more] = Object.entries(value);
  return more.length === 0 && (entry?.[0] === 'env' || entry?.[0] === 'file') && typeof entry[1] === 'string';
};

/** What is missing is said with the key it is for. Nothing that was read is ever part of a problem. */
export const fillInSecrets = async (
  config: Record<string, unknown>,
  folder: string,
): Promise<{ value: Record<string, unknown>; problems: readonly string[] }> => {
  const problems: string[] = [];

  const fetch = async (source: Source, key: string): Promise<string | undefined> => {
    if ('env' in source) {
      const text = process.env[source.env];
      if (!text) problems.push(`${key}: the environment variable ${source.env} is not set`);
      return text;
    }
    return readFile(resolve(folder, source.file), 'utf8').then(
      // An editor's last line break is no part of it.
      (text) => text.replace(/\r?\n$/, ''),
      ({ code }: NodeJS.ErrnoException) => void problems.push(`${key}: the file ${source.file} cannot be read (${code})`),
    );
  };

  const fill = async (value: unknown, key: string): Promise<unknown> => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return Promise.all(value.map((item, index) => fill(item, `${key}[${index}]`)));
    if (isSource(value)) return fetch(value, key);
    return fillObject(value as Record<string, unknown>, key);
  };

  const fillObject = async (value: Record<string, unknown>, key: string): Promise<Record<string, unknown>> => {
    const entries = Object.entries(value).map(async ([name, part]) => [name, await fill(part, key === '' ? name : `${key}.${name}`)] as const);
    return Object.fromEntries(await Promise.all(entries));
  };

  return { value: await fillObject(config, ''), problems };
};
