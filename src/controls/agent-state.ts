/** How agent and phone stand, and the ways to change it. */
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { AgentReason } from '../protocol/agent.ts';
import { isCtiError } from '../protocol/error.ts';
import type { LogInRequest } from '../protocol/phone-commands.ts';
import type { Desktop } from '../softphone/desktop.ts';
import { agentStateStyles } from './agent-state-styles.ts';
import { agentTones } from './agent-tones.ts';
import { button, errorNotice } from './button.ts';
import { buttonStyles } from './button-styles.ts';
import { cardStyles } from './card-styles.ts';
import { connectionNotices } from './connection-notices.ts';
import { ControlElement } from './control-element.ts';
import { formStyles } from './form-styles.ts';
import { formatTime } from './format-time.ts';
import { icon } from './icons.ts';
import { type LogInField, logInForm } from './log-in-form.ts';
import { reasonList } from './reason-list.ts';

/** What a reason is chosen for. */
type Choosing = 'notReady' | 'logOut';

/**
 * Shows the agent's state and the phone's, sets ready and not ready with a reason, logs in and out, and says in words what is
 * wrong with the phone.
 *
 * @example html`<ringframe-agent-state .desktop=${desktop} .reasons=${['Break', 'Lunch', 'Training']}></ringframe-agent-state>`
 */
export class AgentState extends ControlElement {
  static override properties: PropertyDeclarations = {
    reasons: { attribute: false },
    logInFields: { attribute: false },
    choosing: { state: true },
  };
  static override styles = [...ControlElement.styles, buttonStyles, cardStyles, formStyles, agentStateStyles];

  /** Reasons for not ready where the phone system has no codes of its own; with none there is just one way of being not ready. */
  declare reasons: readonly string[] | undefined;
  /** What the phone system asks for to log in, in this order. Default nothing: one button logs in. */
  declare logInFields: readonly LogInField[] | undefined;
  /** The reasons that are unfolded. */
  declare choosing: Choosing | undefined;

  protected override forget(): void {
    this.choosing = undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { desktop } = this;
    if (!desktop) return nothing;
    const { state, since, workMode } = desktop.agent;
    const reason = this.#reasonWords(desktop);
    return html`<section class="card" aria-label=${this.words('agent.label')}>
      <div class="status">
        <span class="state" role="status">
          <span class="dot ${agentTones[state]}"></span><b>${this.words(`agent.${state}`)}</b>${reason ? html` · <bdi>${reason}</bdi>` : nothing}
        </span>
        <span class="hint">${this.words('agent.since', { time: formatTime(since, this.locale) })}</span>
        ${workMode && state !== 'loggedOut' ? html`<span class="hint work-mode">${this.words(`agent.workMode.${workMode}`)}</span>` : nothing}
      </div>
      <div class="region" role="status">${this.#logInProblem(desktop)}</div>
      ${state === 'loggedOut' ? this.#logIn(desktop) : this.#switch(desktop)}
      ${connectionNotices(desktop, {
        words: (key, values) => this.words(key, values),
        problem: (problem) => this.errorWords(problem),
        connecting: this.commands.runs('phone', 'connect'),
        connect: () => void this.commands.run('phone', 'connect', () => desktop.connect()),
      })}
      ${errorNotice(this.#problem(desktop), { label: this.words('action.dismiss'), onClick: () => this.commands.dismiss('agent') })}
    </section>`;
  }

