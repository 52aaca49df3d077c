/** Buttons: `.button`, with `.answer`, `.danger`, `.primary` or `.quiet` beside it, and `.tile` for an icon over its label. */
import { css } from 'lit';

export const buttonStyles = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: calc(var(--_space) * 1.5);
    min-block-size: 40px;
    min-inline-size: 40px;
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 3);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-small);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-weight: 550;
    text-align: center;
    overflow-wrap: break-word;
    cursor: pointer;
    transition: background-color 120ms ease;
  }

  .button:hover {
    background: var(--_raised);
  }

  .button.answer,
  .button.danger,
  .button.primary {
    border-color: transparent;
  }

  .button.answer {
    background: var(--_positive);
    color: var(--_on-positive);
  }

  .button.danger {
    background: var(--_negative);
    color: var(--_on-negative);
  }

  .button.primary {
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .button:is(.answer, .danger, .primary):hover {
    filter: brightness(1.08);
  }

  .button.refuse {
    border-color: var(--_negative-soft);
    background: var(--_negative-soft);
    color: var(--_negative-text);
  }

  .button.quiet {
    min-block-size: 32px;
    border-color: transparent;
    background: none;
    color: var(--_muted);
    font-weight: 450;
  }

  .button.quiet:hover {
    background: var(--_raised);
    color: var(--_text);
  }

  .button.square {
    padding: 0;
  }

  .button.small {
    min-block-size: 24px;
    min-inline-size: 24px;
  }

  .button.tile {
    /* Four abreast, or two by two where four would be too narrow to read. */
    flex: 1 1 clamp(20%, (17.5rem - 100%) * 999, 45%);
    flex-direction: column;
    gap: 2px;
    min-inline-size: min-content;
    min-block-size: 52px;
    padding: calc(var(--_space) * 1.5) 2px;
    border-color: transparent;
    background: var(--_raised);
    font-size: 0.8em;
    line-height: 1.2;
  }

  .button.tile .icon {
    font-size: 1.2rem;
  }

  .button.tile:hover {
    border-color: var(--_border);
  }

  .button.on,
  .button[aria-expanded='true'].tile,
  .button[aria-pressed='true'] {
    border-color: transparent;
    background: var(--_accent-soft);
    color: var(--_accent-text);
  }

  .button[aria-disabled='true'] {
    opacity: 0.55;
    cursor: default;
  }

  .button[aria-busy='true'] {
    cursor: progress;
  }

  .button[aria-busy='true'] .icon {
    animation: ringframe-busy 900ms ease-in-out infinite alternate;
  }

  @keyframes ringframe-busy {
    to {
      opacity: 0.25;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .button {
      transition: none;
    }

    .button[aria-busy='true'] .icon {
      animation: none;
      opacity: 0.4;
    }
  }

  @media (forced-colors: active) {
    .button {
      border-color: ButtonText;
    }

    .button.on,
    .button[aria-pressed='true'],
    .button[aria-expanded='true'] {
      border-color: Highlight;
      outline: 1px solid Highlight;
    }
  }
`;
