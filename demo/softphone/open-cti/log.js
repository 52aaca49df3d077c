/** What this page asked the CRM and what came back, newest first, for people who want to see it happen. */
import { element } from './element.js';

/** A morning's calls. */
const MAX_ENTRIES = 200;

/** Classic answers with texts that are JSON already. */
const parsed = (value) => (typeof value === 'string' && /^[[{]/.test(value) ? JSON.parse(value) : value);
const json = (value) => JSON.stringify(parsed(value), null, 2) || '';
const line = (value) => (value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value));

export const createLog = () => {
  const list = element('ol', { class: 'entries' });
  const section = element('section', { class: 'log', 'aria-labelledby': 'log-title' }, element('h2', { id: 'log-title' }, 'Calls and answers'), list);

  const add = (name, kind, mark) => {
    const answer = element('span', { class: 'answer' });
    const sign = element('span', { class: 'sign' }, mark);
    const full = element('pre', { tabindex: '0' });
    const entry = element(
      'li',
      { class: 'entry', 'data-name': name, 'data-state': kind },
      element('details', {}, element('summary', {}, sign, element('span', { class: 'name' }, name), answer), full),
    );
    list.prepend(entry);
    if (list.children.length > MAX_ENTRIES) list.lastChild.remove();
    return { entry, sign, answer, full };
  };

  return {
    element: section,
    /** Something that is asked. The result is to be called with the answer. */
    asked: (name, given) => {
      const { entry, sign, answer, full } = add(name, 'waiting', '…');
      full.textContent = `${name}\n${json(given)}`;
      return (isGood, value) => {
        entry.dataset.state = isGood ? 'answered' : 'failed';
        sign.textContent = isGood ? '✓' : '✗';
        sign.setAttribute('aria-label', isGood ? 'answered' : 'failed');
        answer.textContent = line(value);
        full.textContent = `${name}\n${json(given)}\n\n${isGood ? 'answered' : 'failed'}\n${json(value)}`;
      };
    },
    /** Something the CRM told. */
    heard: (name, value) => {
      const { sign, answer, full } = add(name, 'heard', '←');
      sign.setAttribute('aria-label', 'heard');
      answer.textContent = line(value);
      full.textContent = `${name}\n${json(value)}`;
    },
  };
};
