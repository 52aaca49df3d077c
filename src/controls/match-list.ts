/** What the CRM found for a caller: one record to open, or several to choose from. */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { RecordMatch } from '../protocol/record.ts';
import type { DesktopCall } from '../softphone/desktop.ts';
import type { StringKey, StringValues } from './control-strings.ts';
import { icon } from './icons.ts';
import { MATCH_FIELDS } from './limits.ts';

interface MatchListOptions {
  words(key: StringKey, values?: StringValues): string;
  open(match: RecordMatch): void;
}

/** Kind of record, doubt, and the first fields, as one line. */
export const matchDetails = (match: RecordMatch, possible: string): string =>
  [match.confidence === 'weak' ? possible : '', match.objectType ?? '', ...Object.values(match.fields ?? {}).slice(0, MATCH_FIELDS)]
    .filter(Boolean)
    .join(' · ');

export const matchList = (call: DesktopCall, busy: boolean, { words, open }: MatchListOptions): TemplateResult | typeof nothing => {
  const { search, matches, record } = call.context;
  if (search === 'skipped') return nothing;
  if (search === 'pending') return html`<p class="hint">${words('incoming.searching')}</p>`;
  if (search === 'failed') return html`<p class="hint">${words('incoming.searchFailed')}</p>`;
  if (matches.length === 0) return html`<p class="hint">${words('incoming.noMatch')}</p>`;
  const item = (match: RecordMatch) => {
    const details = matchDetails(match, words('incoming.possible'));
    const chosen = match.recordId === record?.recordId;
    return html`<li>
      <button
        type="button"
        class="match"
        data-action="open"
        data-record=${match.recordId}
        aria-busy=${busy ? 'true' : nothing}
        aria-current=${chosen && matches.length > 1 ? 'true' : nothing}
        @click=${() => open(match)}
      >
        <span class="match-words"><span class="match-name"><span class="spoken">${words('incoming.open')} </span><bdi>${match.recordName}</bdi></span>${details ? html`<span class="hint">${details}</span>` : nothing}</span>
        ${icon(chosen && matches.length > 1 ? 'completeTransfer' : 'open')}
      </button>
    </li>`;
  };
  return html`<div class="matches">
    ${matches.length > 1 ? html`<p class="label">${words('incoming.whichOne')}</p>` : nothing}
    <ul class="match-items">
      ${matches.map(item)}
    </ul>
  </div>`;
};

export const matchStyles = css`
  .matches {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space);
  }

  .matches > .label {
    color: var(--_muted);
    font-size: 0.93em;
    font-weight: 500;
  }

  /* Many hits scroll in their own place, so that Answer stays where it is. */
  .match-items {
    max-block-size: 12.5rem;
    overflow-y: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-small);
  }

  .match-items > li + li {
    border-block-start: 1px solid var(--_border);
  }

  .match {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 2);
    inline-size: 100%;
    min-block-size: 44px;
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2.5);
    border: 0;
    border-radius: inherit;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }

  .match:hover {
    background: var(--_raised);
  }

  .match:focus-visible {
    outline-offset: -2px;
  }

  .match[aria-current] {
    background: var(--_accent-soft);
  }

  .match > .icon {
    color: var(--_muted);
    font-size: 0.8rem;
  }

  .match[aria-current] > .icon {
    color: var(--_accent-text);
    font-size: 0.9rem;
  }

  .match-words {
    display: grid;
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .match-name {
    font-weight: 550;
  }
`;
