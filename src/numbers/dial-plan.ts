/** How numbers are written on the two sides of a phone system: ordered rules, applied to what it tells and to what it is to dial. */
import { CtiError } from '../protocol/error.ts';
import { dialPlanProblems } from './dial-plan-problems.ts';
import { MAX_NUMBER_LENGTH } from './limits.ts';
import { isKnownCountry, normalizeNumber } from './normalize-number.ts';
import { plainText } from './plain-text.ts';

/** Fits a number that begins with `prefix` and has as many digits as it says. */
export interface DialRule {
  /** Digits, `*` and `#`, a `+` in front if need be: `+46`, `00`, `9`. An empty text fits every number. */
  prefix: string;
  /** How many digits the number has, those of the prefix among them. Keeps extensions and emergency numbers out. */
  minDigits?: number | undefined;
  maxDigits?: number | undefined;
  /** What stands in the place of the prefix. Left out: nothing, and the prefix is taken off. */
  replaceWith?: string | undefined;
}

/** A dial plan as data, such as the section `dialPlan` of a link's configuration. The first rule that fits is applied, and no other. */
export interface DialPlanDefinition {
  /** Of numbers without an international prefix, ISO 3166-1 alpha-2. With it, numbers are E.164 wherever they can be: incoming ones after their rules, outgoing ones before. */
  defaultCountry?: string | undefined;
  /** For numbers the phone system tells: who called, and what they dialled. */
  incoming?: readonly DialRule[] | undefined;
  /** For numbers it is given to dial. */
  outgoing?: readonly DialRule[] | undefined;
}

export interface DialPlan {
  /** A number as the phone system tells it, as a CRM can search for it. */
  incoming(number: string): string;
  /** A number as somebody wrote it, as the phone system can dial it. */
  outgoing(number: string): string;
}

/** Without what people write between digits; undefined for what is no number to dial: an address, a word, one with an extension. */
const dialString = (number: string): string | undefined => {
  if (number.length > MAX_NUMBER_LENGTH) return undefined;
  const compact = plainText(number).replace(/[\s().\-/·•~]/g, '');
  return /^\+?[\d*#]+$/.test(compact) ? compact : undefined;
};

const applies = ({ prefix, minDigits = 0, maxDigits = Number.POSITIVE_INFINITY }: DialRule, number: string): boolean => {
  const { length } = number.replace(/\D/g, '');
  return number.startsWith(prefix) && length >= minDigits && length <= maxDigits;
};

/** Undefined when none fits. */
const applyFirst = (rules: readonly DialRule[], number: string): string | undefined => {
  const rule = rules.find((each) => applies(each, number));
  return rule && `${rule.replaceWith ?? ''}${number.slice(rule.prefix.length)}`;
};

/**
 * A dial plan ready for use. Its functions never throw; what is no number to dial comes back as it is.
 *
 * @throws CtiError `INVALID_ARGUMENT` that names every key that is wrong, in `details.problems` as well
 * @example
 * const plan = createDialPlan({
 *   defaultCountry: 'SE',
 *   incoming: [{ prefix: '91', minDigits: 10 }], // a code the exchange puts in front
 *   outgoing: [{ prefix: '+46', replaceWith: '00' }, { prefix: '+', replaceWith: '000' }], // 0 for an outside line
 * });
 * plan.incoming('070-200 77 22'); // '+46702007722'
 * plan.outgoing('070-200 77 22'); // '00702007722'
 * plan.outgoing('101'); // '101'
 */
export const createDialPlan = (definition: DialPlanDefinition): DialPlan => {
  const problems = dialPlanProblems(definition, isKnownCountry).map(({ path, message }) => [path, message].filter(Boolean).join(' '));
  if (problems.length > 0) throw new CtiError('INVALID_ARGUMENT', `This is no dial plan: ${problems.join('; ')}.`, { details: { problems } });
  const { defaultCountry, incoming = [], outgoing = [] } = definition;
  const toE164 = (number: string): string | undefined => (defaultCountry === undefined ? undefined : normalizeNumber(number, { defaultCountry }).e164);

  return {
    incoming(number) {
      const dialled = dialString(number);
      if (dialled === undefined) return number;
      const ruled = applyFirst(incoming, dialled);
      return toE164(ruled ?? dialled) ?? ruled ?? number;
    },
    outgoing(number) {
      const dialled = dialString(number);
      if (dialled === undefined) return number;
      const e164 = toE164(dialled);
      return applyFirst(outgoing, e164 ?? dialled) ?? e164 ?? number;
    },
  };
};
