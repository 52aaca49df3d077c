import { css } from 'lit';

export const teamStyles = css`
  .members {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }

  .member {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1.5);
    padding-block: calc(var(--_space) * 2);
  }

  .member + .member {
    border-block-start: 1px solid var(--_border);
  }

  .member.asks {
    padding-inline-start: calc(var(--_space) * 2);
    border-inline-start: 3px solid var(--_negative);
  }

  .member .title {
    align-items: center;
    justify-content: flex-start;
  }

  .member .title > .button {
    margin-inline-start: auto;
  }

  .member .name {
    font-size: 1em;
  }

  .dot {
    flex: none;
    inline-size: 10px;
    block-size: 10px;
    border-radius: 50%;
    background: var(--_outline);
  }

  .dot.positive {
    background: var(--_positive);
  }

  .dot.warning {
    background: var(--_warning-text);
  }

  .dot.negative {
    background: var(--_negative);
  }

  .member > .sub {
    padding-inline-start: calc(10px + var(--_space) * 2);
  }

  .call {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1.5);
    padding: calc(var(--_space) * 2);
    border-radius: var(--_radius-small);
    background: var(--_surface);
    border: 1px solid var(--_border);
  }

  .call .sub {
    align-items: center;
  }

  .call .far {
    color: var(--_text);
    font-weight: 550;
  }

  .call .time {
    margin-inline-start: auto;
  }

  .ways,
  .states {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 1.5);
  }

  .states .choice {
    min-block-size: 36px;
    font-weight: 450;
  }

  @media (forced-colors: active) {
    .dot {
      border: 1px solid CanvasText;
    }
  }
`;
