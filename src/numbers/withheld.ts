/** What phone systems send when they have no number or may not tell it (RFC 3323, RFC 5876, and habit). */
const words: ReadonlySet<string> = new Set([
  'anonymous',
  'anonymous caller',
  'anonym',
  'anonyme',
  'blocked',
  'blocked number',
  'caller id blocked',
  'hidden',
  'hidden number',
  'id unavailable',
  'nil',
  'no caller id',
  'no id',
  'no number',
  'none',
  'not available',
  'null',
  'out of area',
  'private',
  'private caller',
  'private number',
  'restricted',
  'restricted number',
  'suppressed',
  'unavailable',
  'undefined',
  'unidentified',
  'unknown',
  'unknown caller',
  'unknown number',
  'withheld',
  'withheld number',
  // the same in the languages of the neighbours
  'dolt nummer',
  'hemligt nummer',
  'nummer unterdrückt',
  'numéro masqué',
  'numero privado',
  'okänt nummer',
  'privat',
  'skyddat nummer',
  'skjult nummer',
  'unbekannt',
  'unterdrückt',
]);

/** Some carriers can only send digits, and spell these words on a keypad. None of them is anybody's number. */
const spelled: ReadonlySet<string> = new Set(['+266696687', '+7378742833', '+2562533', '+8656696', '+86282452253']);

/** True for text that stands for a caller who cannot be known. */
export const isWithheld = (text: string): boolean => {
  const word = text
    .toLowerCase()
    .replace(/[\s_"'()<>-]+/g, ' ')
    .trim();
  return word === '' || words.has(word) || spelled.has(text) || /^\+?0{7,}$/.test(word);
};
