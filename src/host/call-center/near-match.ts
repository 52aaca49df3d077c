/** Guesses which name was meant by one that does not exist. */

/** A slip, or two letters swapped. More than that is another name. */
const MAX_EDITS = 2;

/** Levenshtein's distance, row by row, until it is too far. */
const editsBetween = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    if (Math.min(...next) > MAX_EDITS) return MAX_EDITS + 1;
    row = next;
  }
  return row[b.length] ?? 0;
};

/** The first candidate that differs in case or in at most two letters. */
export const nearMatch = (name: string, candidates: readonly string[]): string | undefined => {
  const sought = name.toLowerCase();
  return candidates.find((candidate) => Math.abs(candidate.length - name.length) <= MAX_EDITS && editsBetween(sought, candidate.toLowerCase()) <= MAX_EDITS);
};
