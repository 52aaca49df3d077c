/** A supervisor's team: how each agent stands, their calls with the ways to take part in them, and who asks for help. */
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Call } from '../protocol/call.ts';
import type { PhoneCommandName } from '../protocol/phone-commands.ts';
import type { Assistance, MemberState, TeamMember } from '../protocol/team.ts';
import type { Desktop } from '../softphone/desktop.ts';
import { agentTones } from './agent-tones.ts';
import { button, errorNotice } from './button.ts';
import { buttonStyles } from './button-styles.ts';
import { callDurationMs } from './call-clock.ts';
import { callStateKey } from './call-state-text.ts';
import { cardStyles } from './card-styles.ts';
import { tickWhile } from './clock-controller.ts';
import { ControlElement } from './control-element.ts';
import { formatDuration, formatTime } from './format-time.ts';
import { icon } from './icons.ts';
import { memberStates } from './member-states.ts';
import { supervisionButtons } from './supervision-buttons.ts';
import { teamStyles } from './team-styles.ts';

const isTalk = ({ state, type }: Call): boolean => (state === 'connected' || state === 'held') && type !== 'chat';

/**
 * Shows the agents whom the agent here supervises, and nothing for who supervises nobody. A request for help is read out at once.
 *
 * @example html`<ringframe-team .desktop=${desktop}></ringframe-team>`
 */
export class Team extends ControlElement {
  static override properties: PropertyDeclarations = { changing: { state: true } };
  static override styles = [...ControlElement.styles, buttonStyles, cardStyles, teamStyles];

  /** The member whose states are unfolded. */
  declare changing: string | undefined;

  constructor() {
    super();
    tickWhile(this, () => this.desktop?.team.some(({ calls }) => calls.length > 0) ?? false);
  }

  protected override forget(): void {
    this.changing = undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { desktop } = this;
    if (!desktop || desktop.team.length === 0) return nothing;
    const { team } = desktop;
    const error = this.commands.error('team');
    return html`<section class="card" aria-label=${this.words('team.label')}>
      <div class="region" role="alert">${this.#requests(desktop).map((request) => this.#request(request))}</div>
      <ul class="members">
        ${repeat(
          team,
          ({ agentId }) => agentId,
          (member) => this.#member(desktop, member),
        )}
      </ul>
      ${errorNotice(error === undefined ? undefined : this.errorWords(error), { label: this.words('action.dismiss'), onClick: () => this.commands.dismiss('team') })}
    </section>`;
  }

