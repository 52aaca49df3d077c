/** A place in the page that shows one view at a time and knows its address: the CRM itself, or a page of a session. */
import { h } from './dom.ts';
import type { View } from './view.ts';
import { failureView } from './views/message-view.ts';

/** What a view may do with the place it is in, whichever is shown meanwhile. */
export interface Place {
  go(path: string): void;
  /** It shows something else now, without being another view. */
  rename(path: string): void;
}

/** `focus`: the agent has asked for it. `announce`: it came by itself. */
export type Arrival = 'focus' | 'announce';

export interface Desk {
  /** In the browser's history. */
  readonly id: string;
  readonly element: HTMLElement;
  readonly path: string;
  readonly view: View | undefined;
  /** Only the latest of several gets its view shown. Never rejects: what could not be read is a view as well. */
  load(path: string, arrival: Arrival): Promise<void>;
  /** Shows a view that has no address of its own. */
  put(view: View): void;
  rename(path: string): void;
  /** The agent goes back to it in the browser's history. */
  reveal(): void;
  dispose(): void;
}

export interface DeskOptions {
  id: string;
  path: string;
  makeView(url: URL, place: Place): Promise<View>;
  place(desk: Desk): Place;
  onView(desk: Desk, arrival: Arrival): void;
  reveal(): void;
}

export const createDesk = ({ id, makeView, place, onView, reveal, ...options }: DeskOptions): Desk => {
  const element = h('div', { class: 'desk' });
  let { path } = options;
  let view: View | undefined;
  let latest = 0;

  const show = (next: View, arrival: Arrival): void => {
    view?.dispose?.();
    view = next;
    element.replaceChildren(next.element);
    onView(desk, arrival);
  };

  const desk: Desk = {
    id,
    element,
    get path() {
      return path;
    },
    get view() {
      return view;
    },
    async load(to, arrival) {
      latest += 1;
      const mine = latest;
      path = to;
      element.setAttribute('aria-busy', 'true');
      try {
        const made = await makeView(new URL(to, location.origin), place(desk));
        if (mine === latest) show(made, arrival);
        else made.dispose?.();
      } catch (error) {
        if (mine === latest)
          show(
            failureView(error, () => void desk.load(to, arrival)),
            arrival,
          );
      }
      if (mine === latest) element.removeAttribute('aria-busy');
    },
    put(next) {
      latest += 1;
      show(next, 'announce');
    },
    rename(to) {
      path = to;
    },
    reveal,
    dispose() {
      latest += 1;
      view?.dispose?.();
      view = undefined;
      element.remove();
    },
  };
  return desk;
};
