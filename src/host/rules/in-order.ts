/** Ascending `order`, equal ones as they were written; with the place each had. */
export const inOrder = <Item extends { order?: number | undefined }>(items: readonly Item[]): { item: Item; index: number }[] =>
  items.map((item, index) => ({ item, index })).sort((a, b) => (a.item.order ?? 0) - (b.item.order ?? 0));
