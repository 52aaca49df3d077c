/**
 * Numbers in the CRM page that can be clicked: `tel:` links and elements the CRM marks. While the softphone allows it they
 * are buttons, for the mouse and the keyboard; while it does not, they say why. Everything is undone on dispose.
 */
import type { ClickToDialState } from '../protocol/crm-methods.ts';
import type { ClickToDial } from '../protocol/events.ts';
import { MAX_NUMBER_LENGTH, MAX_TEXT_LENGTH } from '../protocol/limits.ts';
import type { RecordReference } from '../protocol/record.ts';
import type { ClickToDialOptions } from './softphone.ts';

const TEL_LINK = 'a[href^="tel:" i]';
const MARKED = '[data-ringframe-number]';
const RECORD = '[data-ringframe-record-id]';

/** What `mark` sets and `unmark` takes back. An attribute the CRM had set itself is left as it was. */
const OWN_ATTRIBUTES = ['role', 'tabindex', 'aria-disabled', 'title', 'data-ringframe-dial'] as const;

const numberOf = (element: Element): string => {
  const marked = element.getAttribute('data-ringframe-number');
  const href = element.getAttribute('href');
  const raw = marked || (href?.toLowerCase().startsWith('tel:') ? safeDecode(href.slice(4)) : element.textContent);
  return (raw ?? '').trim().slice(0, MAX_NUMBER_LENGTH);
};

const safeDecode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const recordOf = (element: Element): RecordReference | undefined => {
  const holder = element.closest(RECORD);
  const recordId = holder?.getAttribute('data-ringframe-record-id');
  if (!holder || !recordId) return undefined;
  return {
    recordId,
    objectType: holder.getAttribute('data-ringframe-record-type') ?? undefined,
    recordName: holder.getAttribute('data-ringframe-record-name') ?? undefined,
  };
};

export const createClickToDial = (options: ClickToDialOptions, onClick: (click: ClickToDial) => void) => {
  const { root = document, selector, record = recordOf } = options;
  const dialable = [TEL_LINK, MARKED, selector].filter(Boolean).join(', ');
  const marked = new Map<Element, Map<string, string | null>>();
  let state: ClickToDialState = { enabled: false, reason: 'The phone is not connected.' };

  const set = (element: Element, before: Map<string, string | null>, name: (typeof OWN_ATTRIBUTES)[number], value: string | undefined): void => {
    if (value !== undefined) element.setAttribute(name, value);
    else {
      const own = before.get(name);
      if (own === null || own === undefined) element.removeAttribute(name);
      else element.setAttribute(name, own);
    }
  };

  const mark = (element: Element): void => {
    // A copy of a marked element brings our marks along; they are not its own.
    const isCopy = element.hasAttribute('data-ringframe-dial');
    const before = marked.get(element) ?? new Map(OWN_ATTRIBUTES.map((name) => [name, isCopy ? null : element.getAttribute(name)]));
    marked.set(element, before);
    const isNative = element.matches('a[href], button');
    set(element, before, 'role', isNative ? undefined : 'button');
    set(element, before, 'tabindex', isNative ? undefined : '0');
    set(element, before, 'aria-disabled', state.enabled ? undefined : 'true');
    set(element, before, 'title', state.enabled ? undefined : state.reason);
    set(element, before, 'data-ringframe-dial', state.enabled ? 'enabled' : 'disabled');
  };

  const unmark = (element: Element): void => {
    const before = marked.get(element);
    if (before) for (const name of OWN_ATTRIBUTES) set(element, before, name, undefined);
    marked.delete(element);
  };

  const markAll = (within: ParentNode): void => {
    if (within instanceof Element && within.matches(dialable)) mark(within);
    for (const element of within.querySelectorAll(dialable)) mark(element);
  };

  const activate = (event: Event): void => {
    const element = event.target instanceof Element ? event.target.closest(dialable) : null;
    if (!element || !root.contains(element) || event.defaultPrevented) return;
    // A tel: link would leave for another application, which is not what anybody wants beside a softphone.
    event.preventDefault();
    const number = numberOf(element);
    if (!state.enabled || !number) return;
    const params = element.getAttribute('data-ringframe-params')?.slice(0, MAX_TEXT_LENGTH);
    onClick({ number, record: record(element), ...(params && { params }) });
  };

  const onClickEvent = (event: Event): void => {
    if (event instanceof MouseEvent && (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) return;
    activate(event);
  };

  /** Links and buttons click by themselves; what we made a button must do so for both keys. */
  const onKey = (event: Event): void => {
    if (!(event instanceof KeyboardEvent) || event.repeat || (event.key !== 'Enter' && event.key !== ' ')) return;
    if (event.target instanceof Element && event.target.matches(dialable) && !event.target.matches('a[href], button')) activate(event);
  };

  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === 'attributes' && change.target instanceof Element) {
        if (change.target.matches(dialable)) mark(change.target);
        else unmark(change.target);
      }
      for (const node of change.addedNodes) if (node instanceof Element) markAll(node);
      for (const node of change.removedNodes) if (node instanceof Element) forgetWithin(node);
    }
  });
  const forgetWithin = (removed: Element): void => {
    for (const element of [...marked.keys()]) if (removed.contains(element) && !element.isConnected) unmark(element);
  };

  // First, because a selector that is none throws here.
  markAll(root);
  root.addEventListener('click', onClickEvent);
  root.addEventListener('keydown', onKey);
  observer.observe(root, { subtree: true, childList: true, attributes: true, attributeFilter: ['href', 'data-ringframe-number'] });

  return {
    setState(next: ClickToDialState): void {
      state = next;
      for (const element of marked.keys()) mark(element);
    },
    dispose(): void {
      observer.disconnect();
      root.removeEventListener('click', onClickEvent);
      root.removeEventListener('keydown', onKey);
      for (const element of [...marked.keys()]) unmark(element);
    },
  };
};
