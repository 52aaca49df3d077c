/** What happened: the last events, to look through and to hand to whoever is to find out. */
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Desktop } from '../softphone/desktop.ts';
import type { DiagnosticEntry } from '../softphone/diagnostics.ts';
import { button } from './button.ts';
import { buttonStyles } from './button-styles.ts';
import { cardStyles } from './card-styles.ts';
import { ControlElement } from './control-element.ts';
import { formStyles } from './form-styles.ts';
import { formatTime } from './format-time.ts';

/** The one word that tells events of a kind apart. A vendor's event has a name of its own; other names are people's. */
const about = ({ name: kind, data }: DiagnosticEntry): string => {
  const { event, state, during, name, by } = (data ?? {}) as Record<string, unknown>;
  return [event, state, during, kind === 'vendorEvent' ? name : undefined, by].filter((word) => typeof word === 'string').join(' ');
};

/**
 * @example html`<ringframe-diagnostics .desktop=${desktop}></ringframe-diagnostics>`
 */
export class Diagnostics extends ControlElement {
  static override properties: PropertyDeclarations = { unmasked: { state: true }, copied: { state: true } };
  static override styles = [
    ...ControlElement.styles,
    buttonStyles,
    cardStyles,
    formStyles,
    css`
      .events {
        max-block-size: 40vh;
        margin: 0;
        padding: 0;
        overflow-y: auto;
        list-style: none;
      }

      .events li + li {
        border-block-start: 1px solid var(--_border);
      }

      summary {
        padding-block: var(--_space);
        cursor: pointer;
        overflow-wrap: anywhere;
      }

      pre {
        margin: 0 0 var(--_space);
        font-size: 0.86em;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }

      .choice {
        display: flex;
        align-items: center;
        gap: calc(var(--_space) * 2);
      }

      .choice input {
        flex: none;
        inline-size: 24px;
        block-size: 24px;
        margin: 0;
      }
    `,
  ];

  /** Numbers and names are shown, and copied. */
  declare unmasked: boolean;
  /** `byHand`: this page may not write to the clipboard, and the agent has to. */
  declare copied: 'yes' | 'byHand' | undefined;

  constructor() {
    super();
    this.unmasked = false;
  }

  protected override forget(): void {
    this.unmasked = false;
    this.copied = undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { desktop } = this;
    if (!desktop) return nothing;
    const { entries } = desktop.diagnostics;
    const lines = desktop.diagnostics.text({ unmasked: this.unmasked }).split('\n');
    const events = entries.map((entry, index) => ({ entry, line: lines[index] ?? '' })).reverse();
    return html`<section class="card" aria-label=${this.words('diagnostics.label')}>
      ${
        events.length === 0
          ? html`<p class="hint">${this.words('diagnostics.none')}</p>`
          : html`<ol class="events" tabindex="0" aria-label=${this.words('diagnostics.label')}>
              ${events.map(
                ({ entry, line }) => html`<li>
                  <details>
                    <summary><span class="time">${formatTime(entry.at, this.locale, true)}</span> <b>${entry.name}</b> ${about(entry)}</summary>
                    <pre>${line}</pre>
                  </details>
                </li>`,
              )}
            </ol>`
      }
      <label class="choice"><input type="checkbox" .checked=${this.unmasked} @change=${this.#onChoice} />${this.words('diagnostics.unmasked')}</label>
      ${button({ action: 'copy', label: this.words('diagnostics.copy'), onClick: () => void this.#copy(desktop) })}
      <p class="region hint" role="status">${this.copied === undefined ? nothing : this.words(`diagnostics.copied.${this.copied}`)}</p>
      ${
        this.copied === 'byHand'
          ? html`<textarea class="input" readonly rows="4" aria-label=${this.words('diagnostics.text')} .value=${lines.join('\n')}></textarea>`
          : nothing
      }
    </section>`;
  }

  readonly #onChoice = (event: Event) => {
    this.unmasked = (event.target as HTMLInputElement).checked;
    this.copied = undefined;
  };

  async #copy({ diagnostics }: Desktop): Promise<void> {
    this.copied = undefined;
    await this.updateComplete;
    try {
      await navigator.clipboard.writeText(diagnostics.text({ unmasked: this.unmasked }));
      this.copied = 'yes';
    } catch {
      this.copied = 'byHand';
      await this.updateComplete;
      this.renderRoot.querySelector('textarea')?.select();
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ringframe-diagnostics': Diagnostics;
  }
}
