/** The twelve keys, as used to dial and to send tones. */
import { css, html, nothing, type TemplateResult } from 'lit';

const keys: readonly (readonly [key: string, letters: string])[] = [
  ['1', ''],
  ['2', 'ABC'],
  ['3', 'DEF'],
  ['4', 'GHI'],
  ['5', 'JKL'],
  ['6', 'MNO'],
  ['7', 'PQRS'],
  ['8', 'TUV'],
  ['9', 'WXYZ'],
  ['*', ''],
  ['0', '+'],
  ['#', ''],
];

/** Keys of a keyboard that are keys of a phone. */
export const isDtmfKey = (key: string): boolean => /^[0-9*#]$/.test(key);

/** One key. `name` is what a screen reader says in place of a sign; a digit is its own name. */
export const keypadKey = (key: string, letters: string, name: string | undefined, onKey: (key: string) => void): TemplateResult =>
  html`<button type="button" class="button key" data-key=${key} @click=${() => onKey(key)}>
    ${name === undefined ? nothing : html`<span class="spoken">${name}</span>`}<span class="digit" aria-hidden=${name === undefined ? nothing : 'true'}>${key}</span>${letters ? html`<span class="letters" aria-hidden="true">${letters}</span>` : nothing}
  </button>`;

/**
 * @param nameKey What a screen reader says for `*` and `#`; undefined for digits.
 * @param onKey Called for each press.
 */
export const keypad = (nameKey: (key: string) => string | undefined, onKey: (key: string) => void): TemplateResult =>
  // Digits stand in the same order in every script, right-to-left ones included.
  html`<div class="keypad" dir="ltr">
    ${keys.map(([key, letters]) => keypadKey(key, letters, nameKey(key), onKey))}
  </div>`;

export const keypadStyles = css`
  .keypad {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: calc(var(--_space) * 1.5);
  }

  .button.key {
    flex-direction: column;
    gap: 0;
    min-block-size: 48px;
    padding: 2px;
    border-color: transparent;
    background: var(--_raised);
  }

  .button.key:hover {
    border-color: var(--_border);
  }

  .button.key:active {
    background: var(--_accent-soft);
    color: var(--_accent-text);
  }

  .digit {
    font-size: 1.3em;
    font-weight: 500;
    line-height: 1.15;
  }

  .letters {
    color: var(--_muted);
    font-size: 0.68em;
    font-weight: 500;
    letter-spacing: 0.08em;
    line-height: 1;
  }
`;
