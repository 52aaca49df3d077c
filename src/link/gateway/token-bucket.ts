/** Lets `burst` through at once and `perSecond` for ever after. */
export const createTokenBucket = (perSecond: number, burst: number, now: () => number = () => performance.now()) => {
  let tokens = burst;
  let filledAt = now();
  return {
    take(): boolean {
      // The clock is read only when the bucket runs dry.
      if (tokens < 1) {
        const at = now();
        tokens = Math.min(burst, tokens + ((at - filledAt) / 1_000) * perSecond);
        filledAt = at;
        if (tokens < 1) return false;
      }
      tokens -= 1;
      return true;
    },
  };
};
