/** Which view is shown, and the browser's history. */
import type { Toasts } from './notices.ts';
import type { View } from './view.ts';
import { failureView } from './views/message-view.ts';

export interface NavigatorOptions {
  main: HTMLElement;
  announcer: HTMLElement;
  toasts: Toasts;
  /** Reads what the view needs and makes it. Rejects with `ApiFailure`. */
  makeView: (url: URL) => Promise<View>;
  onShown: (view: View) => void;
}

const isPlainClick = (event: MouseEvent) => event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

/** A link to a page of this CRM; every other is left to the browser. */
const ownLink = (event: MouseEvent): URL | undefined => {
  const anchor = event.target instanceof Element ? event.target.closest('a') : null;
  if (anchor?.target !== '' || !isPlainClick(event) || event.defaultPrevented) return undefined;
  const url = new URL(anchor.href, location.href);
  return url.origin === location.origin ? url : undefined;
};

export const createNavigator = ({ main, announcer, toasts, makeView, onShown }: NavigatorOptions) => {
  let current: View | undefined;
  /** Only the latest of several navigations shows its view. */
  let latest = 0;

  const show = (view: View, focus: boolean): void => {
    current?.dispose?.();
    current = view;
    main.replaceChildren(view.element);
    document.title = `${view.title} · Demo CRM`;
    if (focus) {
      view.element.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
      scrollTo(0, 0);
    } else announcer.textContent = `${view.title} was opened`;
    onShown(view);
  };

  const load = async (focus: boolean): Promise<void> => {
    latest++;
    const mine = latest;
    main.setAttribute('aria-busy', 'true');
    try {
      const view = await makeView(new URL(location.href));
      if (mine === latest) show(view, focus);
      else view.dispose?.();
    } catch (error) {
      if (mine === latest)
        show(
          failureView(error, () => void load(focus)),
          focus,
        );
    } finally {
      if (mine === latest) main.removeAttribute('aria-busy');
    }
  };

  const go = (path: string, focus = true): Promise<void> => {
    if (path === location.pathname + location.search) history.replaceState(null, '', path);
    else history.pushState(null, '', path);
    return load(focus);
  };

  addEventListener('popstate', () => void load(true));
  document.addEventListener('click', (event) => {
    const url = ownLink(event);
    if (!url) return;
    event.preventDefault();
    void go(url.pathname + url.search);
  });
  addEventListener('beforeunload', (event) => current?.isDirty?.() && event.preventDefault());

  return {
    get current() {
      return current;
    },
    start: () => load(false),
    go,
    /**
     * Opens what the softphone asks for. The focus stays where it is, which may be the softphone itself; and what the
     * agent is typing is never thrown away: then it is offered instead.
     */
    async pop(path: string): Promise<void> {
      if (path === location.pathname + location.search && current) return current.refresh();
      if (!current?.isDirty?.()) return go(path, false);
      toasts.show('The phone would like to open a page, but you have unsaved text here.', { label: 'Open it', run: () => void go(path) });
    },
  };
};

export type Navigator = ReturnType<typeof createNavigator>;
