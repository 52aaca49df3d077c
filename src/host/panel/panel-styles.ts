/**
 * How the panel looks. A constructed style sheet, which a strict `style-src` allows. Its colours are the properties of the
 * controls (`--ringframe-surface`, …; the README of the controls lists them), so one theme does for both.
 *
 * Minimised, the panel is seen through and not hidden: browsers stop drawing frames that are not displayed, hidden or
 * scrolled away, and slow down their timers.
 */
const css = `
:host {
  display: contents !important;
}

.dock {
  --_surface: var(--ringframe-surface, light-dark(#ffffff, #1b2028));
  --_raised: var(--ringframe-surface-raised, light-dark(#f3f5f8, #262d37));
  --_border: 1px solid var(--ringframe-border, light-dark(#cfd6de, #3d4755));
  --_text: var(--ringframe-text, light-dark(#18202c, #e9edf2));
  --_muted: var(--ringframe-text-muted, light-dark(#545f70, #a7b2c0));
  --_positive: var(--ringframe-positive, light-dark(#16794a, #178252));
  --_on-positive: var(--ringframe-on-positive, #ffffff);
  --_radius: var(--ringframe-radius, 12px);
  --_round: var(--_radius) var(--_radius) 0 0;

  position: fixed;
  inset: 8px 12px 0;
  z-index: var(--ringframe-panel-z-index, 2147483000);
  display: flex;
  flex-direction: column-reverse;
  align-items: flex-start;
  color-scheme: var(--ringframe-color-scheme, inherit);
  color: var(--_text);
  font: 400 var(--ringframe-font-size, 0.875rem) / 1.4 var(--ringframe-font-family, system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif);
  letter-spacing: normal;
  text-align: start;
  text-transform: none;
  visibility: visible;
  pointer-events: none;
}

.dock * {
  box-sizing: border-box;
}

.item,
.panel {
  margin-inline-start: auto;
  border: var(--_border);
  border-radius: var(--_round);
  background: var(--_surface);
  pointer-events: auto;
}

[data-side='right'] > * {
  margin: 0 0 0 auto;
}

[data-side='left'] > * {
  margin: 0 auto 0 0;
}

.item,
.header {
  display: flex;
  flex: none;
  align-items: center;
  gap: 8px;
  min-block-size: 40px;
}

.item {
  max-inline-size: min(100%, 20rem);
  padding: 6px 16px;
  border-block-end: 0;
  box-shadow: 0 0 12px rgb(16 24 40 / 12%);
  color: inherit;
  font: inherit;
  cursor: pointer;
}

.item[aria-expanded='true'] {
  border-radius: 0;
  border-block-start-color: transparent;
}

.item:hover,
.header {
  background: var(--_raised);
}

.name {
  overflow: hidden;
  font-weight: 600;
  text-overflow: ellipsis;
  white-space: nowrap;
}

.badge {
  flex: none;
  min-inline-size: 20px;
  padding-inline: 6px;
  border-radius: 10px;
  background: var(--_positive);
  color: var(--_on-positive);
  font-size: 0.75rem;
  font-weight: 600;
  line-height: 20px;
  text-align: center;
}

.badge:empty {
  display: none;
}

.item[data-attention] {
  border-color: var(--_positive);
  background: var(--_positive);
  color: var(--_on-positive);
  animation: pulse 1.2s ease-in-out infinite alternate;
}

.item[data-attention] .badge {
  background: var(--_on-positive);
  color: var(--_positive);
}

@keyframes pulse {
  to {
    box-shadow: 0 0 0 6px color-mix(in srgb, var(--_positive) 40%, transparent);
  }
}

.panel {
  position: relative;
  display: flex;
  flex-direction: column;
  box-sizing: content-box;
  inline-size: var(--_width);
  max-inline-size: calc(100% - 2px);
  min-block-size: 0;
  box-shadow: 0 8px 32px rgb(16 24 40 / 22%);
  transition: 120ms ease;
  transition-property: opacity, translate;
}

.panel[inert] {
  opacity: 0;
  translate: 0 8px;
}

.panel[inert],
:is([inert], .resizing) ::slotted(*) {
  pointer-events: none;
}

.header {
  padding: 4px 6px;
  padding-inline-start: 14px;
  border-block-end: var(--_border);
  border-radius: var(--_round);
}

.header .name {
  flex: 1;
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

.minimise {
  display: grid;
  flex: none;
  place-items: center;
  inline-size: 32px;
  block-size: 32px;
  padding: 0;
  border: 0;
  border-radius: 8px;
  background: none;
  color: var(--_muted);
  font: inherit;
  cursor: pointer;
}

.minimise:hover {
  background: var(--_surface);
  color: inherit;
}

.content {
  position: relative;
  flex: 0 1 var(--_height);
  min-block-size: 0;
}

.content ::slotted(*) {
  position: absolute;
  inset: 0;
  inline-size: 100%;
  block-size: 100%;
  border: 0;
}

.edge {
  position: absolute;
  inset: -8px 0 auto;
  display: grid;
  place-items: center;
  block-size: 12px;
  cursor: ns-resize;
  touch-action: none;
}

.edge::after {
  inline-size: 40px;
  block-size: 4px;
  border-radius: 2px;
  background: var(--_muted);
}

.edge:is(:hover, :focus-visible)::after {
  content: '';
}

.width,
.corner {
  inset: 0 auto 0 -10px;
  inline-size: 12px;
  block-size: auto;
  cursor: ew-resize;
}

.width::after {
  inline-size: 4px;
  block-size: 40px;
}

.corner {
  inset-block: -8px auto;
  inline-size: 20px;
  block-size: 20px;
  cursor: nwse-resize;
}

.corner::after {
  display: none;
}

[data-side='left'] :is(.width, .corner),
.dock:not([data-side]):dir(rtl) :is(.width, .corner) {
  left: auto;
  right: -10px;
}

[data-side='left'] .corner,
.dock:not([data-side]):dir(rtl) .corner {
  cursor: nesw-resize;
}

:focus-visible {
  outline: 2px solid var(--ringframe-focus, light-dark(#2350c4, #a9c4ff));
  outline-offset: -2px;
}

.spoken {
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  margin: 0;
  overflow: hidden;
  clip-path: inset(50%);
}

@media (prefers-reduced-motion: reduce) {
  .dock * {
    animation: none !important;
    transition: none;
  }
}

@media (forced-colors: active) {
  .item[data-attention] {
    outline: 3px solid Highlight;
    outline-offset: -4px;
  }

  .badge {
    border: 1px solid;
  }

  .edge::after {
    forced-color-adjust: none;
    background: ButtonText;
  }
}

@media print {
  .dock {
    visibility: hidden;
  }
}
`;

let sheet: CSSStyleSheet | undefined;

/** One sheet for all panels of the page. */
export const panelStyles = (): CSSStyleSheet => {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return sheet;
};
