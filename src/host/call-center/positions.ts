/** Where in a text: lines and columns for people, from offsets. */

export type PositionAt = (offset: number) => { line: number; column: number };

/** Finds the line starts once, so that each position costs a binary search. Lines must end in `\n`. */
export const createPositions = (text: string): PositionAt => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);

  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
};
