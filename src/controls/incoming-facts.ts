/** What the phone system told about a call: the number that was dialled, and its call data. */
import { html, nothing, type TemplateResult } from 'lit';
import type { DesktopCall } from '../softphone/desktop.ts';
import type { StringKey } from './control-strings.ts';
import { DATA_ROWS } from './limits.ts';

interface FactsOptions {
  /** Label of a piece of call data. */
  label(key: string): string;
  words(key: StringKey): string;
  number(value: string): string;
}

type Fact = readonly [label: string, value: string];

const list = (facts: readonly Fact[]) => html`<dl class="facts">${facts.map(([label, value]) => html`<dt>${label}</dt><dd><bdi>${value}</bdi></dd>`)}</dl>`;

export const incomingFacts = (call: DesktopCall, { label, words, number }: FactsOptions): TemplateResult | typeof nothing => {
  const called = call.called?.name || (call.called?.number && number(call.called.number));
  const facts: Fact[] = [
    ...(called ? [[words('call.dialled'), called] as const] : []),
    ...Object.entries(call.data)
      .filter(([, value]) => value !== '')
      .map(([key, value]) => [label(key), value] as const),
  ];
  if (facts.length === 0) return nothing;
  // One more row is shorter than the line that would unfold it.
  const shown = facts.length <= DATA_ROWS + 1 ? facts.length : DATA_ROWS;
  const rest = facts.slice(shown);
  return html`${list(facts.slice(0, shown))}${rest.length > 0 ? html`<details class="more"><summary>${words('call.more')}</summary>${list(rest)}</details>` : nothing}`;
};
