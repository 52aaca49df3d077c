/** Records of which one is meant: nothing of them is open until the agent chooses. */
import type { RecordMatch } from 'ringframe';
import { avatar } from '../avatar.ts';
import { h } from '../dom.ts';
import { phoneNumber } from '../phone-number.ts';
import type { View } from '../view.ts';

const rowOf = (match: RecordMatch, choose: (match: RecordMatch) => void): HTMLElement => {
  const { recordName, fields: { Title, Company, City, Phone } = {} } = match;
  return h(
    'li',
    { class: 'row' },
    avatar(recordName),
    h(
      'div',
      { class: 'row-name' },
      h('button', { type: 'button', class: 'row-link row-button', on: { click: () => choose(match) } }, recordName),
      h('span', { class: 'muted' }, [Title, Company].filter(Boolean).join(' · ')),
    ),
    h('span', { class: 'row-place muted' }, City),
    h('span', { class: 'row-number' }, Phone !== undefined && phoneNumber(Phone)),
  );
};

export const matchListView = (matches: readonly RecordMatch[], choose: (match: RecordMatch) => void): View => ({
  title: 'Who is it?',
  element: h(
    'div',
    { class: 'view' },
    h(
      'div',
      { class: 'view-head' },
      h(
        'div',
        {},
        h('h1', { tabindex: '-1' }, 'Who is it?'),
        h(
          'p',
          { class: 'muted' },
          `${matches.length === 1 ? 'One contact fits' : `${matches.length} contacts fit`} this call. Choose, and the page opens here.`,
        ),
      ),
    ),
    h('ul', { class: 'rows', 'aria-label': 'Contacts that fit' }, ...matches.map((match) => rowOf(match, choose))),
  ),
  refresh: async () => {},
});
