/** What a phone system asks an agent for who logs in. */
import { html, type TemplateResult } from 'lit';
import { MAX_ID_LENGTH, MAX_NAME_LENGTH, MAX_NUMBER_LENGTH } from '../protocol/limits.ts';
import type { LogInRequest } from '../protocol/phone-commands.ts';
import { button } from './button.ts';
import type { StringKey } from './control-strings.ts';

/** A field of the form: what it holds goes into the request under the same name. */
export type LogInField = 'agentId' | 'password' | 'extension' | 'workMode';

interface LogInFormOptions {
  fields: readonly LogInField[];
  words(key: StringKey): string;
  busy: boolean;
  onLogIn(request: LogInRequest): void;
}

const inputs = {
  agentId: { type: 'text', inputMode: 'text', autocomplete: 'username', maxLength: MAX_ID_LENGTH },
  password: { type: 'password', inputMode: 'text', autocomplete: 'current-password', maxLength: MAX_NAME_LENGTH },
  extension: { type: 'text', inputMode: 'tel', autocomplete: 'off', maxLength: MAX_NUMBER_LENGTH },
} as const;

/** What was filled in; empty fields are the phone system's to decide. */
const requestOf = (form: HTMLFormElement): LogInRequest => {
  const filled = [...new FormData(form)].filter(([, value]) => typeof value === 'string' && value !== '');
  return Object.fromEntries(filled) as LogInRequest;
};

export const logInForm = ({ fields, words, busy, onLogIn }: LogInFormOptions): TemplateResult => {
  const field = (name: LogInField) =>
    html`<label class="field">
      <span class="label">${words(`logIn.${name}`)}</span>
      ${
        name === 'workMode'
          ? html`<select class="input" name=${name}>
              ${(['', 'autoIn', 'manualIn'] as const).map((mode) => html`<option value=${mode}>${words(mode === '' ? 'logIn.workMode.default' : `agent.workMode.${mode}`)}</option>`)}
            </select>`
          : html`<input
              class="input"
              name=${name}
              type=${inputs[name].type}
              inputmode=${inputs[name].inputMode}
              autocomplete=${inputs[name].autocomplete}
              maxlength=${inputs[name].maxLength}
              spellcheck="false"
            />`
      }
    </label>`;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!busy) onLogIn(requestOf(event.currentTarget as HTMLFormElement));
  };
  return html`<form class="log-in" @submit=${submit}>
    ${fields.map(field)}
    ${button({ action: 'logIn', label: words('action.logIn'), icon: 'logIn', look: 'primary', busy, submit: true })}
  </form>`;
};
