/**
 * Counts what code does, not how long it takes: how many elements of lists, maps and sets are looked at. Whatever goes through
 * all of something, by a loop, a method or by spreading it, is counted.
 */
const iterators = [new Map(), new Set(), []].map((collection) => Object.getPrototypeOf(collection[Symbol.iterator]()) as { next(): unknown });
const searches = ['every', 'filter', 'find', 'findIndex', 'findLast', 'flatMap', 'forEach', 'includes', 'indexOf', 'map', 'reduce', 'some', 'sort'] as const;

export const countVisits = async (work: () => Promise<void>): Promise<number> => {
  let visits = 0;
  const list = Array.prototype as unknown as Record<string, (...given: unknown[]) => unknown>;
  const undo: (() => void)[] = [];
  for (const iterator of iterators) {
    const { next } = iterator;
    iterator.next = function () {
      visits++;
      return next.call(this);
    };
    undo.push(() => {
      iterator.next = next;
    });
  }
  for (const name of searches) {
    const method = list[name]!;
    list[name] = function (this: unknown[], ...given) {
      visits += this.length;
      return method.apply(this, given);
    };
    undo.push(() => {
      list[name] = method;
    });
  }
  try {
    await work();
    return visits;
  } finally {
    for (const restore of undo) restore();
  }
};
