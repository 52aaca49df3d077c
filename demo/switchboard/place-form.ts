/** Somebody calls: who, whom, and what the phone system knows of it before anybody has answered. */
import { h } from '../crm/page/dom.ts';
import type { Destination } from './call-card.ts';
import type { SwitchboardConfig } from './config.ts';

const OTHER = 'other';

const field = (id: string, label: string, ...control: HTMLElement[]) => h('div', { class: 'field' }, h('label', { for: id }, label), ...control);

export const placeForm = ({ callers }: SwitchboardConfig, destinations: readonly Destination[], place: (call: object) => void): HTMLElement => {
  const from = h(
    'select',
    { id: 'from', class: 'input' },
    ...callers.map(({ number, name }) => h('option', { value: number }, `${name}, ${number}`)),
    h('option', { value: OTHER }, 'Another number'),
    h('option', { value: '' }, 'Number withheld'),
  );
  const typed = h('input', { id: 'typed', class: 'input', type: 'tel', maxlength: '40', placeholder: '+46 8 123 456 78', autocomplete: 'off' });
  const typedField = field('typed', 'The number', typed);
  const showTyped = () => {
    typedField.hidden = from.value !== OTHER;
  };
  from.addEventListener('change', showTyped);
  showTyped();
  const to = h('select', { id: 'to', class: 'input' }, ...destinations.map(({ number, name }) => h('option', { value: number }, `${name} (${number})`)));
  const key = h('input', { id: 'data-key', class: 'input', maxlength: '60', value: 'customerid', 'aria-label': 'Name of the call data', autocomplete: 'off' });
  const value = h('input', { id: 'data-value', class: 'input', maxlength: '200', 'aria-label': 'Value of the call data', autocomplete: 'off' });

  const onSubmit = (event: Event) => {
    event.preventDefault();
    const number = from.value === OTHER ? typed.value.trim() : from.value;
    if (from.value === OTHER && number === '') return typed.focus();
    place({ from: number, to: to.value, ...(key.value !== '' && value.value !== '' && { data: { [key.value]: value.value } }) });
  };
  return h(
    'form',
    { class: 'card form', 'aria-labelledby': 'place-title', on: { submit: onSubmit } },
    h('h2', { id: 'place-title' }, 'A customer calls'),
    field('from', 'From', from),
    typedField,
    field('to', 'To', to),
    h('fieldset', { class: 'pair' }, h('legend', {}, 'Call data, if any'), key, value),
    h('button', { type: 'submit', class: 'button button-primary' }, 'Place the call'),
  );
};
