/** The call center's directory, a page at a time. */
import { element } from './element.js';

const PAGE_SIZE = 20;

export const createDirectory = ({ read, dial }) => {
  let page = 0;
  const list = element('ul', { class: 'directory' });
  const more = element('button', { type: 'button', click: () => show() }, 'Show numbers');

  const show = () => {
    read(page, PAGE_SIZE, ({ directoryNumbers, hasNext }) => {
      page += 1;
      more.textContent = 'More';
      more.hidden = !hasNext;
      list.append(
        ...directoryNumbers.map(({ name, phone, description }) =>
          element(
            'li',
            {},
            element('span', {}, name, element('span', { class: 'muted' }, description || '')),
            element('button', { type: 'button', class: 'plain', 'aria-label': `Call ${name}, ${phone}`, click: () => dial(phone) }, phone),
          ),
        ),
      );
    });
  };
  return element('details', { class: 'group' }, element('summary', {}, 'Directory'), list, more);
};
