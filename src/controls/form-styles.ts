/** Fields: `.field` is a label over its input. */
import { css } from 'lit';

export const formStyles = css`
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space);
  }

  .label {
    color: var(--_muted);
    font-size: 0.93em;
    font-weight: 500;
  }

  .input {
    inline-size: 100%;
    min-block-size: 40px;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 2.5);
    border: 1px solid var(--_outline);
    border-radius: var(--_radius-small);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-variant-numeric: tabular-nums;
    /* What is written decides its direction; while nothing is, the page does. */
    unicode-bidi: plaintext;
    text-align: start;
  }

  .input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  .input:focus-visible {
    border-color: var(--_focus);
    outline-offset: 0;
  }

  select.input {
    padding-inline-end: calc(var(--_space) * 2);
    text-overflow: ellipsis;
  }

  textarea.input {
    min-block-size: 40px;
    max-block-size: 40vh;
    resize: vertical;
    field-sizing: content;
  }
`;
