/** Letters that have no accent to take off. */
const plain: Record<string, string> = { ø: 'o', ł: 'l', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ð: 'd', ı: 'i' };

/** How names are compared: `Åsa Łuka` and `asa luka` are the same. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[øłđßæœþðı]/g, (letter) => plain[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim();

/** First text after all that begin with `prefix`, in the order of the collation C. */
export const afterPrefix = (prefix: string): string => `${prefix}\u{10FFFF}`;
