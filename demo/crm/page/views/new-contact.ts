/** The form for a new contact; a screen pop may have filled some of it in. */
import type { Contact } from '../../api-types.ts';
import { ApiFailure, api } from '../api.ts';
import { h } from '../dom.ts';
import type { View } from '../view.ts';

interface Field {
  name: string;
  label: string;
  type?: string;
  autocomplete?: string;
  required?: boolean;
}

const fields: readonly Field[] = [
  { name: 'firstName', label: 'First name', autocomplete: 'off' },
  { name: 'lastName', label: 'Last name', required: true },
  { name: 'number', label: 'Phone number', type: 'tel' },
  { name: 'email', label: 'Email', type: 'email' },
  { name: 'company', label: 'Company' },
  { name: 'title', label: 'Title' },
  { name: 'city', label: 'City' },
];

/** Which field an issue of the server is about: `numbers.0.number: must contain a digit`. */
const fieldOf = (issue: string): string => (issue.startsWith('numbers') ? 'number' : (issue.split(/[.:]/, 1)[0] ?? ''));

export const newContactView = (values: Readonly<Record<string, string>>, onCreated: (contact: Contact) => void): View => {
  let touched = false;
  const problem = h('p', { class: 'field-problem', role: 'alert' });
  const inputs = new Map<string, HTMLInputElement>();
  const hints = new Map<string, HTMLElement>();

  const rowOf = ({ name, label, type = 'text', required }: Field): HTMLElement => {
    const id = `new-${name}`;
    const hint = h('p', { class: 'field-problem', id: `${id}-problem` });
    const input = h('input', { id, name, type, class: 'input', autocomplete: 'off', value: values[name] ?? '', required, 'aria-describedby': `${id}-problem` });
    inputs.set(name, input);
    hints.set(name, hint);
    return h(
      'div',
      { class: `field field-${name}` },
      h('label', { for: id }, label, required === true && h('span', { class: 'muted' }, ' (needed)')),
      input,
      hint,
    );
  };

  const text = (name: string) => inputs.get(name)?.value.trim() ?? '';
  const submit = h('button', { type: 'submit', class: 'button button-primary' }, 'Create contact');

  const create = async (): Promise<void> => {
    submit.disabled = true;
    problem.textContent = '';
    for (const hint of hints.values()) hint.textContent = '';
    for (const input of inputs.values()) input.removeAttribute('aria-invalid');
    const number = text('number');
    try {
      const { contact } = await api.createContact({
        ...{ firstName: text('firstName'), lastName: text('lastName'), company: text('company'), title: text('title') },
        ...{ email: text('email'), city: text('city'), numbers: number === '' ? [] : [{ label: 'work', number }] },
      });
      touched = false;
      onCreated(contact);
    } catch (error) {
      problem.textContent = error instanceof Error ? error.message : 'The contact could not be created.';
      if (error instanceof ApiFailure) for (const issue of error.issues) showIssue(issue);
    }
    submit.disabled = false;
  };

  const showIssue = (issue: string): void => {
    const name = fieldOf(issue);
    const hint = hints.get(name);
    if (!hint) return;
    problem.textContent = 'Please correct the marked fields.';
    hint.textContent = `This ${issue.slice(issue.indexOf(':') + 2)}.`;
    inputs.get(name)?.setAttribute('aria-invalid', 'true');
  };

  const onSubmit = (event: Event) => {
    event.preventDefault();
    void create();
  };
  const onInput = () => {
    touched = true;
  };
  return {
    title: 'New contact',
    element: h(
      'div',
      { class: 'view' },
      h('div', { class: 'view-head' }, h('h1', { tabindex: '-1' }, 'New contact')),
      h(
        'form',
        { class: 'card form', on: { submit: onSubmit, input: onInput } },
        h('div', { class: 'fields' }, ...fields.map(rowOf)),
        problem,
        h('div', { class: 'buttons' }, submit, h('a', { class: 'button', href: '/' }, 'Cancel')),
      ),
    ),
    refresh: async () => {},
    isDirty: () => touched,
    draft: () => Object.fromEntries([...inputs].map(([name, { value }]) => [name, value])),
    restore(draft) {
      for (const [name, input] of inputs) input.value = draft[name] ?? input.value;
      touched = true;
    },
  };
};
