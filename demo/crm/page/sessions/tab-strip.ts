/** A row of tabs, by the keyboard as ARIA has it: arrows move between them, Enter shows one, Delete closes it. */
import { h, replaceChildren } from '../dom.ts';
import { icon } from '../icon.ts';

export interface StripTab {
  id: string;
  label: string;
  /** How it stands, after the label. */
  state?: string | undefined;
  tone?: 'good' | 'busy' | 'wait' | 'off' | undefined;
  /** Something happened there that nobody has looked at. */
  isNew?: boolean | undefined;
  selected: boolean;
  closable: boolean;
}

export interface TabStripOptions {
  label: string;
  /** Id of the element a tab shows. */
  panelOf(id: string): string;
  onSelect(id: string): void;
  onClose(id: string): void;
}

export const tabId = (panelId: string): string => `${panelId}-tab`;

export const createTabStrip = ({ label, panelOf, onSelect, onClose }: TabStripOptions) => {
  const element = h('div', { class: 'tabs', role: 'tablist', 'aria-label': label });
  const items = new Map<string, { element: HTMLElement; button: HTMLButtonElement; show(tab: StripTab): void }>();
  let shown: readonly StripTab[] = [];
  let front: string | undefined;

  const itemOf = (id: string) => {
    const text = h('span', { class: 'tab-label' });
    const comma = h('span', { class: 'visually-hidden' }, ', ');
    const state = h('span', { class: 'tab-state' });
    const news = h('span', { class: 'visually-hidden' }, ', new');
    const dot = h('span', { class: 'dot' });
    const button = h(
      'button',
      { type: 'button', class: 'tab', role: 'tab', id: tabId(panelOf(id)), 'aria-controls': panelOf(id), on: { click: () => onSelect(id) } },
      dot,
      text,
      comma,
      state,
      news,
    );
    // The keyboard has Delete, and the page of the session a button of its own.
    const close = h('span', { class: 'tab-close', title: 'Close', on: { click: () => onClose(id) } }, icon('close'));
    const item = h('div', { class: 'tab-item', role: 'presentation' }, button, close);
    return {
      element: item,
      button,
      show(tab: StripTab): void {
        text.textContent = tab.label;
        state.textContent = tab.state ?? '';
        comma.hidden = tab.state === undefined;
        news.hidden = tab.isNew !== true;
        dot.className = `dot dot-${tab.tone ?? 'off'}`;
        dot.hidden = tab.tone === undefined;
        item.classList.toggle('tab-new', tab.isNew === true);
        close.hidden = !tab.closable;
        button.setAttribute('aria-selected', String(tab.selected));
        button.tabIndex = tab.selected ? 0 : -1;
        if (tab.closable) button.setAttribute('aria-keyshortcuts', 'Delete');
        else button.removeAttribute('aria-keyshortcuts');
      },
    };
  };

  const move = (to: number): void => items.get(shown.at(to % shown.length)?.id ?? '')?.button.focus();
  element.addEventListener('keydown', (event) => {
    const at = shown.findIndex(({ id }) => items.get(id)?.button === document.activeElement);
    const tab = shown[at];
    const keys: Record<string, (() => void) | undefined> = {
      ArrowRight: () => move(at + 1),
      ArrowLeft: () => move(at - 1),
      Home: () => move(0),
      End: () => move(-1),
      Delete: tab?.closable ? () => onClose(tab.id) : undefined,
    };
    const act = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
    if (!act || !tab) return;
    event.preventDefault();
    act();
  });

  return {
    element,
    show(tabs: readonly StripTab[]): void {
      shown = tabs;
      for (const id of items.keys()) if (!tabs.some((tab) => tab.id === id)) items.delete(id);
      const elements = tabs.map((tab) => {
        const item = items.get(tab.id) ?? itemOf(tab.id);
        items.set(tab.id, item);
        item.show(tab);
        return item.element;
      });
      const selected = tabs.find((tab) => tab.selected)?.id;
      // What stays is not touched, so that it keeps the focus.
      if (elements.length !== element.childElementCount || elements.some((item, index) => element.children[index] !== item)) {
        const focused = [...items.values()].find(({ button }) => button === document.activeElement);
        replaceChildren(element, ...elements);
        focused?.button.focus();
      }
      if (selected !== undefined && selected !== front) items.get(selected)?.element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      front = selected;
    },
  };
};
