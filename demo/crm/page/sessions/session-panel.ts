/** One session on the screen: what is known of its call, and its pages, one of them in front. */
import type { RecordMatch, RecordReference } from 'ringframe';
import type { Session, Sessions } from 'ringframe/host';
import type { TransferPage } from '../../api-types.ts';
import { ask } from '../ask.ts';
import type { Desk } from '../desk.ts';
import { h } from '../dom.ts';
import type { Navigator } from '../navigator.ts';
import type { Phone } from '../phone/phone.ts';
import { matchListView } from './match-list.ts';
import { nothingOpenView } from './nothing-open.ts';
import { createSessionHead } from './session-head.ts';
import { createTabStrip, tabId } from './tab-strip.ts';

export interface SessionPanelOptions {
  phone: Phone;
  navigator: Navigator;
  /** Of the softphone that the session is of. */
  sessions: Sessions;
  /** The agent goes back to it in the browser's history. */
  onReveal(): void;
  onClose(): void;
  onProblem(error: unknown): void;
}

export const panelIdOf = (sessionId: string): string => `session-${sessionId}`;

export const createSessionPanel = (first: Session, options: SessionPanelOptions) => {
  const { navigator, sessions, onProblem } = options;
  const { id } = first;
  let session = first;
  /** The agent looks at the list of matches again. */
  let showsList = false;
  let made = 0;

  const head = createSessionHead(first, options);
  const place = h('div', { class: 'session-page' });
  const strip = createTabStrip({
    label: 'Pages of this session',
    panelOf: (key) => key,
    onSelect(key) {
      const name = nameOf(key);
      showsList = name === undefined;
      if (name !== undefined && name !== session.shownTab) sessions.showTab(id, name).catch(onProblem);
      show();
    },
    onClose: (key) => void closePage(nameOf(key)),
  });
  const element = h(
    'div',
    { class: 'session', id: panelIdOf(id), role: 'tabpanel', 'aria-labelledby': tabId(panelIdOf(id)) },
    head.element,
    strip.element,
    place,
  );

  /** By the name of the tab. A page that is being opened is none of the session's tabs yet. */
  const pages = new Map<string, Desk>();
  const opening = new Set<string>();
  const addDesk = (): Desk => {
    made += 1;
    const desk: Desk = navigator.addDesk(`${panelIdOf(id)}-${made}`, () => {
      const name = nameOf(desk.id);
      options.onReveal();
      if (name !== undefined && name !== session.shownTab) sessions.showTab(id, name).catch(onProblem);
      showsList = name === undefined && desk === list;
      show();
    });
    desk.element.id = desk.id;
    return desk;
  };
  const list = addDesk();
  /** Whom it is about, as far as anybody knows. */
  const record = (): RecordReference | undefined => {
    const { recordId, objectType, recordName } = session.record ?? desks().find(({ view }) => view?.record)?.view?.record ?? {};
    return recordId === undefined ? undefined : { recordId, objectType, recordName };
  };
  const nameOf = (key: string): string | undefined => [...pages].find(([, desk]) => desk.id === key)?.[0];

  const choose = ({ recordId, objectType }: RecordMatch): void => {
    showsList = false;
    sessions.choose(id, { recordId, objectType }).catch(onProblem);
  };
  /** Worth coming back to, beside the pages. */
  const hasList = (): boolean => session.matches.length > (session.record ? 1 : 0) || list.view?.isDirty?.() === true;
  const desks = (): Desk[] => [list, ...pages.values()];
  const shownDesk = (): Desk => (showsList ? list : (pages.get(session.shownTab ?? '') ?? list));

  const closePage = async (name: string | undefined): Promise<void> => {
    if (name === undefined) return;
    const title = pages.get(name)?.view?.title ?? 'this page';
    if (
      pages.get(name)?.view?.isDirty?.() &&
      !(await ask({ title: `Close ${title}?`, text: ['What you typed there is not saved, and would be lost.'], ok: 'Close' }))
    )
      return;
    sessions.closeTab(id, name).catch(onProblem);
  };

  const showStrip = (): void => {
    const front = shownDesk();
    const open = session.tabs.flatMap(({ name }) => pages.get(name) ?? []);
    const shown = hasList() ? [list, ...open] : open;
    strip.show(
      shown.map((desk) => ({
        id: desk.id,
        label: desk.view?.title ?? '',
        selected: desk === front,
        closable: desk !== list && shown.length > 1,
      })),
    );
    strip.element.hidden = shown.length < 2;
    for (const { id: key, element: page } of desks()) {
      if (strip.element.hidden) for (const name of ['role', 'aria-labelledby']) page.removeAttribute(name);
      else for (const [name, value] of Object.entries({ role: 'tabpanel', 'aria-labelledby': tabId(key) })) page.setAttribute(name, value);
    }
  };

  let listed: readonly RecordMatch[] | undefined;
  /** What the session knows, drawn; and brought to the front, if the session is. */
  const show = (): void => {
    head.show(session);
    if (listed !== session.matches && !list.view?.isDirty?.()) {
      listed = session.matches;
      list.put(listed.length > 0 ? matchListView(listed, choose) : nothingOpenView(session));
    }
    for (const { name, matches } of session.tabs) {
      if (!matches || pages.has(name)) continue;
      const desk = addDesk();
      pages.set(name, desk);
      desk.put(matchListView(matches, choose));
    }
    for (const [name, desk] of pages) {
      if (opening.has(name) || session.tabs.some((tab) => tab.name === name)) continue;
      pages.delete(name);
      navigator.removeDesk(desk);
    }
    const desk = shownDesk();
    if (place.firstChild !== desk.element) place.replaceChildren(desk.element);
    showStrip();
    if (element.isConnected) navigator.show(desk, element);
  };

  return {
    element,
    get session() {
      return session;
    },
    get record() {
      return record();
    },
    get name() {
      return record()?.recordName || session.name || 'Number withheld';
    },
    get isDirty() {
      return desks().some(({ view }) => view?.isDirty?.());
    },
    /** Titles of the pages with something typed that is not saved. */
    get unsaved() {
      return desks().flatMap(({ view }) => (view?.isDirty?.() ? [view.title] : []));
    },
    update(next: Session): void {
      if (next.shownTab !== session.shownTab) showsList = false;
      session = next;
      show();
    },
    /** Titles may have changed. */
    refresh: showStrip,
    bring(): void {
      navigator.show(shownDesk(), element);
      show();
    },
    /** Opens a page, as the softphone or a rule asks for it. */
    async open(path: string, name: string): Promise<void> {
      const desk = pages.get(name) ?? addDesk();
      pages.set(name, desk);
      opening.add(name);
      try {
        await navigator.pop(desk, path);
      } finally {
        opening.delete(name);
      }
    },
    /** All that is open, with what is not saved. */
    work: (): TransferPage[] =>
      desks()
        .filter(({ view }) => view?.record !== undefined || view?.isDirty?.())
        .map(({ path, view }) => ({ path, record: view?.record, draft: view?.isDirty?.() ? view.draft?.() : undefined })),
    /** What was typed elsewhere is typed here, unless something else is. */
    restore({ path, draft }: TransferPage): void {
      const view = desks().find((desk) => desk.path === path)?.view;
      if (draft && !view?.isDirty?.()) view?.restore?.(draft);
    },
    dispose(): void {
      head.dispose();
      for (const desk of desks()) navigator.removeDesk(desk);
      element.remove();
    },
  };
};

export type SessionPanel = ReturnType<typeof createSessionPanel>;