  /** Not the agent's own. */
  #requests({ team, assistance }: Desktop): readonly Assistance[] {
    return assistance.filter(({ agentId }) => team.some((member) => member.agentId === agentId));
  }

  #request({ kind, state, name, agentId, takenBy, at }: Assistance): TemplateResult {
    const who = name || agentId;
    const helper = takenBy?.name || takenBy?.number || '';
    const words = state === 'taken' ? this.words('team.helped', { name: who, helper }) : this.words(`team.${kind}`, { name: who });
    const look = state === 'taken' ? '' : kind === 'emergency' ? 'negative' : 'warning';
    return html`<p class="notice ${look}" data-notice=${kind} data-state=${state}>
      ${icon(state === 'taken' ? 'consult' : 'warning')}<span class="words">${words}</span><span class="time">${formatTime(at, this.locale)}</span>
    </p>`;
  }

  #member(desktop: Desktop, member: TeamMember): TemplateResult {
    const { agentId, address, agent, calls } = member;
    const name = member.name || address || agentId;
    const asks = desktop.assistance.some((request) => request.agentId === agentId && request.state === 'asked');
    const canChange = this.#can(desktop, 'setMemberState');
    const isOpen = canChange && this.changing === agentId;
    return html`<li class="member ${asks ? 'asks' : ''}" data-agent=${agentId} data-state=${agent.state}>
      <div class="title">
        <span class="dot ${agentTones[agent.state]}"></span>
        <h3 class="name"><bdi>${name}</bdi></h3>
        ${
          canChange
            ? button({
                action: 'changeState',
                label: this.words('team.change', { name }),
                icon: 'expand',
                look: 'quiet small',
                iconOnly: true,
                expanded: isOpen,
                onClick: () => this.#toggle(agentId),
              })
            : nothing
        }
      </div>
      <p class="sub">
        <span class="state">${this.words(`agent.${agent.state}`)}</span> ${this.#reason(desktop, member)}
        <span>${this.words('agent.since', { time: formatTime(agent.since, this.locale) })}</span>
      </p>
      ${isOpen ? this.#states(desktop, member, name) : nothing}
      ${repeat(
        calls,
        ({ id }) => id,
        (call) => this.#call(desktop, member, name, call),
      )}
    </li>`;
  }

  #reason({ agent: { reasons } }: Desktop, { agent: { state, reason } }: TeamMember): TemplateResult | typeof nothing {
    if (!reason) return nothing;
    const codes = state === 'loggedOut' ? reasons?.logOut : reasons?.notReady;
    return html`<bdi>${codes?.find(({ code }) => code === reason)?.label ?? reason}</bdi>`;
  }

  #call(desktop: Desktop, { agentId }: TeamMember, name: string, call: Call): TemplateResult {
    const own = desktop.calls.find(({ supervision }) => supervision?.agentId === agentId && supervision.how !== 'intercept');
    const durationMs = call.establishedAt === undefined ? undefined : callDurationMs(desktop, call);
    const { number } = call.remote;
    const far = call.remote.name || (number && (this.formatNumber?.(number, undefined) ?? number)) || this.words('call.withheld');
    const run = (what: string, command: () => Promise<unknown>) => void this.commands.run('team', `${what} ${call.id}`, command);
    return html`<div class="call" role="group" aria-label=${this.words('team.callOf', { name })} data-call=${call.id}>
      <p class="sub">
        ${icon(call.type === 'chat' ? 'chat' : call.direction === 'inbound' ? 'incoming' : 'outgoing')}<bdi class="far">${far}</bdi>
        <span>${this.words(callStateKey(call))}</span>
        ${durationMs === undefined ? nothing : html`<span class="time" role="timer">${formatDuration(durationMs, this.locale)}</span>`}
      </p>
      ${
        isTalk(call) && this.#can(desktop, 'superviseCall')
          ? supervisionButtons({
              words: (key) => this.words(key),
              runs: (what) => this.commands.runs('team', `${what} ${call.id}`),
              present: own?.supervision?.how,
              supervise: (how) => run(how, () => desktop.superviseCall({ agentId, callId: call.id, how })),
              end: own && (() => run('hangUp', () => desktop.hangUp(own.id))),
            })
          : nothing
      }
    </div>`;
  }

  /** While the phone is not connected the team is shown as it was, and nothing can be done with it. */
  #can({ capabilities, status }: Desktop, name: PhoneCommandName): boolean {
    return status.state === 'ready' && capabilities.includes(name);
  }

  #toggle(agentId: string): void {
    this.changing = this.changing === agentId ? undefined : agentId;
  }

  /** The button that unfolded them has the focus again. */
  #fold(agentId: string): void {
    this.changing = undefined;
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>('.member')];
    rows
      .find(({ dataset }) => dataset.agent === agentId)
      ?.querySelector<HTMLElement>('[data-action="changeState"]')
      ?.focus();
  }

  #states(desktop: Desktop, { agentId, agent }: TeamMember, name: string): TemplateResult {
    const change = async (state: MemberState, reason?: string) => {
      const done = await this.commands.run('team', `state ${agentId}`, () => desktop.setMemberState({ agentId, state, reason }));
      if (done && this.changing === agentId) this.#fold(agentId);
    };
    return memberStates(agent, desktop.agent.reasons, {
      label: this.words('team.change', { name }),
      words: (key) => this.words(key),
      busy: this.commands.runs('team', `state ${agentId}`),
      choose: (state, reason) => void change(state, reason),
      leave: () => this.#fold(agentId),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ringframe-team': Team;
  }
}
