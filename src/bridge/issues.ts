import type { SchemaError } from '../protocol/schema.ts';

const SHOWN = 5;

/** What a schema found wrong, in words and as data; the values themselves are not repeated, they may be private. */
export const issuesOf = (error: SchemaError): { text: string; list: { path: string; problem: string }[] } => {
  const list = error.issues.slice(0, SHOWN).map(({ path, code, message }) => ({
    path: path.map(String).join('.').slice(0, 200),
    problem: code === 'custom' ? message : code.replaceAll('_', ' '),
  }));
  return { text: list.map(({ path, problem }) => (path ? `${path}: ${problem}` : problem)).join('; '), list };
};
