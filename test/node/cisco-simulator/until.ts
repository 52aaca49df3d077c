/** Waits for what no message tells, a turn of the event loop at a time. */
const MOST_TURNS = 10_000;

export const until = async (isSo: () => boolean): Promise<void> => {
  for (let turn = 0; !isSo(); turn++) {
    if (turn === MOST_TURNS) throw new Error(`it did not come true in ${MOST_TURNS} turns`);
    await new Promise((resolve) => setImmediate(resolve));
  }
};
