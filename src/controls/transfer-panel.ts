/** Where a transfer goes to: a number, and the ways the phone offers. */
import { html, type nothing, type TemplateResult } from 'lit';
import { MAX_NUMBER_LENGTH } from '../protocol/limits.ts';
import type { DesktopCall } from '../softphone/desktop.ts';
import { button } from './button.ts';
import type { StringKey } from './control-strings.ts';

export type TransferKind = 'blindTransfer' | 'consult';

interface TransferPanelOptions {
  words(key: StringKey): string;
  runs(kind: TransferKind): boolean;
  start(kind: TransferKind, number: string): void;
  /** Shown while the CRM is asked. */
  question: TemplateResult | typeof nothing;
  onKey(event: KeyboardEvent): void;
}

export const transferPanel = (call: DesktopCall, { words, runs, start, question, onKey }: TransferPanelOptions): TemplateResult => {
  const kinds = (['consult', 'blindTransfer'] as const).filter((kind) => call.actions.includes(kind));
  // Enter does what can be taken back: it asks first, where the phone can.
  const first = kinds[0];
  const busy = kinds.some(runs);
  const begin = (form: HTMLFormElement | null, kind: TransferKind) => {
    const input = form?.querySelector('input');
    const number = input?.value.trim() ?? '';
    if (number) start(kind, number);
    else input?.focus();
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (first && !busy) begin(event.currentTarget as HTMLFormElement, first);
  };
  const way = (kind: TransferKind) =>
    button({
      action: kind,
      label: words(`action.${kind}`),
      icon: kind === 'consult' ? 'consult' : 'transfer',
      look: `grow ${kind === first ? 'primary' : ''}`,
      busy: runs(kind),
      disabled: busy && !runs(kind),
      submit: kind === first,
      onClick: kind === first ? undefined : (event) => begin((event.currentTarget as HTMLElement).closest('form'), kind),
    });
  return html`<form class="panel" @submit=${submit} @keydown=${onKey}>
    <label class="field">
      <span class="label">${words('transfer.number')}</span>
      <input class="input" type="text" inputmode="tel" autocomplete="off" spellcheck="false" maxlength=${MAX_NUMBER_LENGTH} placeholder=${words('dial.placeholder')} />
    </label>
    <div class="row">${kinds.map(way)} ${question}</div>
  </form>`;
};
