/** A card per running call: how it stands, and exactly the buttons that the phone would accept now. */
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CallQuality } from '../phone/phone.ts';
import type { Party } from '../protocol/call.ts';
import { isAnothersCall } from '../protocol/is-anothers-call.ts';
import { isChat } from '../protocol/is-chat.ts';
import type { Desktop, DesktopCall } from '../softphone/desktop.ts';
import { errorNotice } from './button.ts';
import { buttonStyles } from './button-styles.ts';
import { callBarStyles } from './call-bar-styles.ts';
import { callButtons } from './call-buttons.ts';
import { callDurationMs } from './call-clock.ts';
import { callNotices } from './call-notices.ts';
import { callStateKey, callTone } from './call-state-text.ts';
import { cardStyles } from './card-styles.ts';
import { tickWhile } from './clock-controller.ts';
import { consultationOf } from './consultation.ts';
import { ControlElement } from './control-element.ts';
import { followDesktop } from './desktop-controller.ts';
import { consultationAbout, offerFocus, takeFocus } from './focus-handover.ts';
import { formStyles } from './form-styles.ts';
import { formatDuration } from './format-time.ts';
import { helpButtons } from './help-buttons.ts';
import { icon } from './icons.ts';
import { isDtmfKey, keypad, keypadStyles } from './keypad.ts';
import { notesDraft } from './notes-draft.ts';
import { notesField } from './notes-field.ts';
import { offerButtons } from './offer-buttons.ts';
import { partyList, partyStyles } from './party-list.ts';
import { type TransferKind, transferPanel } from './transfer-panel.ts';
import { transferQuestion } from './transfer-question.ts';

type Panel = 'keypad' | 'transfer';

/** What the CRM found belongs to the first party only. */
const unknownCaller = { e164: undefined, matches: [], record: undefined };

/**
 * With `callId` it shows that call. Without, it shows all calls, oldest first, except those that ring at the agent: they
 * belong to `<ringframe-incoming-call>`, unless `ringing` is set.
 *
 * @example html`<ringframe-call-bar .desktop=${desktop}></ringframe-call-bar>`
 */
export class CallBar extends ControlElement {
  static override properties: PropertyDeclarations = {
    callId: { attribute: 'call-id' },
    ringing: { type: Boolean, reflect: true },
    panel: { state: true },
    tones: { state: true },
  };
  static override styles = [...ControlElement.styles, buttonStyles, cardStyles, formStyles, keypadStyles, partyStyles, callBarStyles];

  /** The call to show; undefined for all. */
  declare callId: string | undefined;
  /** Shows calls that ring at the agent as well. */
  declare ringing: boolean;
  declare panel: Panel | undefined;
  /** Tones sent in this call. */
  declare tones: string;

  #quality: CallQuality | undefined;
  /** Tones are sent one after another, in the order of the keys. */
  #toneQueue: Promise<unknown> = Promise.resolve();
  readonly #notes = notesDraft(this, (callId, notes) => this.commands.run('notes', 'notes', async () => this.desktop?.setContext(callId, { notes })));

  constructor() {
    super();
    this.ringing = false;
    this.tones = '';
    tickWhile(this, () => this.#call?.establishedAt !== undefined);
    followDesktop(this, (desktop) =>
      desktop.on('quality', (quality) => {
        if (quality.callId === this.callId) this.#quality = quality;
      }),
    );
  }

  get #call(): DesktopCall | undefined {
    return this.callId === undefined ? undefined : this.desktop?.calls.find((call) => call.id === this.callId);
  }

