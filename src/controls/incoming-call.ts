/** The cards of ringing calls: who it is, what the CRM knows, answer or decline. */
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { isChat } from '../protocol/is-chat.ts';
import type { Desktop, DesktopCall } from '../softphone/desktop.ts';
import { button, errorNotice } from './button.ts';
import { buttonStyles } from './button-styles.ts';
import { referenceOf } from './call-label.ts';
import { cardStyles } from './card-styles.ts';
import { tickWhile } from './clock-controller.ts';
import { ControlElement } from './control-element.ts';
import { offerFocus } from './focus-handover.ts';
import { icon } from './icons.ts';
import { incomingAnnouncer } from './incoming-announcer.ts';
import { incomingFacts } from './incoming-facts.ts';
import { matchList, matchStyles } from './match-list.ts';
import { isOffered, offerButtons } from './offer-buttons.ts';
import { type RingTone, ringTone } from './ring-tone.ts';

/**
 * Shows a card per ringing call and nothing otherwise. Announces each to screen readers, never takes the focus, and rings
 * where the media of the phone runs in this page.
 *
 * @example html`<ringframe-incoming-call .desktop=${desktop}></ringframe-incoming-call>`
 */
export class IncomingCall extends ControlElement {
  static override properties: PropertyDeclarations = {
    muted: { type: Boolean, reflect: true },
    volume: { type: Number },
    silenced: { state: true },
  };
  static override styles = [
    ...ControlElement.styles,
    buttonStyles,
    cardStyles,
    matchStyles,
    css`
      .card {
        border-color: var(--_positive);
      }

      .badge {
        position: relative;
      }

      .badge::after {
        content: '';
        position: absolute;
        inset: -1px;
        border: 2px solid var(--_positive);
        border-radius: 50%;
        animation: ringframe-ring 1.6s ease-out infinite;
      }

      /* 0.6 a second: far below the three flashes a second of WCAG 2.3.1, and it only grows and fades. */
      @keyframes ringframe-ring {
        from {
          opacity: 0.9;
          transform: scale(1);
        }

        70%,
        to {
          opacity: 0;
          transform: scale(1.35);
        }
      }

      .eyebrow {
        color: var(--_positive-text);
        font-size: 0.86em;
        font-weight: 600;
      }

      .card .row > .button {
        flex: 1 1 6rem;
      }

      /* As tall as its line, so that it moves no name. */
      .title > .button {
        margin-block: calc(var(--_space) * -2);
      }

      .notice .words {
        display: grid;
        justify-items: start;
        gap: calc(var(--_space) * 2);
      }

      .everywhere {
        margin-block: calc(var(--_space) * -1.5);
        justify-self: center;
      }

      @media (prefers-reduced-motion: reduce) {
        .badge::after {
          animation: none;
        }
      }
    `,
  ];

  /** No ringing sound; the card and the announcement stay. */
  declare muted: boolean;
  /** Of the ringing sound, 0 to 1. Default 1. */
  declare volume: number;
  /** Calls whose ringing the agent has silenced. */
  declare silenced: ReadonlySet<string>;

  readonly #ring: RingTone = ringTone(() => this.requestUpdate());
  readonly #announcer = incomingAnnouncer();

  constructor() {
    super();
    this.muted = false;
    this.volume = 1;
    this.silenced = new Set();
    tickWhile(this, () => this.#ringing.length > 0);
  }

  get #ringing(): DesktopCall[] {
    return this.desktop?.calls.filter((call) => call.state === 'alerting') ?? [];
  }

  protected override forget(): void {
    this.silenced = new Set();
    this.#announcer.reset();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#ring.close();
  }

  protected override updated(): void {
    const ringing = this.#ringing;
    const heard = ringing.some((call) => !this.silenced.has(call.id));
    this.#ring.setVolume(this.volume);
    // A phone on the desk rings by itself, and so does the window that holds the media: this one stays silent then.
    if (!this.isConnected || !this.desktop?.audio || this.muted || !heard) this.#ring.stop();
    else this.#ring.start(this.#talks ? 'waiting' : 'ringing');
  }

