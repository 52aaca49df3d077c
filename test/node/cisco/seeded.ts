/** Chance that can be had again: the same seed, the same run. */

/** Of the whole run. Given in the environment, a run that failed is run again. */
export const fuzzSeed = (): number => {
  const given = Number(process.env.CISCO_FUZZ_SEED ?? Number.NaN);
  return Number.isInteger(given) ? given >>> 0 : (Math.random() * 2 ** 32) >>> 0;
};

/** From 0 to below. */
export type Seeded = (below: number) => number;

/** Xorshift of 32 bits: frames are made faster than they are read. */
export const seeded = (seed: number): Seeded => {
  let state = (seed ^ 0x2545f491) | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
};

/** What fails says how to have it again. */
export const withSeed = async (seed: number, run: () => unknown): Promise<void> => {
  try {
    await run();
  } catch (error) {
    throw new Error(`CISCO_FUZZ_SEED=${seed} has it again: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
};
