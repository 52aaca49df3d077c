/** Does something for each, so many at a time; one that fails holds up nobody. */
export const inTurn = async <Item>(items: Iterable<Item>, atOnce: number, work: (item: Item) => Promise<void>): Promise<PromiseSettledResult<void>[]> => {
  const queue = [...items];
  const outcomes: PromiseSettledResult<void>[] = [];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) outcomes.push(...(await Promise.allSettled([work(item)])));
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, queue.length) }, worker));
  return outcomes;
};
