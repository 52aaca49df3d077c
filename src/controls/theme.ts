/**
 * What all controls look alike by. Every `--ringframe-*` property may be set on any ancestor; README.md lists them.
 * Colours come in pairs: the page's `color-scheme` decides which one is used, as it does for the browser's own controls.
 */
import { css } from 'lit';

export const theme = css`
  :host {
    --_surface: var(--ringframe-surface, light-dark(#ffffff, #1b2028));
    --_raised: var(--ringframe-surface-raised, light-dark(#f3f5f8, #262d37));
    --_border: var(--ringframe-border, light-dark(#dfe4ea, #363f4c));
    --_outline: var(--ringframe-outline, light-dark(#868f9d, #76818f));
    --_text: var(--ringframe-text, light-dark(#18202c, #e9edf2));
    --_muted: var(--ringframe-text-muted, light-dark(#545f70, #a7b2c0));
    --_accent: var(--ringframe-accent, light-dark(#2c5bd4, #3d6ad8));
    --_on-accent: var(--ringframe-on-accent, #ffffff);
    --_accent-soft: var(--ringframe-accent-soft, light-dark(#e9effc, #243250));
    --_accent-text: var(--ringframe-accent-text, light-dark(#2350c4, #a9c4ff));
    --_positive: var(--ringframe-positive, light-dark(#16794a, #178252));
    --_on-positive: var(--ringframe-on-positive, #ffffff);
    --_positive-soft: var(--ringframe-positive-soft, light-dark(#e2f4ea, #16352a));
    --_positive-text: var(--ringframe-positive-text, light-dark(#0f5e38, #86dfb4));
    --_negative: var(--ringframe-negative, light-dark(#c2302c, #c93f3a));
    --_on-negative: var(--ringframe-on-negative, #ffffff);
    --_negative-soft: var(--ringframe-negative-soft, light-dark(#fcebea, #43211f));
    --_negative-text: var(--ringframe-negative-text, light-dark(#9c221f, #ffb1ab));
    --_warning-soft: var(--ringframe-warning-soft, light-dark(#fdf2d9, #3a2e12));
    --_warning-text: var(--ringframe-warning-text, light-dark(#71480a, #f2cb76));
    --_focus: var(--ringframe-focus, var(--_accent-text));
    --_radius: var(--ringframe-radius, 12px);
    --_radius-small: calc(var(--_radius) * 0.67);
    --_space: var(--ringframe-space, 4px);
    --_shadow: var(--ringframe-shadow, 0 1px 2px rgb(16 24 40 / 6%), 0 4px 14px rgb(16 24 40 / 6%));

    color-scheme: var(--ringframe-color-scheme, inherit);
    display: block;
    min-inline-size: 0;
    color: var(--_text);
    font-family: var(--ringframe-font-family, system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif);
    font-size: var(--ringframe-font-size, 0.875rem);
    line-height: 1.4;
    text-align: start;
    -webkit-font-smoothing: antialiased;
  }

  :host([hidden]),
  [hidden] {
    display: none;
  }

  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }

  p,
  h2,
  h3,
  dl,
  dd,
  ul,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }

  ul {
    list-style: none;
  }

  h2,
  h3 {
    font: inherit;
  }

  /* Read out, not shown. */
  .spoken {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .icon {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .icon .dot {
    fill: currentColor;
    stroke: none;
  }

  .flip:dir(rtl) {
    transform: scaleX(-1);
    transform-origin: center;
  }

  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
`;