  #logInProblem({ logInProblem }: Desktop): TemplateResult | typeof nothing {
    if (!logInProblem) return nothing;
    const words = this.words('agent.logInFailed', { problem: this.errorWords(logInProblem) });
    return html`<p class="notice negative" data-notice="logIn">${icon('warning')}<span class="words">${words}</span></p>`;
  }

  /** What was refused, in words that say what to do instead. */
  #problem(desktop: Desktop): string | undefined {
    const error = this.commands.error('agent');
    if (error === undefined) return undefined;
    const { state, reasons } = desktop.agent;
    if (state === 'loggedOut' && isCtiError(error, 'INVALID_STATE')) return this.words('agent.loggedInElsewhere');
    if (state === 'loggedOut' || !isCtiError(error, 'INVALID_ARGUMENT')) return this.errorWords(error);
    return this.words(state === 'workingAfterCall' && reasons?.mandatory?.wrapUp ? 'agent.wrapUpFirst' : 'agent.reasonRefused');
  }

  /** The phone system's own reasons, or those of the page. */
  #reasonsFor(desktop: Desktop, kind: Choosing): readonly AgentReason[] {
    const codes = desktop.agent.reasons?.[kind] ?? [];
    if (codes.length > 0 || kind === 'logOut') return codes;
    return (this.reasons ?? []).map((text) => ({ code: text, label: text }));
  }

  #reasonWords({ agent: { state, reason, reasons } }: Desktop): string | undefined {
    const codes = state === 'loggedOut' ? reasons?.logOut : reasons?.notReady;
    return codes?.find(({ code }) => code === reason)?.label ?? reason;
  }

  /** Runs the command; when it was done, what was unfolded folds up and its button has the focus. */
  async #run(name: string, command: () => Promise<void>): Promise<void> {
    const done = await this.commands.run('agent', name, command);
    if (done && this.choosing) this.#fold();
  }

  #fold(): void {
    this.renderRoot.querySelector<HTMLElement>(`[data-action="${this.choosing}"]`)?.focus();
    this.choosing = undefined;
  }

  #go(desktop: Desktop, kind: Choosing, reason?: string): void {
    void this.#run(kind, () => (kind === 'logOut' ? desktop.logOut({ reason }) : desktop.setAgentState({ state: kind, reason })));
  }

  #switch(desktop: Desktop): TemplateResult | typeof nothing {
    const { state } = desktop.agent;
    const setsState = desktop.capabilities.includes('setAgentState');
    const logsOut = desktop.capabilities.includes('logOut');
    if (!setsState && !logsOut) return nothing;
    /** Goes at once, or unfolds the reasons first. */
    const leave = (kind: Choosing, label: string, pressed: boolean | undefined) => {
      const choose = this.#reasonsFor(desktop, kind).length > 0;
      const toggle = () => {
        if (choose) this.choosing = this.choosing === kind ? undefined : kind;
        else this.#go(desktop, kind);
      };
      return button({
        action: kind,
        label,
        icon: choose ? 'expand' : undefined,
        look: kind === 'logOut' ? 'quiet' : undefined,
        pressed,
        busy: this.commands.runs('agent', kind),
        expanded: choose ? this.choosing === kind : undefined,
        onClick: toggle,
      });
    };
    const ready = () =>
      button({
        action: 'ready',
        label: this.words('agent.ready'),
        pressed: state === 'ready',
        busy: this.commands.runs('agent', 'ready'),
        onClick: () => void this.#run('ready', () => desktop.setAgentState({ state: 'ready' })),
      });
    return html`<div class="switch">
        ${setsState ? [ready(), leave('notReady', this.words('agent.notReady'), state === 'notReady')] : nothing}
        ${logsOut ? leave('logOut', this.words('action.logOut'), undefined) : nothing}
      </div>
      ${this.choosing === undefined ? nothing : this.#choice(desktop, this.choosing)}`;
  }

  #choice(desktop: Desktop, kind: Choosing): TemplateResult {
    const { state, reason, reasons } = desktop.agent;
    const mandatory = reasons?.mandatory?.[kind] === true;
    return reasonList({
      label: this.words(`agent.reason.${kind}`),
      reasons: this.#reasonsFor(desktop, kind),
      none: mandatory ? undefined : this.words('agent.noReason'),
      needed: mandatory ? this.words(`agent.reasonNeeded.${kind}`) : undefined,
      chosen: reason,
      isSet: state === kind,
      busy: this.commands.runs('agent', kind),
      onChoose: (code) => this.#go(desktop, kind, code),
      onLeave: () => this.#fold(),
    });
  }

  #logIn(desktop: Desktop): TemplateResult | typeof nothing {
    if (!desktop.capabilities.includes('logIn') || desktop.status.state !== 'ready') return nothing;
    return logInForm({
      fields: this.logInFields ?? [],
      words: (key) => this.words(key),
      busy: this.commands.runs('agent', 'logIn'),
      onLogIn: (request: LogInRequest) => void this.#run('logIn', () => desktop.logIn(request)),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ringframe-agent-state': AgentState;
  }
}
