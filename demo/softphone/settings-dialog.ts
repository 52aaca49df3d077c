import { problemsOf, type Settings, settingNames } from './settings.ts';

interface Field {
  label: string;
  hint?: string;
  type?: string;
}

const fields: Record<keyof Settings, Field> = {
  server: { label: 'SIP server', hint: 'Its WebSocket address, such as wss://pbx.example/ws', type: 'url' },
  user: { label: 'User' },
  password: { label: 'Password', type: 'password' },
  displayName: { label: 'Your name', hint: 'Shown to those you call' },
  country: { label: 'Country', hint: 'Of numbers without a prefix: two letters, such as GB' },
};

const make = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

/** The dialog for the phone system. `onSave(undefined)` is "use the demo's phone system". */
export const createSettingsDialog = (onSave: (settings: Settings | undefined) => void) => {
  const inputs = new Map<keyof Settings, HTMLInputElement>();
  const problems = new Map<keyof Settings, HTMLElement>();

  const rows = settingNames.map((name) => {
    const { label, hint = '', type = 'text' } = fields[name];
    const id = `setting-${name}`;
    const input = make('input', { id, name, type, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': `${id}-hint ${id}-problem` });
    const problem = make('p', { id: `${id}-problem`, class: 'problem', role: 'alert' });
    inputs.set(name, input);
    problems.set(name, problem);
    return make('div', { class: 'field' }, make('label', { for: id }, label), input, make('p', { id: `${id}-hint`, class: 'hint' }, hint), problem);
  });

  const read = (): Settings => {
    const value = (name: keyof Settings) => inputs.get(name)?.value ?? '';
    return {
      ...{ server: value('server').trim(), user: value('user').trim(), password: value('password') },
      ...{ displayName: value('displayName').trim(), country: value('country').trim().toUpperCase() },
    };
  };
  const showProblems = (found: Partial<Record<keyof Settings, string>>): void => {
    for (const name of settingNames) {
      const problem = problems.get(name);
      if (problem) problem.textContent = found[name] ?? '';
      inputs.get(name)?.setAttribute('aria-invalid', String(found[name] !== undefined));
    }
  };

  const cancel = make('button', { type: 'button', class: 'plain' }, 'Cancel');
  const reset = make('button', { type: 'button', class: 'plain' }, "Use the demo's phone system");
  const form = make(
    'form',
    { novalidate: '' },
    make('h2', { id: 'settings-title' }, 'Phone system'),
    ...rows,
    make('p', { class: 'hint' }, 'Kept in this browser only. Saving ends calls that run.'),
    make('div', { class: 'buttons' }, make('button', { type: 'submit', class: 'primary' }, 'Save and connect'), cancel),
    reset,
  );
  const dialog = make('dialog', { class: 'settings', 'aria-labelledby': 'settings-title' }, form);

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const settings = read();
    const found = problemsOf(settings);
    showProblems(found);
    const [first] = settingNames.filter((name) => found[name] !== undefined);
    if (first !== undefined) return inputs.get(first)?.focus();
    dialog.close();
    onSave(settings);
  });
  cancel.addEventListener('click', () => dialog.close());
  reset.addEventListener('click', () => {
    dialog.close();
    onSave(undefined);
  });

  return {
    element: dialog,
    open(settings: Settings): void {
      for (const name of settingNames) {
        const input = inputs.get(name);
        if (input) input.value = settings[name];
      }
      showProblems({});
      dialog.showModal();
    },
  };
};
