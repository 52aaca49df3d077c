/** Pop rules as data: what a CRM's administrator writes, for `parseRules` to check and the host's rule engine to evaluate. */
import * as z from 'zod/mini';
import { MAX_NAME_LENGTH, MAX_TEXT_LENGTH } from './limits.ts';
import { mapOf } from './map-of.ts';
import {
  MAX_API_NAME_LENGTH,
  MAX_OBJECT_FIELDS,
  MAX_OBJECT_TYPES,
  MAX_RULE_ACTIONS,
  MAX_RULE_CONDITIONS,
  MAX_RULE_SEARCHES,
  MAX_RULE_VALUES,
  MAX_RULES,
  MAX_WHERE_FIELDS,
} from './pop-limits.ts';
import { amount, flag, list, oneOf, schemaOf, stringMap, text, variants } from './schema.ts';
import { type ScreenPopTarget, screenPopTargetSchema } from './screen-pop.ts';

/** Left out, or `both`: any, internal calls too. */
export type RuleDirection = 'inbound' | 'outbound' | 'internal' | 'both';
const ruleDirections = ['inbound', 'outbound', 'internal', 'both'] as const satisfies readonly RuleDirection[];

/** Whether a value of the call is as the rule wants it. At least one test; all of them must hold. Case counts. */
export interface RuleCondition {
  /** `queue`, `dnis`, `ani`, `number`, `e164`, `type`, `direction`, `callId`, or any name in the call's data. */
  key: string;
  equals?: string | undefined;
  oneOf?: string[] | undefined;
  startsWith?: string | undefined;
  /** `false`: the call has no such value, or an empty one. */
  exists?: boolean | undefined;
}

/**
 * One search in the CRM. Texts may hold placeholders; one that comes out empty is left out, and a search left with none
 * of `number`, `text` and `where` is not made. `number` that is the call's number brings its E.164 form along.
 */
export interface RuleSearch {
  /** Ascending among the searches of a rule; equal ones in the order they are written. Default 0. */
  order?: number | undefined;
  direction?: RuleDirection | undefined;
  /** Kinds of records to look in. Left out: all. Hits of other kinds do not count. */
  objectTypes?: string[] | undefined;
  /** By kind of record, the fields wanted back. Kinds not named come with all the CRM gives. */
  fields?: Record<string, string[]> | undefined;
  number?: string | undefined;
  text?: string | undefined;
  /** Fields that must have these values, all of them. For "any of", write several searches: their hits count together. */
  where?: Record<string, string> | undefined;
}

/** Something done once a rule has decided. Texts may hold placeholders, also for what an action before it has given back: `[[$Return.name]]`. */
export type RuleAction =
  /** Opens something in the CRM. */
  | { type: 'screenPop'; target: ScreenPopTarget }
  /** Runs one of the CRM's named actions; else `Dial`, `Transfer`, `Conference`, `Hangup` or `CopyToContext`, which are built in. */
  | { type: 'runAction'; name: string; params?: Record<string, string> | undefined };

/**
 * What becomes of a call:
 * `createSession`: a new session for it, in which the action runs. `createSessionAndLoadMatch`: the record found opens there as well; for one match only.
 * `doAction`: the action runs where the agent is. `nextRule`: nothing of this rule happens, the next one is tried.
 * A CRM without sessions opens all pages where the agent is.
 */
export type RuleDecisionName = 'createSession' | 'createSessionAndLoadMatch' | 'doAction' | 'nextRule';

export interface RuleBranch {
  decision: RuleDecisionName;
  action?: RuleAction | undefined;
}

/** Where the first page of a rule appears, for CRMs with sessions. `entitySearch`: what was found is listed in a tab, and nothing of it loaded. */
export interface RuleResult {
  destination?: 'tab' | 'entitySearch' | undefined;
  targetTab?: string | undefined;
  showTab?: boolean | undefined;
}

/**
 * One rule. It applies when its activity, direction and all conditions fit; then its searches run, and the number of
 * different records they found picks the branch: `none`; `one`, for exactly one strong match, whatever weak ones stand beside it;
 * else `many`. A branch left out is `nextRule`.
 *
 * @example
 * const rule: PopRule = {
 *   name: 'Known callers',
 *   direction: 'inbound',
 *   conditions: [{ key: 'queue', oneOf: ['sales', 'orders'] }],
 *   searches: [{ objectTypes: ['Contact'], number: '[[cti.ani]]' }],
 *   branches: {
 *     none: { decision: 'createSession', action: { type: 'screenPop', target: { type: 'newRecord', objectType: 'Contact', defaultFieldValues: { Phone: '[[cti.ani]]' } } } },
 *     one: { decision: 'createSessionAndLoadMatch' },
 *     many: { decision: 'createSession', action: { type: 'screenPop', target: { type: 'search', searchString: '[[cti.ani]]' } } },
 *   },
 * };
 */
