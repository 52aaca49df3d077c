/** A button of a control, and what shows how its command fares. */
import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { type IconName, icon } from './icons.ts';

export interface ButtonOptions {
  /** Stands in `data-action`: what the button does, for style sheets and tests. */
  action: string;
  label: string;
  icon?: IconName | undefined;
  /** Classes of `button-styles.ts`. */
  look?: string | undefined;
  /** Its command runs; it stays focusable and does nothing. */
  busy?: boolean | undefined;
  /** Cannot be used now; stays focusable, so that a screen reader finds it and hears why. */
  disabled?: boolean | undefined;
  expanded?: boolean | undefined;
  pressed?: boolean | undefined;
  /** Shows the icon only; the label is still read out. */
  iconOnly?: boolean | undefined;
  submit?: boolean | undefined;
  onClick?: ((event: Event) => void) | undefined;
}

const flag = (value: boolean | undefined) => ifDefined(value === undefined ? undefined : (String(value) as 'true' | 'false'));

export const button = (options: ButtonOptions): TemplateResult => {
  const { action, label, busy = false, disabled = false, iconOnly = false, onClick } = options;
  const look = `button ${options.look ?? ''} ${iconOnly ? 'square' : ''}`;
  const press = (event: Event) => {
    if (busy || disabled) event.preventDefault();
    else onClick?.(event);
  };
  return html`<button
    type=${options.submit ? 'submit' : 'button'}
    class=${look}
    data-action=${action}
    aria-busy=${busy ? 'true' : nothing}
    aria-disabled=${disabled ? 'true' : nothing}
    aria-expanded=${flag(options.expanded)}
    aria-pressed=${flag(options.pressed)}
    title=${iconOnly ? label : nothing}
    @click=${press}
  >
    ${options.icon ? icon(options.icon) : nothing}<span class=${iconOnly ? 'spoken' : ''}>${label}</span>
  </button>`;
};

/** Where an error is shown. Always in the DOM, since a screen reader announces only what changes in a region it knows. */
export const errorNotice = (words: string | undefined, dismiss: { label: string; onClick: () => void }): TemplateResult =>
  html`<div role="alert" class="region">
    ${
      words
        ? html`<div class="notice negative">
          ${icon('warning')}<span class="words">${words}</span>${button({ action: 'dismiss', label: dismiss.label, icon: 'cancel', look: 'quiet small', iconOnly: true, onClick: dismiss.onClick })}
        </div>`
        : nothing
    }
  </div>`;
