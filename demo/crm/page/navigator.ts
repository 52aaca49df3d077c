/** Which desk is in front, what it shows, and the browser's history. */
import { type Arrival, createDesk, type Desk, type Place } from './desk.ts';
import type { Toasts } from './notices.ts';
import type { View } from './view.ts';

export interface NavigatorOptions {
  main: HTMLElement;
  announcer: HTMLElement;
  toasts: Toasts;
  /** Reads what the view needs and makes it. Rejects with `ApiFailure`. */
  makeView: (url: URL, place: Place) => Promise<View>;
  /** A view is in front now. */
  onShown: (view: View) => void;
  /** The agent wants the CRM itself. */
  onHome: () => void;
}

const HOME = 'home';

const isPlainClick = (event: MouseEvent) => event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

/** A link to a page of this CRM; every other is left to the browser. */
const ownLink = (event: MouseEvent): { anchor: HTMLAnchorElement; path: string } | undefined => {
  const anchor = event.target instanceof Element ? event.target.closest('a') : null;
  if (anchor?.target !== '' || !isPlainClick(event) || event.defaultPrevented) return undefined;
  const url = new URL(anchor.href, location.href);
  return url.origin === location.origin ? { anchor, path: url.pathname + url.search } : undefined;
};

const shownPath = (): string => location.pathname + location.search;

/** Of which desk an entry of the history is. */
const deskOf = (state: unknown): string => (typeof state === 'object' && state !== null && 'desk' in state ? String(state.desk) : HOME);

export const createNavigator = ({ main, announcer, toasts, makeView, onShown, onHome }: NavigatorOptions) => {
  const desks = new Map<string, Desk>();

  const write = (how: 'pushState' | 'replaceState'): void => history[how]({ desk: active.id }, '', active.path);
  const tell = (view: View): void => {
    document.title = `${view.title} · Demo CRM`;
    onShown(view);
  };
  const onView = (desk: Desk, arrival: Arrival): void => {
    const { view } = desk;
    if (desk !== active || !view) return;
    if (arrival === 'focus') {
      view.element.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
      scrollTo(0, 0);
    } else announcer.textContent = `${view.title} was opened`;
    tell(view);
  };

  const go = (desk: Desk, path: string, arrival: Arrival): Promise<void> => {
    const how = path === desk.path ? 'replaceState' : 'pushState';
    const loading = desk.load(path, arrival);
    if (desk === active) write(how);
    return loading;
  };
  const place = (desk: Desk): Place => ({
    go: (path) => void go(desk, path, 'focus'),
    rename(path) {
      desk.rename(path);
      if (desk === active) write('replaceState');
    },
  });

  const addDesk = (id: string, reveal: () => void): Desk => {
    const desk = createDesk({ id, path: '/', makeView, place, onView, reveal });
    desks.set(id, desk);
    return desk;
  };
  const home = addDesk(HOME, onHome);
  let active = home;

  /** One step in the history, wherever the agent was. */
  const goHome = (path: string): Promise<void> => {
    const loading = go(home, path, 'focus');
    onHome();
    return loading;
  };

  const show = (desk: Desk, frame = desk.element): void => {
    if (main.firstChild !== frame) main.replaceChildren(frame);
    if (active === desk) return;
    active = desk;
    if (deskOf(history.state) !== desk.id || shownPath() !== desk.path) write('pushState');
    if (desk.view) tell(desk.view);
  };

  /**
   * Opens what the softphone asks for. The focus stays where it is, which may be the softphone itself; and what the
   * agent is typing is never thrown away: then it is offered instead.
   */
  const pop = async (desk: Desk, path: string): Promise<void> => {
    if (path === desk.path && desk.view) return desk.view.refresh();
    if (!desk.view?.isDirty?.()) return go(desk, path, 'announce');
    toasts.show('The phone would like to open a page, but you have unsaved text here.', { label: 'Open it', run: () => void go(desk, path, 'focus') });
  };

  addEventListener('popstate', ({ state }) => {
    const desk = desks.get(deskOf(state)) ?? home;
    if (desk.path !== shownPath()) void desk.load(shownPath(), 'focus');
    desk.reveal();
  });
  document.addEventListener('click', (event) => {
    const link = ownLink(event);
    if (!link) return;
    event.preventDefault();
    void (main.contains(link.anchor) ? go(active, link.path, 'focus') : goHome(link.path));
  });
  addEventListener('beforeunload', (event) => [...desks.values()].some(({ view }) => view?.isDirty?.()) && event.preventDefault());

  return {
    /** What is in front. */
    get current() {
      return active.view;
    },
    /** The CRM itself, which belongs to no call. */
    home,
    start(): Promise<void> {
      main.replaceChildren(home.element);
      history.replaceState({ desk: HOME }, '', location.href);
      return home.load(shownPath(), 'announce');
    },
    /** To a page of the CRM itself. */
    go: goHome,
    pop,
    addDesk,
    removeDesk(desk: Desk): void {
      desks.delete(desk.id);
      desk.dispose();
    },
    /** Brings a desk to the front, in a frame if it has one. */
    show,
  };
};

export type Navigator = ReturnType<typeof createNavigator>;
