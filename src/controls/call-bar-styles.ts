import { css } from 'lit';

export const callBarStyles = css`
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 1.5);
  }

  .state {
    font-weight: 550;
  }

  .state.positive {
    color: var(--_positive-text);
  }

  .state.warning {
    color: var(--_warning-text);
  }

  .state.negative {
    color: var(--_negative-text);
  }

  .panel {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
    padding-block-start: calc(var(--_space) * 3);
    border-block-start: 1px solid var(--_border);
  }

  .tones {
    min-block-size: 1.5em;
    font-size: 1.15em;
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.06em;
    text-align: center;
    overflow-wrap: anywhere;
  }
`;