  get #talks(): boolean {
    return this.desktop?.calls.some((call) => call.state === 'connected' && !isChat(call)) ?? false;
  }

  protected override render(): TemplateResult {
    const { desktop } = this;
    const ringing = this.#ringing;
    const { alert, status } = this.#announcer.announce(ringing, (call) => this.#announced(call));
    return html`<div class="spoken" role="alert">${alert}</div>
      <div class="spoken" role="status">${status}</div>
      ${
        desktop && ringing.length > 0
          ? html`<div class="cards">${repeat(
              ringing,
              (call) => call.id,
              (call) => this.#card(desktop, call),
            )}${this.#soundNotice(desktop)}</div>`
          : nothing
      }`;
  }

  #announced(call: DesktopCall) {
    const name = this.nameOf(call);
    const number = this.numberOf(call);
    const { search, record, matches } = call.context;
    const found = record?.recordName ? this.words('incoming.found', { name }) : this.words('incoming.foundMany', { count: matches.length });
    return {
      first: number ? this.words('incoming.announceNumber', { name, number }) : this.words('incoming.announce', { name }),
      again: this.words('incoming.still', { name }),
      found: search === 'done' && matches.length > 0 ? found : '',
      over: this.words('incoming.over', { name }),
    };
  }

  #soundNotice(desktop: Desktop): TemplateResult | typeof nothing {
    if (!this.#ring.blocked && !desktop.audio?.blocked) return nothing;
    const unlock = () =>
      this.commands.run('sound', 'unlock', async () => {
        await this.#ring.unlock();
        await desktop.audio?.unlock();
      });
    return html`<div class="notice warning">
      ${icon('speaker')}
      <div class="words">
        <p>${this.words('incoming.soundBlocked')}</p>
        ${button({ action: 'unlock', label: this.words('incoming.unlock'), busy: this.commands.runs('sound', 'unlock'), onClick: () => void unlock() })}
      </div>
    </div>`;
  }

  /** What is looked up while it rings stands below the buttons: nothing that comes later may move one from under the pointer. */
  #card(desktop: Desktop, call: DesktopCall): TemplateResult {
    const name = this.nameOf(call);
    const number = this.numberOf(call);
    const error = this.commands.error(call.id);
    const kind = isChat(call) ? 'call.incomingChat' : 'call.incoming';
    return html`<section class="card" aria-label=${`${this.words(kind)}: ${name}`} data-call=${call.id}>
      <div class="head">
        <span class="badge positive">${icon(isChat(call) ? 'chat' : 'incoming')}</span>
        <div class="who">
          <div class="title"><p class="eyebrow">${this.words(kind)}</p>${this.#silenceButton(desktop, call)}</div>
          <h2 class="name"><bdi>${name}</bdi></h2>
          ${number ? html`<p class="sub"><bdi class="number">${number}</bdi></p>` : nothing}
        </div>
      </div>
      ${this.#talks && !isChat(call) && call.actions.includes('answer') ? html`<p class="hint">${this.words('incoming.holdsOther')}</p>` : nothing}
      ${isOffered(call) ? this.#offer(desktop, call) : this.#buttons(desktop, call)}
      ${errorNotice(error === undefined ? undefined : this.errorWords(error), { label: this.words('action.dismiss'), onClick: () => this.commands.dismiss(call.id) })}
      ${matchList(call, this.commands.runs(call.id, 'open'), {
        words: (key, values) => this.words(key, values),
        open: (match) => void this.commands.run(call.id, 'open', () => desktop.openRecord(call.id, referenceOf(match))),
      })}
      ${incomingFacts(call, {
        label: (key) => this.findWords(`data.${key}`) ?? key,
        words: (key) => this.words(key),
        number: (value) => this.formatNumber?.(value, undefined) ?? value,
      })}
    </section>`;
  }

  #silenceButton(desktop: Desktop, call: DesktopCall): TemplateResult | typeof nothing {
    if (!desktop.audio || this.muted) return nothing;
    const silenced = this.silenced.has(call.id);
    const toggle = () => {
      const next = new Set(this.silenced);
      if (!next.delete(call.id)) next.add(call.id);
      this.silenced = next;
    };
    return button({
      action: 'silence',
      label: this.words('incoming.silence'),
      icon: silenced ? 'bellOff' : 'bell',
      look: 'quiet silence',
      iconOnly: true,
      pressed: silenced,
      onClick: toggle,
    });
  }

  /** First whether, then how: a call that is to be accepted is answered after that. */
  #offer(desktop: Desktop, call: DesktopCall): TemplateResult | typeof nothing {
    return offerButtons(call, {
      words: (key) => this.words(key),
      runs: (name) => this.commands.runs(call.id, name),
      accept: () => void this.#accept(desktop, call),
      decline: () => void this.commands.run(call.id, 'decline', () => desktop.decline(call.id)),
    });
  }

  /** The button goes with what it did; what comes next is to answer. */
  async #accept(desktop: Desktop, call: DesktopCall): Promise<void> {
    const hadFocus = this.shadowRoot?.activeElement?.closest(`[data-call='${CSS.escape(call.id)}']`);
    await this.commands.run(call.id, 'accept', () => desktop.accept(call.id));
    await this.updateComplete;
    if (hadFocus?.isConnected && document.activeElement === document.body) hadFocus.querySelector<HTMLElement>("[data-action='answer']")?.focus();
  }

  #buttons(desktop: Desktop, call: DesktopCall): TemplateResult {
    const can = (action: 'answer' | 'reject' | 'hangUp') => call.actions.includes(action);
    const runs = (name: string) => this.commands.runs(call.id, name);
    const answer = () => {
      offerFocus(desktop, call.id, this);
      void this.commands.run(call.id, 'answer', () => desktop.answer(call.id));
    };
    // Hanging up a ringing call declines it as busy, for phones that have no other way.
    const decline = () => void this.commands.run(call.id, 'busy', () => (can('reject') ? desktop.reject(call.id, 'busy') : desktop.hangUp(call.id)));
    const declineEverywhere = () => void this.commands.run(call.id, 'declined', () => desktop.reject(call.id, 'declined'));
    return html`<div class="row">
        ${can('answer') ? button({ action: 'answer', label: this.words('action.answer'), icon: 'answer', look: 'answer', busy: runs('answer'), onClick: answer }) : nothing}
        ${can('reject') || can('hangUp') ? button({ action: 'reject', label: this.words('action.reject'), icon: 'hangUp', look: 'refuse', busy: runs('busy'), onClick: decline }) : nothing}
      </div>
      ${
        can('reject')
          ? button({
              action: 'rejectEverywhere',
              label: this.words('action.rejectEverywhere'),
              look: 'quiet everywhere',
              busy: runs('declined'),
              onClick: declineEverywhere,
            })
          : nothing
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ringframe-incoming-call': IncomingCall;
  }
}
