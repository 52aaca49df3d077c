import { css } from 'lit';

export const agentStateStyles = css`
  .status {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(var(--_space) * 2);
  }

  .dot {
    display: inline-block;
    margin-inline-end: calc(var(--_space) * 2);
    inline-size: 12px;
    block-size: 12px;
    border: 3px solid var(--_muted);
    border-radius: 50%;
  }

  .dot.positive {
    border-color: var(--_positive);
    background: var(--_positive);
  }

  .dot.warning {
    border-color: var(--_warning-text);
  }

  .dot.negative {
    border-color: var(--_negative);
    background: var(--_negative);
  }

  .state {
    flex: 1 1 auto;
    overflow-wrap: anywhere;
  }

  .state b {
    font-weight: 620;
  }

  .work-mode {
    flex: 1 0 100%;
  }

  .switch {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 1.5);
  }

  .switch .button {
    flex: 1 1 auto;
    flex-direction: row-reverse;
    padding-inline: calc(var(--_space) * 2);
    white-space: nowrap;
  }

  .switch .quiet {
    flex-grow: 0;
    margin-inline: auto;
  }

  .choosing,
  .log-in {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
  }

  .reasons {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 1.5);
    max-block-size: 40vh;
    /* Room for the ring around what has the focus, which would be cut off otherwise. */
    margin: -4px;
    padding: 4px;
    overflow-y: auto;
  }

  .reasons .button {
    min-block-size: 36px;
    font-weight: 450;
  }

  .connections {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1.5);
  }

  .line {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 2);
    color: var(--_muted);
    font-size: 0.93em;
    overflow-wrap: anywhere;
  }

  .line .words {
    min-inline-size: 0;
  }

  .connections .button {
    justify-self: start;
  }
`;
