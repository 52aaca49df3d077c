/** Whoever runs the site has something to say to everybody: SYSTEM_EVENT. */
import { h } from '../crm/page/dom.ts';

/** Characters that a message of GED-188 has room for. */
const MAX_NOTICE = 254;

export const noticeForm = (send: (notice: { name: string; data: { text: string } }) => void): HTMLElement => {
  const text = h('input', { id: 'notice', class: 'input', maxlength: String(MAX_NOTICE), required: true, autocomplete: 'off' });
  const onSubmit = (event: Event) => {
    event.preventDefault();
    send({ name: 'SYSTEM_EVENT', data: { text: text.value.trim() } });
    text.value = '';
  };
  return h(
    'form',
    { class: 'card form', 'aria-labelledby': 'notice-title', on: { submit: onSubmit } },
    h('h2', { id: 'notice-title' }, 'The site has something to say'),
    h('div', { class: 'field' }, h('label', { for: 'notice' }, 'Notice to everybody'), text),
    h('button', { type: 'submit', class: 'button' }, 'Send the notice'),
  );
};
