/** A list in which an item is drawn anew only when it has changed: a menu that is open in another stays open. */
export const createKeyedList = <Item>(list: HTMLElement, keyOf: (item: Item) => string, draw: (item: Item) => HTMLElement) => {
  let drawn = new Map<string, { json: string; element: HTMLElement }>();
  return (items: readonly Item[]): void => {
    const next = new Map<string, { json: string; element: HTMLElement }>();
    for (const item of items) {
      const json = JSON.stringify(item);
      const before = drawn.get(keyOf(item));
      next.set(keyOf(item), before?.json === json ? before : { json, element: draw(item) });
    }
    const focused = document.activeElement;
    const elements = [...next.values()].map(({ element }) => element);
    if (elements.length !== list.children.length || elements.some((element, index) => list.children[index] !== element)) list.replaceChildren(...elements);
    // An element that was only moved has lost its focus.
    if (focused instanceof HTMLElement && focused !== document.activeElement && list.contains(focused)) focused.focus();
    drawn = next;
  };
};
