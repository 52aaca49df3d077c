/** What is dialled of a number as somebody wrote it: no extension, no remark behind it, no `(0)` after a country code. */
const dialled = (raw: string): string => {
  const main = raw.replace(/(?<=[\d)])\s*(?:ext\.?|x|#|,|;)\s*\d.*$/i, '').replace(/\([^\d)].*$/, '');
  return /^\s*(\+|00)/.test(main) ? main.replace('(0)', '') : main;
};

/** Its digits, `+` and separators left out. */
export const digitsOf = (raw: string): string => dialled(raw).replace(/\D/g, '');

export const reverse = (digits: string): string => [...digits].reverse().join('');

/** How many last digits two numbers have in common. */
export const commonSuffix = (a: string, b: string): number => {
  let length = 0;
  while (length < a.length && length < b.length && a.at(-1 - length) === b.at(-1 - length)) length++;
  return length;
};
