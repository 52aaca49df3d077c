import type { Session } from 'ringframe/host';
import { h } from '../dom.ts';
import { icon } from '../icon.ts';
import { pathOf } from '../route.ts';
import type { View } from '../view.ts';

/** Of a session for which no rule has opened a page. */
export const nothingOpenView = ({ call }: Session): View => {
  const number = (call.direction === 'outbound' ? call.dnis : call.ani) ?? '';
  return {
    title: 'Session',
    element: h(
      'div',
      { class: 'view empty' },
      h('h1', { tabindex: '-1' }, 'Nothing is open here'),
      h('p', { class: 'muted' }, 'No contact was found for this call, and no rule opens a page for it.'),
      h('a', { class: 'button', href: pathOf({ view: 'newContact', values: { ...(number && { number }) } }) }, icon('plus'), 'New contact'),
    ),
    refresh: async () => {},
  };
};
