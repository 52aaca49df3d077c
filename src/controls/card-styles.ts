/** Cards and what stands in them: heading, notices, facts, errors. */
import { css } from 'lit';

export const cardStyles = css`
  .cards {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
  }

  .card {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 3);
    padding: calc(var(--_space) * 3);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: var(--_shadow);
  }

  .head {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 2.5);
  }

  .head .who {
    flex: 1;
    min-inline-size: 0;
  }

  .title {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: calc(var(--_space) * 2);
  }

  .title > .time {
    font-weight: 550;
  }

  .name {
    min-inline-size: 0;
    font-size: 1.1em;
    font-weight: 620;
    line-height: 1.25;
    overflow-wrap: anywhere;
  }

  .sub {
    display: flex;
    flex-wrap: wrap;
    column-gap: calc(var(--_space) * 2);
    color: var(--_muted);
    overflow-wrap: anywhere;
  }

  .number,
  .time {
    font-variant-numeric: tabular-nums;
  }

  .badge {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 40px;
    block-size: 40px;
    border-radius: 50%;
    background: var(--_raised);
    color: var(--_muted);
    font-size: 1rem;
  }

  .badge.positive {
    background: var(--_positive-soft);
    color: var(--_positive-text);
  }

  .badge.warning {
    background: var(--_warning-soft);
    color: var(--_warning-text);
  }

  .badge.negative {
    background: var(--_negative-soft);
    color: var(--_negative-text);
  }

  .notice {
    display: flex;
    align-items: flex-start;
    gap: calc(var(--_space) * 2);
    padding: calc(var(--_space) * 2) calc(var(--_space) * 2.5);
    border-radius: var(--_radius-small);
    background: var(--_raised);
    color: var(--_text);
  }

  .notice.warning {
    background: var(--_warning-soft);
    color: var(--_warning-text);
  }

  .notice.negative {
    background: var(--_negative-soft);
    color: var(--_negative-text);
  }

  .notice > .icon {
    margin-block-start: 1px;
  }

  /* Regions that say nothing for now take no room, and no gap either. */
  .region:not(:has(*)) {
    position: absolute;
  }

  .region {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1.5);
  }

  .notice > .words {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .hint {
    color: var(--_muted);
    font-size: 0.93em;
  }

  .facts {
    display: grid;
    grid-template-columns: minmax(4.5rem, auto) minmax(0, 1fr);
    gap: calc(var(--_space) * 0.5) calc(var(--_space) * 3);
  }

  .facts dt {
    color: var(--_muted);
    overflow-wrap: anywhere;
  }

  .facts dt::first-letter {
    text-transform: uppercase;
  }

  .facts dd {
    overflow-wrap: anywhere;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 2);
  }

  .row > .grow {
    flex: 1 1 auto;
  }

  @media (forced-colors: active) {
    .card,
    .notice,
    .badge {
      border: 1px solid CanvasText;
    }
  }
`;
