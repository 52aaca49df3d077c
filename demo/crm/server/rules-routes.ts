import type { Hono } from 'hono';
import { parseRules } from '../../../src/host/rules/parse-rules.ts';
import { isCtiError } from '../../../src/protocol/error.ts';
import type { FieldErrors, RulesText } from '../api-types.ts';
import type { Database } from '../database/database.ts';
import { readSetting, removeSetting, writeSetting } from '../database/settings.ts';
import { defaultRules } from '../default-rules.ts';
import { formatJson } from '../format-json.ts';
import { knownNames } from '../known-names.ts';
import { fieldsRefused } from './api-problem.ts';
import { check, rulesInput } from './input.ts';
import { jsonBody } from './json-body.ts';

const SETTING = 'popRules';

const currentRules = async (database: Database): Promise<RulesText> => {
  const text = await readSetting(database, SETTING);
  return { text: text ?? `${formatJson(defaultRules)}\n`, isDefault: text === undefined };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw fieldsRefused({ rules: [{ message: 'is no JSON' }] });
  }
};

/** @throws ApiProblem `FIELDS_REFUSED`, which tells for each place in the rules what is wrong with it. */
const requireRules = (text: string): void => {
  try {
    parseRules(parseJson(text), knownNames);
  } catch (error) {
    if (!isCtiError(error, 'INVALID_ARGUMENT')) throw error;
    const errors: FieldErrors = {};
    for (const { path, problem } of (error.details?.issues ?? []) as { path: string; problem: string }[])
      errors[path] = [...(errors[path] ?? []), { message: problem }];
    throw fieldsRefused(errors);
  }
};

/** The pop rules of all agents, which an administrator may change while they work. */
export const rulesRoutes = (app: Hono, database: Database): void => {
  app.get('/api/rules', async (context) => context.json(await currentRules(database)));

  app.put('/api/rules', async (context) => {
    const { text } = check(rulesInput, await jsonBody(context));
    if (text === null) await removeSetting(database, SETTING);
    else {
      requireRules(text);
      await writeSetting(database, SETTING, text);
    }
    return context.json(await currentRules(database));
  });
};
