/** Chance that can be repeated: the same seed gives the same numbers. Not for secrets. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A time within a span: one number is that number. */
  within(span: number | readonly [fromMs: number, toMs: number]): number;
}

/** Mulberry32: 32 bits of state, which is plenty for how long somebody lets it ring. */
export const createRandom = (seed: number): Random => {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    within(span) {
      if (typeof span === 'number') return span;
      const [from, to] = span;
      return Math.round(from + next() * (to - from));
    },
  };
};
