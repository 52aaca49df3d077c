const isDigit = (codePoint: number): boolean => /\p{Nd}/u.test(String.fromCodePoint(codePoint));

/** Unicode keeps the digits of every script in runs of ten, zero first; some runs follow each other without a gap. */
const digitValue = (character: string): string => {
  const codePoint = character.codePointAt(0) ?? 0;
  let first = codePoint;
  while (first > 0 && isDigit(first - 1)) first--;
  return String((codePoint - first) % 10);
};

/**
 * Text as somebody would have typed it on a plain keyboard: digits of all scripts as 0-9, full-width signs as their usual
 * form, every dash as `-`, and without the invisible marks that come along when numbers are copied from
 * right-to-left text or web pages.
 *
 * @param text already capped; the result is at most as long as 18 times that, so cap it again
 */
export const plainText = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, digitValue)
    .replace(/[\p{Cf}\p{Cc}\p{M}]/gu, '')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .trim();
