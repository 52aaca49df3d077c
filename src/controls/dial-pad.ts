/** Keys and a field to call a number; during a call, the keys send tones. */
import { css, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { MAX_NUMBER_LENGTH } from '../protocol/limits.ts';
import type { Desktop, DesktopCall } from '../softphone/desktop.ts';
import { button, errorNotice } from './button.ts';
import { buttonStyles } from './button-styles.ts';
import { cardStyles } from './card-styles.ts';
import { ControlElement } from './control-element.ts';
import { formStyles } from './form-styles.ts';
import { isDtmfKey, keypad, keypadKey, keypadStyles } from './keypad.ts';

/**
 * Calls what is entered, pasted or tapped. While a call can take tones the keys send them, unless the agent switches to
 * dialling another number. An empty field offers the number dialled last. It shows nothing for a phone that can do neither.
 *
 * @example html`<ringframe-dial-pad .desktop=${desktop}></ringframe-dial-pad>`
 */
export class DialPad extends ControlElement {
  static override properties: PropertyDeclarations = {
    number: {},
    last: { state: true },
    tones: { state: true },
    dialsInCall: { state: true },
  };
  static override styles = [
    ...ControlElement.styles,
    buttonStyles,
    cardStyles,
    formStyles,
    keypadStyles,
    css`
      .entry {
        display: flex;
        gap: calc(var(--_space) * 1.5);
      }

      .entry .input,
      .tones {
        flex: 1;
        min-inline-size: 0;
        min-block-size: 44px;
        font-size: 1.15em;
        text-align: center;
      }

      .tones {
        min-block-size: 32px;
        display: grid;
        place-items: center;
        font-variant-numeric: tabular-nums;
        letter-spacing: 0.06em;
        overflow-wrap: anywhere;
      }

      .input::placeholder {
        font-size: 0.87em;
      }

      .bottom {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 2fr) minmax(0, 1fr);
        gap: calc(var(--_space) * 1.5);
      }

      .bottom .button {
        min-block-size: 48px;
      }

      .modes {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: 2px;
        padding: 2px;
        border-radius: var(--_radius-small);
        background: var(--_raised);
      }

      .modes .button {
        min-block-size: 36px;
        padding-inline: var(--_space);
        border-color: transparent;
        background: none;
      }

      .modes .button[aria-pressed='true'] {
        background: var(--_surface);
        color: var(--_text);
        box-shadow: var(--_shadow);
      }
    `,
  ];

  /** What is in the field; set it to prepare a call. */
  declare number: string;
  /** Dialled last, in this page. */
  declare last: string;
  declare tones: string;
  declare dialsInCall: boolean;

  #toneQueue: Promise<unknown> = Promise.resolve();
  #toneCallId: string | undefined;

  constructor() {
    super();
    this.number = '';
    this.last = '';
    this.tones = '';
    this.dialsInCall = false;
  }

  /** The call whose far end would hear tones. */
  get #toneCall(): DesktopCall | undefined {
    return this.desktop?.calls.find((call) => call.state === 'connected' && call.actions.includes('sendDtmf'));
  }

  protected override forget(): void {
    this.tones = '';
    this.last = '';
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const id = this.#toneCall?.id;
    if (id === this.#toneCallId) return;
    this.#toneCallId = id;
    this.tones = '';
    this.dialsInCall = false;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { desktop } = this;
    if (!desktop) return nothing;
    const toneCall = this.#toneCall;
    const dials = desktop.capabilities.includes('dial');
    // A phone that cannot dial has no use for keys but tones.
    if (!dials && !toneCall) return nothing;
    const target = this.dialsInCall ? undefined : toneCall;
    const error = this.commands.error('dial');
    return html`<section class="card" aria-label=${this.words('dial.label')} @keydown=${target ? (event: KeyboardEvent) => this.#onToneKey(event, desktop, target) : nothing}>
      ${toneCall ? this.#modes(toneCall, dials) : nothing} ${target ? html`<output class="tones" dir="ltr" aria-label=${this.words('dial.sent')} aria-live="off">${this.tones}</output>` : this.#entry()}
      ${keypad(
        (key) => this.findWords(`key.${key}`),
        (key) => (target ? this.#sendTone(desktop, target, key) : this.#type(key)),
      )}
      ${target ? nothing : this.#bottom(desktop)}
      ${errorNotice(error === undefined ? undefined : this.errorWords(error), { label: this.words('action.dismiss'), onClick: () => this.commands.dismiss('dial') })}
    </section>`;
  }

  #modes(call: DesktopCall, dials: boolean): TemplateResult {
    const mode = (dialling: boolean, label: string) =>
      button({ action: dialling ? 'newCall' : 'tones', label, pressed: this.dialsInCall === dialling, onClick: () => (this.dialsInCall = dialling) });
    const modes = () =>
      html`<div class="modes" role="group" aria-label=${this.words('dial.mode')}>${mode(false, this.words('dial.tones'))}${mode(true, this.words('dial.newCall'))}</div>`;
    return html`${dials ? modes() : nothing}
      ${this.dialsInCall ? nothing : html`<p class="hint">${this.words('dial.tonesTo', { name: this.nameOf(call) })}</p>`}`;
  }

  #entry(): TemplateResult {
    const onInput = (event: Event) => {
      this.number = (event.target as HTMLInputElement).value;
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.isComposing) return;
      event.preventDefault();
      this.#call();
    };
    return html`<div class="entry">
      <input
        class="input"
        type="text"
        inputmode="tel"
        autocomplete="off"
        spellcheck="false"
        maxlength=${MAX_NUMBER_LENGTH}
        aria-label=${this.words('dial.number')}
        placeholder=${this.words('dial.placeholder')}
        .value=${live(this.number)}
        @input=${onInput}
        @keydown=${onKey}
        @paste=${this.#onPaste}
      />
    </div>`;
  }

  #bottom(desktop: Desktop): TemplateResult {
    const ready = desktop.status.state === 'ready';
    return html`<div class="bottom">
        ${keypadKey('+', '', this.words('key.+'), () => this.#type('+'))}
        ${button({ action: 'dial', label: this.words('dial.call'), icon: 'answer', look: 'answer', busy: this.commands.runs('dial', 'dial'), disabled: !ready, onClick: () => this.#call() })}
        ${button({ action: 'delete', label: this.words('dial.delete'), icon: 'backspace', look: 'quiet', iconOnly: true, disabled: this.number === '', onClick: () => this.#delete() })}
      </div>
      <p class="hint" role="status" ?hidden=${ready && !(this.number === this.last && this.last)}>
        ${ready ? (this.number === this.last && this.last ? this.words('dial.redial', { number: this.last }) : nothing) : this.words('dial.notConnected')}
      </p>`;
  }

  get #input(): HTMLInputElement | null {
    return this.renderRoot.querySelector('input');
  }

  /** Puts text where the caret is. */
  #type(text: string): void {
    const { number } = this;
    const from = this.#input?.selectionStart ?? number.length;
    const to = this.#input?.selectionEnd ?? from;
    this.#edit(`${number.slice(0, from)}${text}${number.slice(to)}`.slice(0, MAX_NUMBER_LENGTH), from + text.length);
  }

  #delete(): void {
    const { number } = this;
    const to = this.#input?.selectionEnd ?? number.length;
    const start = this.#input?.selectionStart ?? to;
    const from = start === to ? Math.max(0, start - 1) : start;
    this.#edit(number.slice(0, from) + number.slice(to), from);
  }

  #edit(number: string, caret: number): void {
    this.number = number;
    void this.updateComplete.then(() => this.#input?.setSelectionRange(caret, caret));
  }

  /** A copied link or a number from a document brings along what is no part of the number. */
  #onPaste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text/plain');
    if (text === undefined) return;
    event.preventDefault();
    const cleaned = text
      .replace(/\p{Cc}|\p{Cf}/gu, '')
      .trim()
      .replace(/^(tel|callto):/i, '');
    this.#type(cleaned);
  }

  #call(): void {
    const { desktop } = this;
    const number = this.number.trim();
    if (desktop?.status.state !== 'ready' || !desktop.capabilities.includes('dial')) return;
    if (number === '') {
      this.#edit(this.last, this.last.length);
      this.#input?.focus();
      return;
    }
    void this.commands
      .run('dial', 'dial', () => desktop.dial({ number }))
      .then((dialled) => {
        if (!dialled) return;
        this.last = number;
        // What was typed meanwhile is kept.
        if (this.number.trim() === number) this.number = '';
      });
  }

  #onToneKey(event: KeyboardEvent, desktop: Desktop, call: DesktopCall): void {
    if (event.ctrlKey || event.metaKey || event.altKey || !isDtmfKey(event.key)) return;
    event.preventDefault();
    this.#sendTone(desktop, call, event.key);
  }

  #sendTone(desktop: Desktop, call: DesktopCall, key: string): void {
    this.tones += key;
    this.#toneQueue = this.#toneQueue.then(() => this.commands.run('dial', 'sendDtmf', () => desktop.sendDtmf(call.id, key)));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ringframe-dial-pad': DialPad;
  }
}
