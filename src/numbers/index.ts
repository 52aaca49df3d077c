/**
 * Phone numbers: what one is, how to show it, and whose it is; and URLs by which a phone system opens the CRM. Pure functions, for the browser and for Node.
 * @module
 */
export type { MatchedBy } from './compare-numbers.ts';
export { createDialPlan, type DialPlan, type DialPlanDefinition, type DialRule } from './dial-plan.ts';
export { formatNumber } from './format-number.ts';
export { type MatchOptions, matchNumber, type NumberHit, type StoredNumber } from './match-number.ts';
export { isKnownCountry, type NormalizedNumber, type NormalizeOptions, type NumberKind, normalizeNumber } from './normalize-number.ts';
export { type NumberKeys, type NumberKeysOptions, numberKeys } from './number-keys.ts';
export { numberVariants } from './number-variants.ts';
export {
  type LaunchParameter,
  type LaunchProblem,
  type LaunchRequest,
  type LaunchRoute,
  type MalformedLaunch,
  parseLaunchUrl,
} from './parse-launch-url.ts';
export type { NumberQuery } from './webfront-number.ts';
