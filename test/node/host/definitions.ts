/** Call center definitions for the tests: files, and files with one thing changed. */
import { readFileSync } from 'node:fs';
import type { CallCenterNote } from '../../../src/host/call-center/call-center.ts';
import { parseCallCenter } from '../../../src/host/call-center/parse-call-center.ts';
import { CtiError } from '../../../src/protocol/error.ts';

export const fixture = (name: string): string => readFileSync(new URL(`../../fixtures/call-center/${name}.xml`, import.meta.url), 'utf8');

/** Where `text` begins, counted without the code that is tested. */
export const positionOf = (xml: string, text: string): { line: number; column: number } => {
  const at = xml.indexOf(text);
  if (at === -1) throw new Error(`${text} is not in the definition`);
  const before = xml.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
};

export const change = (xml: string, from: string, to: string): string => {
  if (!xml.includes(from)) throw new Error(`${from} is not in the definition`);
  return xml.replace(from, () => to);
};

/** What is wrong with a definition. Nothing but a CtiError of the documented shape passes. */
export const failureOf = (xml: string, options?: { baseUrl?: string }): CtiError & { details: CallCenterNote & { problems: CallCenterNote[] } } => {
  try {
    parseCallCenter(xml, options);
  } catch (error) {
    if (error instanceof CtiError && error.code === 'INVALID_ARGUMENT' && Array.isArray(error.details?.problems)) return error as never;
    throw error;
  }
  throw new Error('This definition was accepted');
};