  protected override forget(): void {
    this.panel = undefined;
    this.tones = '';
    this.#quality = undefined;
    this.#notes.drop();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('callId') && changed.get('callId') !== undefined) this.forget();
    const call = this.#call;
    // The call is over or has changed: a panel for what cannot be done any more goes, and notes are handed over.
    if (!call) this.#notes.flush();
    if (this.panel && !(call && this.#offers(call, this.panel))) this.panel = undefined;
  }

  protected override updated(): void {
    const { desktop } = this;
    const call = this.#call;
    if (!desktop || !call) return;
    const keys = call.consultationFor === undefined ? [call.id] : [call.id, consultationAbout(call.consultationFor)];
    takeFocus(desktop, keys, this, this.renderRoot.querySelector<HTMLElement>('.toolbar button, .card button'));
  }

  #offers({ actions }: DesktopCall, panel: Panel): boolean {
    return panel === 'keypad' ? actions.includes('sendDtmf') : actions.includes('blindTransfer') || actions.includes('consult');
  }

  protected override render(): TemplateResult | typeof nothing {
    const { desktop } = this;
    if (!desktop) return nothing;
    if (this.callId !== undefined) return this.#call ? this.#card(desktop, this.#call) : nothing;
    const shown = desktop.calls.filter((call) => this.ringing || call.state !== 'alerting');
    return html`<div class="cards">
      ${repeat(
        shown,
        (call) => call.id,
        (call) =>
          html`<ringframe-call-bar .desktop=${desktop} .strings=${this.strings} .formatNumber=${this.formatNumber} .callId=${call.id}></ringframe-call-bar>`,
      )}
    </div>`;
  }

  #card(desktop: Desktop, call: DesktopCall): TemplateResult {
    const error = this.commands.error('call') ?? this.commands.error('notes');
    const dismiss = () => {
      this.commands.dismiss('call');
      this.commands.dismiss('notes');
    };
    return html`<section class="card" aria-label=${this.words('call.label', { name: this.nameOf(call) })} data-call=${call.id} data-state=${call.state}>
      ${this.#head(desktop, call)}
      ${callNotices(desktop, call, this.#quality, {
        words: (key, values) => this.words(key, values),
        nameOf: (other) => this.nameOf(other),
        locale: this.locale,
      })}
      ${call.state === 'alerting' ? nothing : this.#offer(desktop, call)}
      ${isChat(call) ? html`<ringframe-chat .desktop=${desktop} .strings=${this.strings} .formatNumber=${this.formatNumber} .callId=${call.id}></ringframe-chat>` : nothing}
      ${call.parties ? this.#parties(desktop, call) : nothing} ${this.#buttons(desktop, call)} ${this.#help(desktop, call)}
      ${this.panel !== 'transfer' && call.context.preparing ? html`<div class="row">${this.#question(desktop, call)}</div>` : nothing}
      ${this.panel === 'keypad' ? this.#keypad(desktop, call) : nothing}
      ${this.panel === 'transfer' ? this.#transfer(desktop, call) : nothing}
      ${
        call.state === 'alerting' || isAnothersCall(call)
          ? nothing
          : notesField({
              label: this.words('call.notes'),
              hint: this.words('call.notesHint'),
              value: this.#notes.value(call.id, call.context.notes),
              onInput: (text) => this.#notes.input(call.id, text),
              onLeave: () => this.#notes.flush(),
            })
      }
      ${errorNotice(error === undefined ? undefined : this.errorWords(error), { label: this.words('action.dismiss'), onClick: dismiss })}
    </section>`;
  }

  #head(desktop: Desktop, call: DesktopCall): TemplateResult {
    const durationMs = callDurationMs(desktop, call);
    const number = this.numberOf(call);
    return html`<div class="head">
      <span class="badge ${callTone(call)}">${icon(isChat(call) ? 'chat' : call.direction === 'inbound' ? 'incoming' : 'outgoing')}</span>
      <div class="who">
        <div class="title">
          <h2 class="name"><bdi>${this.nameOf(call)}</bdi></h2>
          ${durationMs === undefined ? nothing : html`<span class="time" role="timer">${formatDuration(durationMs, this.locale)}</span>`}
        </div>
        <p class="sub">
          <span class="state ${callTone(call)}" role="status">${this.#stateWords(call)}</span>${number ? html`<bdi class="number">${number}</bdi>` : nothing}
        </p>
      </div>
    </div>`;
  }

  /** Why a call failed says more than that it did. */
  #stateWords(call: DesktopCall): string {
    return (call.state === 'failed' ? this.findWords(`cause.${call.cause}`) : undefined) ?? this.words(callStateKey(call));
  }

  #buttons(desktop: Desktop, call: DesktopCall): TemplateResult | typeof nothing {
    const run = (name: string, command: () => Promise<unknown>) => void this.commands.run('call', name, command);
    const stay = (name: string, command: () => Promise<unknown>) => void this.#runAndStay(name, command);
    return callButtons(call, {
      words: (key) => this.words(key),
      runs: (name) => this.commands.runs('call', name),
      open: this.panel,
      consultation: consultationOf(desktop, call),
      toggle: (panel) => this.#toggle(panel),
      do: (action) => run(action, () => desktop[action](call.id)),
      leave: (action) => {
        offerFocus(desktop, call.id, this);
        run(action, () => desktop[action](call.id));
      },
      completeTransfer: (primary, consultation) => {
        offerFocus(desktop, primary, this);
        run('completeTransfer', () => desktop.completeTransfer(primary, consultation));
      },
      conference: (consultation) => stay('conference', () => desktop.conference(call.id, consultation)),
      cancelConsult: (consultation) => stay('cancelConsult', () => desktop.cancelConsult(call.id, consultation.id)),
      cancelTransfer: (consultation) => run('cancelTransfer', () => desktop.hangUp(consultation.id)),
    });
  }

  /** For a button that its own command takes away: the focus stays in the card, unless the agent has moved on. */
  async #runAndStay(name: string, command: () => Promise<unknown>): Promise<void> {
    const pressed = this.shadowRoot?.activeElement;
    await this.commands.run('call', name, command);
    await this.updateComplete;
    if (!pressed || pressed.isConnected || document.activeElement !== document.body) return;
    this.renderRoot.querySelector<HTMLElement>('.parties button, .toolbar button')?.focus();
  }

  #parties(desktop: Desktop, call: DesktopCall): TemplateResult {
    const named = (party: Party, index: number) => (index === 0 ? call : { ...call, remote: party, context: { ...call.context, ...unknownCaller } });
    return partyList(call, {
      words: (key, values) => this.words(key, values),
      nameOf: (party, index) => this.nameOf(named(party, index)),
      numberOf: (party, index) => this.numberOf(named(party, index)),
      runs: (number) => this.commands.runs('call', `dropParty ${number}`),
      drop: (number) => void this.#runAndStay(`dropParty ${number}`, () => desktop.dropParty(call.id, number)),
    });
  }

  /** Answered at another phone, a call may still wait to be accepted. */
  #offer(desktop: Desktop, call: DesktopCall): TemplateResult | typeof nothing {
    return offerButtons(call, {
      words: (key) => this.words(key),
      runs: (name) => this.commands.runs('call', name),
      accept: () => void this.#runAndStay('accept', () => desktop.accept(call.id)),
      decline: () => void this.#runAndStay('decline', () => desktop.decline(call.id)),
    });
  }

  #help(desktop: Desktop, call: DesktopCall): TemplateResult | typeof nothing {
    return helpButtons(desktop, call, {
      words: (key) => this.words(key),
      runs: (kind) => this.commands.runs('call', kind),
      ask: (kind) => void this.commands.run('call', kind, () => desktop.requestAssistance({ kind, callId: call.id })),
    });
  }

  #toggle(panel: Panel): void {
    this.panel = this.panel === panel ? undefined : panel;
    if (!this.panel) return;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.panel input, .panel button')?.focus());
  }

  /** Escape takes back a transfer that waits for the CRM; else it closes a panel and leads back to the button that opened it. */
  #onPanelKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.panel) return;
    event.preventDefault();
    const call = this.#call;
    if (this.panel === 'transfer' && this.desktop && call?.context.preparing) {
      this.#stopPreparing(this.desktop, call);
      return;
    }
    this.renderRoot.querySelector<HTMLElement>(`[data-action='${this.panel}']`)?.focus();
    this.panel = undefined;
  }

  #question(desktop: Desktop, call: DesktopCall): TemplateResult | typeof nothing {
    return transferQuestion(call, { words: (key) => this.words(key), stop: () => this.#stopPreparing(desktop, call) });
  }

  /** The button that began it stays, and takes the focus back before this one goes. */
  #stopPreparing(desktop: Desktop, call: DesktopCall): void {
    this.renderRoot.querySelector<HTMLElement>(`[data-action='${call.context.preparing?.kind}']`)?.focus();
    desktop.stopPreparing(call.id);
  }

  #keypad(desktop: Desktop, call: DesktopCall): TemplateResult {
    const send = (key: string) => {
      this.tones += key;
      this.#toneQueue = this.#toneQueue.then(() => this.commands.run('call', 'sendDtmf', () => desktop.sendDtmf(call.id, key)));
    };
    const onKey = (event: KeyboardEvent) => {
      this.#onPanelKey(event);
      if (event.ctrlKey || event.metaKey || event.altKey || !isDtmfKey(event.key)) return;
      event.preventDefault();
      send(event.key);
    };
    return html`<div class="panel" @keydown=${onKey}>
      <output class="tones" dir="ltr" aria-label=${this.words('dial.sent')} aria-live="off">${this.tones}</output>
      ${keypad((key) => this.findWords(`key.${key}`), send)}
    </div>`;
  }

  #transfer(desktop: Desktop, call: DesktopCall): TemplateResult {
    const start = async (kind: TransferKind, number: string) => {
      // A call handed on is over here: its wrap-up is next. One made to ask has a card of its own.
      offerFocus(desktop, kind === 'blindTransfer' ? call.id : consultationAbout(call.id), this);
      const done = await this.commands.run('call', kind, () => desktop[kind](call.id, number));
      if (done) this.panel = undefined;
    };
    return transferPanel(call, {
      words: (key) => this.words(key),
      runs: (kind) => this.commands.runs('call', kind),
      start: (kind, number) => void start(kind, number),
      question: this.#question(desktop, call),
      onKey: (event) => this.#onPanelKey(event),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ringframe-call-bar': CallBar;
  }
}
