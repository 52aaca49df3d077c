/** The section `dialPlan` of the configuration. */
import * as z from 'zod/mini';
import { dialPlanProblems } from '../../numbers/dial-plan-problems.ts';
import { type DialPlanDefinition, isKnownCountry } from '../../numbers/index.ts';

export type { DialPlanDefinition } from '../../numbers/index.ts';

export const dialPlanConfigSchema = () =>
  z.custom<DialPlanDefinition>().check((context) => {
    for (const { path, message } of dialPlanProblems(context.value, isKnownCountry)) {
      context.issues.push({ code: 'custom', input: context.value, path: path === '' ? [] : [path], message });
    }
  });
