/** How agent and phone stand, and the ways to change it. */
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { AgentState as State } from '../protocol/agent.ts';
import type { Desktop } from '../softphone/desktop.ts';
import { button, errorNotice } from './button.ts';
import { buttonStyles } from './button-styles.ts';
import { cardStyles } from './card-styles.ts';
import { connectionNotices } from './connection-notices.ts';
import { ControlElement } from './control-element.ts';
import { formatTime } from './format-time.ts';

const tones: Record<State, 'positive' | 'warning' | 'negative' | 'neutral'> = {
  ready: 'positive',
  busy: 'negative',
  reserved: 'negative',
  notReady: 'warning',
  workingAfterCall: 'warning',
  loggedOut: 'neutral',
};

/**
 * Shows the agent's state and the phone's, sets ready and not ready with a reason, and says in words what is wrong with
 * the phone.
 *
 * @example html`<ringframe-agent-state .desktop=${desktop} .reasons=${['Break', 'Lunch', 'Training']}></ringframe-agent-state>`
 */
export class AgentState extends ControlElement {
  static override properties: PropertyDeclarations = {
    reasons: { attribute: false },
    choosing: { state: true },
  };
  static override styles = [
    ...ControlElement.styles,
    buttonStyles,
    cardStyles,
    css`
      .status {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 calc(var(--_space) * 2);
      }

      .dot {
        flex: none;
        inline-size: 12px;
        block-size: 12px;
        border: 3px solid var(--_muted);
        border-radius: 50%;
      }

      .dot.positive {
        border-color: var(--_positive);
        background: var(--_positive);
      }

      .dot.warning {
        border-color: var(--_warning-text);
      }

      .dot.negative {
        border-color: var(--_negative);
        background: var(--_negative);
      }

      .state {
        flex: 1 1 auto;
        overflow-wrap: anywhere;
      }

      .state b {
        font-weight: 620;
      }

      .switch {
        display: flex;
        flex-wrap: wrap;
        gap: calc(var(--_space) * 1.5);
      }

      .switch .button {
        flex: 1 1 auto;
        flex-direction: row-reverse;
        padding-inline: calc(var(--_space) * 2);
        white-space: nowrap;
      }

      .reasons {
        display: flex;
        flex-wrap: wrap;
        gap: calc(var(--_space) * 1.5);
      }

      .reasons .button {
        min-block-size: 36px;
        font-weight: 450;
      }

      .connections {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: calc(var(--_space) * 1.5);
      }

      .line {
        display: flex;
        align-items: center;
        gap: calc(var(--_space) * 2);
        color: var(--_muted);
        font-size: 0.93em;
        overflow-wrap: anywhere;
      }

      .line .words {
        min-inline-size: 0;
      }

      .connections .button {
        justify-self: start;
      }
    `,
  ];

  /** Reasons to choose from for not ready; with none there is just one way of being not ready. */
  declare reasons: readonly string[] | undefined;
  /** The reasons are unfolded. */
  declare choosing: boolean;

  constructor() {
    super();
    this.choosing = false;
  }

  protected override forget(): void {
    this.choosing = false;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { desktop } = this;
    if (!desktop) return nothing;
    const { state, reason, since } = desktop.agent;
    const error = this.commands.error('agent');
    return html`<section class="card" aria-label=${this.words('agent.label')}>
      <div class="status">
        <span class="dot ${tones[state]}"></span>
        <span class="state" role="status"><b>${this.words(`agent.${state}`)}</b>${reason ? html` · <bdi>${reason}</bdi>` : nothing}</span>
        <span class="hint">${this.words('agent.since', { time: formatTime(since, this.locale) })}</span>
      </div>
      ${desktop.capabilities.includes('setAgentState') && state !== 'loggedOut' ? this.#switch(desktop) : nothing}
      ${connectionNotices(desktop, {
        words: (key, values) => this.words(key, values),
        problem: (problem) => this.errorWords(problem),
        connecting: this.commands.runs('phone', 'connect'),
        connect: () => void this.commands.run('phone', 'connect', () => desktop.connect()),
      })}
      ${errorNotice(error === undefined ? undefined : this.errorWords(error), { label: this.words('action.dismiss'), onClick: () => this.commands.dismiss('agent') })}
    </section>`;
  }

  #set(desktop: Desktop, state: 'ready' | 'notReady', reason?: string): void {
    void this.commands
      .run('agent', state, () => desktop.setAgentState({ state, reason }))
      .then((set) => {
        if (!set) return;
        if (this.choosing) this.renderRoot.querySelector<HTMLElement>('[data-action="notReady"]')?.focus();
        this.choosing = false;
      });
  }

  #switch(desktop: Desktop): TemplateResult {
    const { state, reason } = desktop.agent;
    const reasons = this.reasons ?? [];
    const choose = reasons.length > 0;
    const way = (to: 'ready' | 'notReady', onClick: () => void) =>
      button({
        action: to,
        label: this.words(`agent.${to}`),
        icon: to === 'notReady' && choose ? 'expand' : undefined,
        pressed: state === to,
        busy: this.commands.runs('agent', to),
        expanded: to === 'notReady' && choose ? this.choosing : undefined,
        onClick,
      });
    const choice = (text: string | undefined) =>
      button({
        action: 'reason',
        label: text ?? this.words('agent.noReason'),
        pressed: state === 'notReady' && reason === text,
        busy: this.commands.runs('agent', 'notReady'),
        onClick: () => this.#set(desktop, 'notReady', text),
      });
    const toggle = () => {
      if (choose) this.choosing = !this.choosing;
      else this.#set(desktop, 'notReady');
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      this.renderRoot.querySelector<HTMLElement>('[data-action="notReady"]')?.focus();
      this.choosing = false;
    };
    return html`<div class="switch">${way('ready', () => this.#set(desktop, 'ready'))}${way('notReady', toggle)}</div>
      ${choose && this.choosing ? html`<div class="reasons" role="group" aria-label=${this.words('agent.reason')} @keydown=${onKey}>${[...reasons, undefined].map(choice)}</div>` : nothing}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ringframe-agent-state': AgentState;
  }
}
