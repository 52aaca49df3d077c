/** From `[[cti.ani]]` to the number: USD's replacement parameters. */
import { CtiError } from '../../protocol/error.ts';
import { MAX_TEXT_LENGTH } from '../../protocol/limits.ts';
import { encodeValue } from './encode-value.ts';
import { MAX_EXPANSION_DEPTH, MAX_REPLACEMENTS } from './limits.ts';
import { type Placeholder, readTemplate } from './template.ts';

/** Values by group and name. Only own properties are looked at. */
export type ValueGroups = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Where values come from. `own` is the call's session, `global` what belongs to no call (flag `g`), `focused` the session the agent looks at (flag `a`). */
export interface ValueScopes {
  own?: ValueGroups | undefined;
  global?: ValueGroups | undefined;
  focused?: ValueGroups | undefined;
}

/** An empty value is as good as none: a listener's `?ani=` says that there is no number. */
const ownValue = (groups: ValueGroups | undefined, { group, name }: Placeholder): string | undefined => {
  const values: unknown = groups && Object.hasOwn(groups, group) ? groups[group] : undefined;
  const value: unknown = typeof values === 'object' && values !== null && Object.hasOwn(values, name) ? (values as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
};

const lookUp = (placeholder: Placeholder, { own, global, focused }: ValueScopes): string | undefined => {
  const { flags } = placeholder;
  if (!flags.has('a') && !flags.has('g')) return ownValue(own, placeholder);
  return (flags.has('a') ? ownValue(focused, placeholder) : undefined) ?? (flags.has('g') ? ownValue(global, placeholder) : undefined);
};

const tooLarge = (what: string) => new CtiError('TOO_LARGE', `The text with its placeholders filled in ${what}.`);

/**
 * Fills in the placeholders of a text.
 *
 * @throws CtiError `MISSING_VALUE`, which names the placeholder that has no value and no `+`; `TOO_LARGE` beyond 4,000 characters,
 * 200 placeholders or five levels of `v`.
 * @example
 * fillTemplate('/calls?from=[[cti.ani]u]&vip=[[account.vip]+]', { own: { cti: { ani: '+4681' } } }); // '/calls?from=%2B4681&vip='
 */
export const fillTemplate = (text: string, scopes: ValueScopes): string => {
  let replacements = 0;
  const fill = (template: string, depth: number): string => {
    let filled = '';
    for (const part of readTemplate(template)) {
      filled += typeof part === 'string' ? part : replace(part, depth);
      if (filled.length > MAX_TEXT_LENGTH) throw tooLarge(`has more than ${MAX_TEXT_LENGTH} characters`);
    }
    return filled;
  };
  const replace = (placeholder: Placeholder, depth: number): string => {
    if (++replacements > MAX_REPLACEMENTS) throw tooLarge(`has more than ${MAX_REPLACEMENTS} of them`);
    const { group, name, flags } = placeholder;
    const value = lookUp(placeholder, scopes);
    if (value === undefined) {
      if (flags.has('+')) return '';
      throw new CtiError('MISSING_VALUE', `There is no value for [[${group}.${name}]]. The flag + would leave it empty.`, {
        details: { placeholder: `${group}.${name}` },
      });
    }
    if (!flags.has('v')) return encodeValue(value, flags);
    if (depth >= MAX_EXPANSION_DEPTH) throw tooLarge(`is nested deeper than ${MAX_EXPANSION_DEPTH} values`);
    return encodeValue(fill(value, depth + 1), flags);
  };
  return fill(text, 0);
};

/** The same for every text within plain data. Names are left as they are. */
export const fillData = (data: unknown, scopes: ValueScopes): unknown => {
  if (typeof data === 'string') return fillTemplate(data, scopes);
  if (Array.isArray(data)) return data.map((item) => fillData(item, scopes));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, item]) => [name, fillData(item, scopes)]));
};
