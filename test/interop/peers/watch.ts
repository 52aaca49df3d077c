import { STEP_TIMEOUT_MS } from './limits.ts';

export interface Watch<Item> {
  push(item: Item): void;
  readonly items: readonly Item[];
  /** Resolves with the first item at or after `from` that `test` accepts, whether it is there already or still to come. */
  first<Found extends Item>(what: string, test: (item: Item) => item is Found, from?: number, timeoutMs?: number): Promise<Found>;
  first(what: string, test: (item: Item) => boolean, from?: number, timeoutMs?: number): Promise<Item>;
}

/** A list one can wait on. */
export const watch = <Item>(describe: (item: Item) => string): Watch<Item> => {
  const items: Item[] = [];
  const waiting = new Set<() => void>();
  const first = (what: string, test: (item: Item) => boolean, from = 0, timeoutMs = STEP_TIMEOUT_MS): Promise<Item> =>
    new Promise((resolve, reject) => {
      let next = from;
      const look = (): void => {
        for (; next < items.length; next++) {
          const item = items[next] as Item;
          if (!test(item)) continue;
          settle();
          resolve(item);
          return;
        }
      };
      const timer = setTimeout(() => {
        settle();
        const seen = items.slice(from).map(describe).slice(-20).join('\n  ');
        reject(new Error(`not seen within ${timeoutMs} ms: ${what}. Seen since:\n  ${seen || '(nothing)'}`));
      }, timeoutMs);
      const settle = (): void => {
        clearTimeout(timer);
        waiting.delete(look);
      };
      waiting.add(look);
      look();
    });
  return {
    items,
    push: (item) => {
      items.push(item);
      for (const look of [...waiting]) look();
    },
    first: first as Watch<Item>['first'],
  };
};
