/** For an agent in a call: ways to ask the supervisors for help, and what has become of it. */
import { html, nothing, type TemplateResult } from 'lit';
import { isAnothersCall } from '../protocol/is-anothers-call.ts';
import type { Assistance, AssistanceKind } from '../protocol/team.ts';
import type { Desktop, DesktopCall } from '../softphone/desktop.ts';
import { button } from './button.ts';
import type { StringKey } from './control-strings.ts';

interface HelpButtonsOptions {
  words(key: StringKey): string;
  runs(name: string): boolean;
  ask(kind: AssistanceKind): void;
}

/** The agent's own request about this call, and not one of the agent's team. */
export const helpFor = ({ team, assistance }: Desktop, { id }: DesktopCall): Assistance | undefined =>
  assistance.find(({ callId, agentId }) => callId === id && !team.some((member) => member.agentId === agentId));

export const helpButtons = (desktop: Desktop, call: DesktopCall, { words, runs, ask }: HelpButtonsOptions): TemplateResult | typeof nothing => {
  const isTalk = call.state === 'connected' || call.state === 'held';
  if (!isTalk || call.signalling === 'lost' || isAnothersCall(call) || !desktop.capabilities.includes('requestAssistance')) return nothing;
  const { kind, state } = helpFor(desktop, call) ?? {};
  if (state === 'taken') return nothing;
  const one = (name: AssistanceKind, look: string) =>
    button({ action: name, label: words(`action.${name}`), look: `${look} grow`, pressed: kind === name, busy: runs(name), onClick: () => ask(name) });
  return html`<div class="row">${one('assist', '')}${one('emergency', 'refuse')}</div>`;
};
