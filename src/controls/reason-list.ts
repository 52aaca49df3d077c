/** Reasons to choose from, for an agent who is not ready or logs out. */
import { html, nothing, type TemplateResult } from 'lit';
import type { AgentReason } from '../protocol/agent.ts';
import { button } from './button.ts';

interface ReasonListOptions {
  label: string;
  reasons: readonly AgentReason[];
  /** Words for going without a reason; undefined where one has to be given. */
  none: string | undefined;
  /** Says that one has to be given. */
  needed: string | undefined;
  chosen: string | undefined;
  /** The state these are reasons of is the present one, so one of them, or none, is chosen. */
  isSet: boolean;
  busy: boolean;
  onChoose(code: string | undefined): void;
  onLeave(): void;
}

export const reasonList = (options: ReasonListOptions): TemplateResult => {
  const { label, reasons, none, needed, chosen, isSet, busy, onChoose, onLeave } = options;
  const choice = (text: string, code: string | undefined) =>
    button({ action: 'reason', label: text, pressed: isSet && chosen === code, busy, onClick: () => onChoose(code) });
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onLeave();
  };
  return html`<div class="choosing" role="group" aria-label=${label} @keydown=${onKey}>
    ${needed === undefined ? nothing : html`<p class="hint">${needed}</p>`}
    <div class="reasons">${reasons.map((reason) => choice(reason.label, reason.code))}${none === undefined ? nothing : choice(none, undefined)}</div>
  </div>`;
};
