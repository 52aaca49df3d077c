/** A chat: what was written, a field to write, and where the phone can, a page to show to the other side. */
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ChatMessage } from '../protocol/chat.ts';
import { MAX_TEXT_LENGTH, MAX_URL_LENGTH } from '../protocol/limits.ts';
import type { Desktop, DesktopCall } from '../softphone/desktop.ts';
import { button, errorNotice } from './button.ts';
import { buttonStyles } from './button-styles.ts';
import { cardStyles } from './card-styles.ts';
import { chatStyles } from './chat-styles.ts';
import { ControlElement } from './control-element.ts';
import { formStyles } from './form-styles.ts';
import { formatTime } from './format-time.ts';

type Field = HTMLInputElement | HTMLTextAreaElement;

/**
 * Shows the chat `callId`, and nothing for a call that is none. `<ringframe-call-bar>` draws one in the card of each chat.
 *
 * @example html`<ringframe-chat .desktop=${desktop} .callId=${call.id}></ringframe-chat>`
 */
export class Chat extends ControlElement {
  static override properties: PropertyDeclarations = { callId: { attribute: 'call-id' } };
  static override styles = [...ControlElement.styles, buttonStyles, cardStyles, formStyles, chatStyles];

  declare callId: string | undefined;
  /** How many lines are drawn, and of which chat: a new one is scrolled to. */
  #drawn: { callId: string | undefined; lines: number } = { callId: undefined, lines: 0 };

  get #call(): DesktopCall | undefined {
    return this.desktop?.calls.find(({ id }) => id === this.callId);
  }

  protected override updated(_changed: PropertyValues): void {
    const lines = this.#call?.context.messages?.length ?? 0;
    const isNew = this.#drawn.callId !== this.callId || this.#drawn.lines !== lines;
    this.#drawn = { callId: this.callId, lines };
    const transcript = this.renderRoot.querySelector('.transcript');
    if (isNew && transcript) transcript.scrollTop = transcript.scrollHeight;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { desktop } = this;
    const call = this.#call;
    if (!desktop || !call) return nothing;
    const writes = call.actions.includes('sendMessage');
    const messages = call.context.messages ?? [];
    if (!writes && messages.length === 0) return nothing;
    const name = this.nameOf(call);
    const error = this.commands.error('chat');
    return html`<section class="chat" aria-label=${this.words('chat.label', { name })} data-call=${call.id}>
      <div class="transcript" role="log" tabindex="0" aria-label=${this.words('chat.transcript', { name })}>
        <ol>
          ${repeat(
            messages,
            (_, index) => index,
            (message) => this.#message(call, message),
          )}
        </ol>
      </div>
      ${writes ? this.#writing(desktop, call) : nothing} ${call.actions.includes('pushUrl') ? this.#showing(desktop, call) : nothing}
      ${errorNotice(error === undefined ? undefined : this.errorWords(error), { label: this.words('action.dismiss'), onClick: () => this.commands.dismiss('chat') })}
    </section>`;
  }

  #message(call: DesktopCall, { by, from, text, at }: ChatMessage): TemplateResult {
    const who = by === 'local' ? this.words('chat.you') : from.number === call.remote.number ? this.nameOf(call) : from.name || from.number;
    return html`<li class="message ${by === 'local' ? 'own' : ''}">
      <span class="by"><bdi>${who}</bdi></span> <span class="hint time">${formatTime(at, this.locale)}</span>
      <p class="written">${text}</p>
    </li>`;
  }

  /** Empties the field only when what was in it has gone out. */
  async #send(name: string, field: Field | null, command: (value: string) => Promise<void>): Promise<void> {
    const value = field?.value ?? '';
    if (!field || value.trim() === '') return field?.focus();
    if ((await this.commands.run('chat', name, () => command(value))) && field.value === value) field.value = '';
  }

  #writing(desktop: Desktop, call: DesktopCall): TemplateResult {
    const send = () => void this.#send('sendMessage', this.renderRoot.querySelector<Field>('[name=text]'), (text) => desktop.sendMessage(call.id, text));
    const submit = (event: Event) => {
      event.preventDefault();
      send();
    };
    const onKey = (event: KeyboardEvent) => {
      // While an input method composes, Enter chooses what it offers.
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) submit(event);
    };
    return html`<form class="write" @submit=${submit}>
      <textarea
        class="input"
        name="text"
        rows="1"
        maxlength=${MAX_TEXT_LENGTH}
        aria-label=${this.words('chat.write')}
        placeholder=${this.words('chat.hint')}
        @keydown=${onKey}
      ></textarea>
      ${button({ action: 'sendMessage', label: this.words('action.sendMessage'), look: 'primary', busy: this.commands.runs('chat', 'sendMessage'), submit: true })}
    </form>`;
  }

  #showing(desktop: Desktop, call: DesktopCall): TemplateResult {
    const submit = (event: Event) => {
      event.preventDefault();
      void this.#send('pushUrl', this.renderRoot.querySelector<Field>('[name=url]'), (url) => desktop.pushUrl(call.id, url.trim()));
    };
    return html`<form class="write" novalidate @submit=${submit}>
      <input
        class="input"
        name="url"
        type="url"
        inputmode="url"
        autocomplete="off"
        maxlength=${MAX_URL_LENGTH}
        aria-label=${this.words('chat.page')}
        placeholder=${this.words('chat.pageHint')}
      />
      ${button({ action: 'pushUrl', label: this.words('action.pushUrl'), busy: this.commands.runs('chat', 'pushUrl'), submit: true })}
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ringframe-chat': Chat;
  }
}
