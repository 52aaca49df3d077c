/** Elements without a framework. Text is only ever a text node, so a caller's name cannot become HTML. */
export type Child = Node | string | number | false | null | undefined;

type Listeners = { [Name in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Name]) => void };

export interface Props {
  class?: string | undefined;
  on?: Listeners;
  [attribute: string]: string | number | boolean | Listeners | undefined;
}

const isChild = (child: Child): child is Node | string | number => child !== false && child !== null && child !== undefined && child !== '';

export const append = (parent: Element, ...children: readonly Child[]): void => {
  parent.append(...children.filter(isChild).map((child) => (typeof child === 'number' ? String(child) : child)));
};

/** @example h('button', { type: 'button', on: { click: save } }, 'Save') */
export const h = <Tag extends keyof HTMLElementTagNameMap>(tag: Tag, props: Props = {}, ...children: readonly Child[]): HTMLElementTagNameMap[Tag] => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === false || typeof value === 'object') continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const [name, listener] of Object.entries(props.on ?? {})) element.addEventListener(name, listener as EventListener);
  append(element, ...children);
  return element;
};

export const replaceChildren = (parent: Element, ...children: readonly Child[]): void => {
  parent.replaceChildren();
  append(parent, ...children);
};
