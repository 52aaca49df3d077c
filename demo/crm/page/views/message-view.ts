import { h } from '../dom.ts';
import { failureNotice } from '../notices.ts';
import type { View } from '../view.ts';

/** There is nothing at this address. */
export const notFoundView = (what: string): View => ({
  title: 'Not found',
  element: h(
    'div',
    { class: 'view empty' },
    h('h1', { tabindex: '-1' }, 'Not found'),
    h('p', {}, what),
    h('a', { class: 'button', href: '/' }, 'All contacts'),
  ),
  refresh: async () => {},
});

/** It could not be read. */
export const failureView = (error: unknown, retry: () => void): View => ({
  title: 'Problem',
  element: h('div', { class: 'view' }, h('h1', { class: 'visually-hidden', tabindex: '-1' }, 'Problem'), failureNotice(error, retry)),
  refresh: async () => retry(),
});
