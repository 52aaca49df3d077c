/** One of several: buttons to press while they are few, a list to open when they are many. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { DISPOSITION_BUTTONS } from './limits.ts';

export interface Choice {
  value: string;
  label: string;
  /** Tells apart what has the same label. */
  details?: string | undefined;
}

interface ChoiceFieldOptions {
  /** Unique in its form. */
  name: string;
  label: string;
  /** First line of the list while nothing is chosen. */
  placeholder?: string | undefined;
  choices: readonly Choice[];
  chosen: string | undefined;
  onChoose(value: string): void;
}

export const choiceField = (options: ChoiceFieldOptions): TemplateResult | typeof nothing => {
  if (options.choices.length === 0) return nothing;
  return options.choices.length > DISPOSITION_BUTTONS ? list(options) : buttons(options);
};

const buttons = ({ name, label, choices, chosen, onChoose }: ChoiceFieldOptions): TemplateResult =>
  html`<fieldset class="field">
    <legend class="label">${label}</legend>
    <div class="choices">
      ${choices.map(
        ({ value, label: text, details }) =>
          html`<label class="choice">
            <input type="radio" name=${name} value=${value} .checked=${live(value === chosen)} @change=${() => onChoose(value)} />
            <span class="choice-words"><span><bdi>${text}</bdi></span>${details ? html`<span class="hint">${details}</span>` : nothing}</span>
          </label>`,
      )}
    </div>
  </fieldset>`;

const list = ({ name, label, placeholder, choices, chosen, onChoose }: ChoiceFieldOptions): TemplateResult =>
  html`<label class="field">
    <span class="label">${label}</span>
    <select class="input" name=${name} @change=${(event: Event) => onChoose((event.target as HTMLSelectElement).value)}>
      ${placeholder === undefined ? nothing : html`<option value="" disabled .selected=${live(chosen === undefined)}>${placeholder}</option>`}
      ${choices.map(({ value, label: text, details }) => html`<option value=${value} .selected=${live(value === chosen)}>${details ? `${text} · ${details}` : text}</option>`)}
    </select>
  </label>`;

export const choiceStyles = css`
  legend.label {
    margin-block-end: var(--_space);
    padding: 0;
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 1.5);
  }

  .choice {
    position: relative;
    display: inline-flex;
    align-items: center;
    min-block-size: 36px;
    padding: var(--_space) calc(var(--_space) * 3);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-small);
    cursor: pointer;
    overflow-wrap: anywhere;
  }

  .choice:hover {
    background: var(--_raised);
  }

  /* The radio button lies over its words, unseen: its place is what is clicked and focused. */
  .choice input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }

  .choice-words {
    display: grid;
    min-inline-size: 0;
  }

  .choice:has(:checked) {
    border-color: var(--_accent);
    background: var(--_accent-soft);
    color: var(--_accent-text);
  }

  .choice:has(:checked) .hint {
    color: inherit;
  }

  .choice:has(:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  .log {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 2);
  }

  .log.notice {
    align-items: flex-start;
  }

  @media (forced-colors: active) {
    .choice:has(:checked) {
      border-color: Highlight;
      outline: 1px solid Highlight;
    }
  }
`;
