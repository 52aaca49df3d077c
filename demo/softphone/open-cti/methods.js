/** The methods that no step of a call needs, each with a button, in groups that open. */
import { element } from './element.js';

let last = 0;

const methodRow = ({ label, field, run }) => {
  if (!field) return element('button', { type: 'button', click: () => run() }, label);
  last += 1;
  const id = `field-${last}`;
  const input = element('input', { id, type: field.type || 'text', value: field.value, min: field.min, max: field.max, autocomplete: 'off' });
  const submit = (event) => {
    event.preventDefault();
    run(field.type === 'number' ? input.valueAsNumber : input.value);
  };
  return element('form', { class: 'method', submit }, element('label', { for: id }, field.label), input, element('button', {}, label));
};

export const createMethods = (groups) =>
  element(
    'section',
    { class: 'methods', 'aria-label': 'Every method' },
    ...groups.map(({ title, methods }) =>
      element('details', { class: 'group' }, element('summary', {}, title), element('div', { class: 'group-methods' }, ...methods.map(methodRow))),
    ),
  );
