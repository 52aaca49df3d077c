/** What a supervisor may make of an agent's state: ready, not ready with a reason, logged out. */
import { html, type TemplateResult } from 'lit';
import type { AgentReason, AgentReasons, AgentStatus } from '../protocol/agent.ts';
import type { MemberState } from '../protocol/team.ts';
import { button } from './button.ts';
import type { StringKey } from './control-strings.ts';

interface MemberStatesOptions {
  label: string;
  words(key: StringKey): string;
  busy: boolean;
  choose(state: MemberState, reason?: string): void;
  leave(): void;
}

/** @param reasons codes of the phone system: a button each, since a supervisor gives one of them on the agent's behalf */
export const memberStates = ({ state: present }: AgentStatus, reasons: AgentReasons | undefined, options: MemberStatesOptions): TemplateResult => {
  const { words, busy, choose } = options;
  const choice = (state: MemberState, label: string, reason?: string) =>
    button({ action: state, label, look: 'choice', pressed: reason === undefined ? present === state : undefined, busy, onClick: () => choose(state, reason) });
  const withReasons = (state: MemberState, label: string, codes: readonly AgentReason[], mandatory: boolean | undefined) => [
    ...(mandatory && codes.length > 0 ? [] : [choice(state, label)]),
    ...codes.map((reason) => choice(state, `${label}: ${reason.label}`, reason.code)),
  ];
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') options.leave();
  };
  return html`<div class="states" role="group" aria-label=${options.label} @keydown=${onKey}>
    ${choice('ready', words('agent.ready'))}
    ${withReasons('notReady', words('agent.notReady'), reasons?.notReady ?? [], reasons?.mandatory?.notReady)}
    ${present === 'loggedOut' ? '' : withReasons('loggedOut', words('action.logOut'), reasons?.logOut ?? [], reasons?.mandatory?.logOut)}
  </div>`;
};
