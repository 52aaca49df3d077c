/** The form for what a caller wants; its template is chosen by a launch URL, or here. */
import { recordIdOf } from '../../record-id.ts';
import { type RequestTemplate, requestTemplates, templateOf } from '../../request-templates.ts';
import { ApiFailure, api } from '../api.ts';
import { changes } from '../changes.ts';
import { h } from '../dom.ts';
import { MAX_NOTES_LENGTH } from '../limits.ts';
import type { RequestValues } from '../request-values.ts';
import { pathOf } from '../route.ts';
import type { View } from '../view.ts';

export interface NewRequestOptions {
  values: RequestValues;
  /** Name of the contact it is about. */
  contactName: string | undefined;
  go: (path: string) => void;
}

/** A template that the CRM does not have is said, and the form opens without one. */
const unknownTemplate = ({ template }: RequestValues) =>
  template !== undefined &&
  templateOf(template) === undefined &&
  h(
    'p',
    { class: 'notice notice-warning', role: 'status' },
    'The template that was asked for does not exist, or not any more. Choose another, or go on without one.',
  );

const field = (id: string, label: string, control: HTMLElement) => h('div', { class: 'field' }, h('label', { for: id }, label), control);

export const newRequestView = ({ values, contactName, go }: NewRequestOptions): View => {
  let touched = false;
  const subject = h('input', { id: 'request-subject', class: 'input', required: true, maxlength: '500', autocomplete: 'off' });
  const description = h('textarea', { id: 'request-description', class: 'input', rows: '8', maxlength: String(MAX_NOTES_LENGTH) });
  const number = h('input', { id: 'request-number', class: 'input', type: 'tel', autocomplete: 'off', value: values.number ?? '' });
  const template = h(
    'select',
    { id: 'request-template', class: 'input' },
    h('option', { value: '' }, 'None'),
    ...requestTemplates.map(({ id, name }) => h('option', { value: id }, name)),
  );
  const problem = h('p', { class: 'field-problem', role: 'alert' });
  const submit = h('button', { type: 'submit', class: 'button button-primary' }, 'Create request');
  const typed = { subject, description, number };
  let priority: RequestTemplate['priority'] = 'Normal';

  const fill = (chosen: RequestTemplate | undefined): void => {
    priority = chosen?.priority ?? 'Normal';
    template.value = chosen?.id ?? '';
    subject.value = chosen?.subject ?? '';
    description.value = chosen?.description ?? '';
  };
  fill(templateOf(values.template));
  template.addEventListener('change', () => {
    // What was typed is not thrown away for another template.
    if (!touched) fill(templateOf(template.value));
  });

  const create = async (): Promise<void> => {
    submit.disabled = true;
    problem.textContent = '';
    try {
      const contact = values.contact;
      const { contactId } = await api.saveRecord({
        id: crypto.randomUUID(),
        objectType: 'Task',
        fields: {
          ...{ Subject: subject.value.trim(), Description: description.value, Priority: priority, Type: 'Request' },
          ...(contact !== undefined && { WhoId: recordIdOf(contact) }),
          ...(number.value.trim() !== '' && { Phone: number.value.trim() }),
        },
      });
      touched = false;
      changes.publish({ contactId });
      go(pathOf(contactId === undefined ? { view: 'calls' } : { view: 'contact', id: contactId }));
    } catch (error) {
      problem.textContent = error instanceof ApiFailure ? error.message : 'The request could not be created.';
    }
    submit.disabled = false;
  };
  const onSubmit = (event: Event) => {
    event.preventDefault();
    void create();
  };
  const onInput = (event: Event) => {
    if (event.target !== template) touched = true;
  };

  return {
    title: 'New request',
    element: h(
      'div',
      { class: 'view' },
      h('div', { class: 'view-head' }, h('h1', { tabindex: '-1' }, 'New request')),
      unknownTemplate(values),
      h(
        'form',
        { class: 'card form', on: { submit: onSubmit, input: onInput } },
        h(
          'div',
          { class: 'stack' },
          values.contact !== undefined &&
            h('p', {}, 'About ', h('a', { href: pathOf({ view: 'contact', id: values.contact }) }, contactName ?? 'this contact')),
          field('request-template', 'Template', template),
          field('request-subject', 'Subject', subject),
          values.contact === undefined && field('request-number', 'Caller’s number', number),
          field('request-description', 'What it is about', description),
        ),
        problem,
        h('div', { class: 'buttons' }, submit, h('a', { class: 'button', href: '/' }, 'Cancel')),
      ),
    ),
    refresh: async () => {},
    isDirty: () => touched,
    draft: () => ({ template: template.value, ...Object.fromEntries(Object.entries(typed).map(([name, { value }]) => [name, value])) }),
    restore(draft) {
      fill(templateOf(draft.template));
      for (const [name, control] of Object.entries(typed)) control.value = draft[name] ?? control.value;
      touched = true;
    },
  };
};
