/** A value of the CTI Server in Ringframe's words, with what was said itself: a server is newer than any table. */
export interface Translated<Word> {
  value: Word;
  /** The number of the wire; null for the guide's null. */
  raw: number | null;
  /** The guide's name of the number, where it has one. */
  rawName?: string | undefined;
}

/** Makes a translation out of two tables: the guide's names, and our words for those names. Found in one step: every event has some. */
export const translation = <Names extends Readonly<Record<string, number>>, Word>(
  names: Names,
  words: Readonly<Partial<Record<keyof Names & string, Word>>>,
  otherwise: Word,
): ((raw: number | null | undefined) => Translated<Word>) => {
  const byNumber = new Map(Object.entries(names).map(([rawName, raw]) => [raw, { value: words[rawName] ?? otherwise, raw, rawName }]));
  return (raw = null) => (raw === null ? undefined : byNumber.get(raw)) ?? { value: otherwise, raw };
};
