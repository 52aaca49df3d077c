/** WebFront's way with a number in a URL: the end of the stored text counts, or with `^` in front the whole of it. */

/** A number to look for, and how. */
export interface NumberQuery {
  number: string;
  /** `suffix`: stored numbers that end with it. `exact`: those equal to it. Default `suffix`. */
  match?: 'suffix' | 'exact' | undefined;
}

/**
 * As a server decodes a parameter: `+` is a space, `%2B` a plus; an escape that is none stays as it is, nothing is thrown.
 *
 * @param raw the part after `=`, without `&`
 */
export const decodeParameter = (raw: string): string => new URLSearchParams(`value=${raw}`).get('value') ?? '';

/**
 * Reads the parameter as it stands in the URL. One `^` in front goes before the blanks do: `^+07…` decodes to `^ 07…`.
 *
 * @param raw still encoded, and capped
 * @example
 * readWebFrontNumber('^%2B0702007722'); // { number: '+0702007722', match: 'exact' }
 * readWebFrontNumber('+0702007722'); // { number: '0702007722', match: 'suffix' }
 */
export const readWebFrontNumber = (raw: string): Required<NumberQuery> & { match: 'suffix' | 'exact' } => {
  const text = decodeParameter(raw);
  return text.startsWith('^') ? { number: text.slice(1).trim(), match: 'exact' } : { number: text.trim(), match: 'suffix' };
};

/** Texts are compared, not numbers: `+0702…` and `0702…` differ in front. An empty number is nobody's, not everybody's. */
export const isWebFrontMatch = (stored: string, { number, match }: NumberQuery): boolean =>
  number !== '' && (match === 'exact' ? stored === number : stored.endsWith(number));
