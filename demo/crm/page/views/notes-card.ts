import { h } from '../dom.ts';
import { MAX_NOTES_LENGTH } from '../limits.ts';

/** Notes about a contact, saved by a button that is there only while something is unsaved. */
export const notesCard = (initial: string, save: (notes: string) => Promise<void>) => {
  let saved = initial;
  const area = h(
    'textarea',
    { class: 'input', rows: 4, maxlength: MAX_NOTES_LENGTH, 'aria-label': 'Notes', placeholder: 'What the next person should know' },
    initial,
  );
  const state = h('p', { class: 'muted', role: 'status' });
  const button = h('button', { type: 'submit', class: 'button button-primary', hidden: true }, 'Save notes');
  const isDirty = () => area.value.trim() !== saved;
  area.addEventListener('input', () => {
    button.hidden = !isDirty();
    state.textContent = '';
  });

  const submit = async (): Promise<void> => {
    const text = area.value.trim();
    try {
      await save(text);
      saved = text;
      state.textContent = 'Saved.';
    } catch (error) {
      state.textContent = error instanceof Error ? error.message : 'The notes could not be saved.';
    }
    button.hidden = !isDirty();
  };
  const onSubmit = (event: Event) => {
    event.preventDefault();
    void submit();
  };
  return {
    isDirty,
    /** As it stands there. */
    get text() {
      return area.value;
    },
    /** Unsaved, as if it had been typed. */
    type(text: string): void {
      area.value = text;
      button.hidden = !isDirty();
      state.textContent = '';
    },
    /** Somebody else has changed them. What is being typed stays. */
    setSaved(notes: string): void {
      if (!isDirty()) area.value = notes;
      saved = notes;
      button.hidden = !isDirty();
    },
    element: h(
      'section',
      { class: 'card', 'aria-label': 'Notes' },
      h('h2', {}, 'Notes'),
      h('form', { class: 'notes-editor', on: { submit: onSubmit } }, area, h('div', { class: 'buttons' }, button, state)),
    ),
  };
};
