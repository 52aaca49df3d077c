/** The list of contacts, and what is found among them. */
import type { ContactSummary, NumberMatch } from '../../api-types.ts';
import { CONTACT, recordIdOf } from '../../record-id.ts';
import { api } from '../api.ts';
import { avatar } from '../avatar.ts';
import { h, replaceChildren } from '../dom.ts';
import { countryName, formatCount } from '../format.ts';
import { icon } from '../icon.ts';
import { FETCH_AHEAD, PAGE_CONTACTS, TYPING_PAUSE_MS } from '../limits.ts';
import { failureNotice } from '../notices.ts';
import { phoneNumber } from '../phone-number.ts';
import { pathOf } from '../route.ts';
import type { View } from '../view.ts';

/** With a template, whoever is chosen is chosen for its form. */
const rowOf = (contact: ContactSummary, template: string | undefined): HTMLElement => {
  const target =
    template === undefined ? pathOf({ view: 'contact', id: contact.id }) : pathOf({ view: 'newRequest', values: { template, contact: contact.id } });
  const place = [contact.city, countryName(contact.country)].filter(Boolean).join(', ');
  return h(
    'li',
    { class: 'row', 'data-ringframe-record-id': recordIdOf(contact.id), 'data-ringframe-record-type': CONTACT, 'data-ringframe-record-name': contact.name },
    avatar(contact.name),
    h(
      'div',
      { class: 'row-name' },
      h('a', { class: 'row-link', href: target }, contact.name),
      h('span', { class: 'muted' }, [contact.title, contact.company].filter(Boolean).join(' · ')),
    ),
    h('span', { class: 'row-place muted' }, place),
    h('span', { class: 'row-number' }, contact.number !== undefined && phoneNumber(contact.number)),
  );
};

export interface ContactListOptions {
  query: string;
  match?: NumberMatch | undefined;
  template?: string | undefined;
  intro?: HTMLElement | undefined;
  onQuery: (query: string) => void;
}

export const contactListView = (options: ContactListOptions): View => {
  const { template } = options;
  let { query, match } = options;
  let next: string | undefined;
  let loading: AbortController | undefined;

  const count = h('p', { class: 'muted', 'aria-live': 'polite' });
  const list = h('ul', { class: 'rows', 'aria-label': 'Contacts' });
  const foot = h('div', { class: 'list-foot' });
  const input = h('input', {
    ...{ type: 'search', id: 'contact-search', class: 'input', value: query, autocomplete: 'off', spellcheck: 'false' },
    placeholder: 'Name, company or number',
  });

  const load = async (fresh: boolean): Promise<void> => {
    loading?.abort();
    const controller = new AbortController();
    loading = controller;
    const { contacts, total, next: following } = await api.contacts({ query, match, limit: PAGE_CONTACTS, after: fresh ? undefined : next }, controller.signal);
    if (controller.signal.aborted) return;
    loading = undefined;
    next = following;
    const rows = contacts.map((contact) => rowOf(contact, template));
    if (fresh) replaceChildren(list, ...rows);
    else list.append(...rows);
    const found = list.childElementCount;
    count.textContent = match
      ? `${formatCount(found)} of ${formatCount(total)} contacts have a number that ${match === 'exact' ? 'is' : 'ends with'} ${query}. Choose who is calling.`
      : query === ''
        ? `${formatCount(total)} contacts`
        : `${formatCount(found)}${next === undefined ? '' : '+'} of ${formatCount(total)} contacts`;
    replaceChildren(foot, next !== undefined && more, found === 0 && emptyHint());
  };

  const emptyHint = (): HTMLElement => {
    const values = /\d{3}/.test(query) ? { number: query } : { lastName: query };
    return h(
      'div',
      { class: 'empty' },
      h('p', {}, `No contact is found for “${query}”.`),
      h('a', { class: 'button', href: pathOf({ view: 'newContact', values }) }, icon('plus'), 'New contact'),
    );
  };

  const show = (fresh: boolean): void => {
    load(fresh).catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'AbortError') return;
      replaceChildren(
        foot,
        failureNotice(error, () => show(fresh)),
      );
    });
  };

  const more = h('button', { type: 'button', class: 'button', on: { click: () => show(false) } }, 'Show more');
  const atEnd = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && !loading && show(false), { rootMargin: FETCH_AHEAD });
  atEnd.observe(more);

  let typing: ReturnType<typeof setTimeout> | undefined;
  const search = (): void => {
    clearTimeout(typing);
    const text = input.value.trim();
    if (text === query) return;
    query = text;
    // Somebody who types looks for anything.
    match = undefined;
    options.onQuery(query);
    show(true);
  };
  input.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(search, TYPING_PAUSE_MS);
  });

  const form = h(
    'form',
    {
      class: 'search',
      role: 'search',
      on: {
        submit: (event) => {
          event.preventDefault();
          search();
        },
      },
    },
    icon('search'),
    h('label', { class: 'visually-hidden', for: 'contact-search' }, 'Search contacts'),
    input,
  );

  return {
    title: query === '' ? 'Contacts' : `Search: ${query}`,
    element: h(
      'div',
      { class: 'view' },
      options.intro,
      h(
        'div',
        { class: 'view-head' },
        h('div', {}, h('h1', { tabindex: '-1' }, 'Contacts'), count),
        h('a', { class: 'button button-primary', href: '/contacts/new' }, icon('plus'), 'New contact'),
      ),
      form,
      list,
      foot,
    ),
    refresh: () => load(true),
    dispose: () => {
      clearTimeout(typing);
      loading?.abort();
      atEnd.disconnect();
    },
  };
};