export interface PopRule {
  /** For people: it stands in the trace. */
  name: string;
  /** Ascending; equal ones in the order they are written. Default 0. */
  order?: number | undefined;
  /** The event's type, such as `phonecall` or `chat`, in any case. Left out or blank: any. */
  activity?: string | undefined;
  direction?: RuleDirection | undefined;
  conditions?: RuleCondition[] | undefined;
  searches?: RuleSearch[] | undefined;
  branches: { none?: RuleBranch | undefined; one?: RuleBranch | undefined; many?: RuleBranch | undefined };
  /** Run after the branch's action whenever the decision is not `nextRule`. */
  actions?: RuleAction[] | undefined;
  result?: RuleResult | undefined;
}

const name = () => text(MAX_NAME_LENGTH, 1);
const apiName = () => text(MAX_API_NAME_LENGTH, 1);
const template = () => text(MAX_TEXT_LENGTH);
const order = () => z.optional(amount(Number.MIN_SAFE_INTEGER));
const direction = () => z.optional(oneOf(ruleDirections));

const conditionSchema = schemaOf<RuleCondition>()(() =>
  z
    .object({
      key: name(),
      equals: z.optional(template()),
      oneOf: z.optional(list(template(), MAX_RULE_VALUES, 1)),
      startsWith: z.optional(template()),
      exists: z.optional(flag()),
    })
    .check(
      z.refine(
        ({ equals, oneOf, startsWith, exists }) => [equals, oneOf, startsWith, exists].some((test) => test !== undefined),
        'one of equals, oneOf, startsWith, exists must be given',
      ),
    ),
);

const searchSchema = schemaOf<RuleSearch>()(() =>
  z
    .object({
      order: order(),
      direction: direction(),
      objectTypes: z.optional(list(apiName(), MAX_OBJECT_TYPES, 1)),
      fields: z.optional(mapOf(list(apiName(), MAX_OBJECT_FIELDS), MAX_OBJECT_TYPES)),
      number: z.optional(template()),
      text: z.optional(template()),
      where: z.optional(
        stringMap().check(
          z.refine((where) => Object.keys(where).length >= 1 && Object.keys(where).length <= MAX_WHERE_FIELDS, `must name 1 to ${MAX_WHERE_FIELDS} fields`),
        ),
      ),
    })
    .check(z.refine(({ number, text, where }) => (number ?? text ?? where) !== undefined, 'one of number, text, where must be given')),
);

const actionSchema = schemaOf<RuleAction>()(() =>
  variants<RuleAction>({
    screenPop: z.object({ target: screenPopTargetSchema() }),
    runAction: z.object({ name: text(200, 1), params: z.optional(stringMap()) }),
  }),
);

const branch = (...decisions: RuleDecisionName[]) =>
  z.optional(
    z
      .object({ decision: oneOf<RuleDecisionName>(decisions), action: z.optional(actionSchema()) })
      .check(z.refine(({ decision, action }) => decision !== 'nextRule' || action === undefined, 'nextRule runs no action')),
  );

export const popRuleSchema = schemaOf<PopRule>()(() =>
  z.object({
    name: name(),
    order: order(),
    activity: z.optional(text(MAX_NAME_LENGTH)),
    direction: direction(),
    conditions: z.optional(list(conditionSchema(), MAX_RULE_CONDITIONS)),
    searches: z.optional(list(searchSchema(), MAX_RULE_SEARCHES)),
    branches: z.object({
      none: branch('createSession', 'doAction', 'nextRule'),
      one: branch('createSession', 'createSessionAndLoadMatch', 'doAction', 'nextRule'),
      many: branch('createSession', 'doAction', 'nextRule'),
    }),
    actions: z.optional(list(actionSchema(), MAX_RULE_ACTIONS)),
    result: z.optional(
      z.object({ destination: z.optional(oneOf(['tab', 'entitySearch'])), targetTab: z.optional(text(MAX_NAME_LENGTH)), showTab: z.optional(flag()) }),
    ),
  }),
);

export const popRulesSchema = schemaOf<PopRule[]>()(() => list(popRuleSchema(), MAX_RULES));
