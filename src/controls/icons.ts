/** The icons, drawn for this project on a grid of 24. They are decoration: a label always stands beside or behind them. */
import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';

const handset = svg`<path d="M5.2 3.8h2.6a1 1 0 0 1 1 .7l1.1 3.4a1 1 0 0 1-.3 1L8 10.4a12.4 12.4 0 0 0 5.6 5.6l1.5-1.6a1 1 0 0 1 1-.3l3.4 1.1a1 1 0 0 1 .7 1v2.6a1.4 1.4 0 0 1-1.5 1.4A15.4 15.4 0 0 1 3.8 5.3a1.4 1.4 0 0 1 1.4-1.5z"/>`;
const microphone = svg`<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"/>`;
const bell = svg`<path d="M6.5 16V10.5a5.5 5.5 0 0 1 11 0V16l1.5 1.5H5zM10 20.3a2.2 2.2 0 0 0 4 0"/>`;
const slash = svg`<path d="M4 4l16 16"/>`;

const shapes = {
  answer: handset,
  hangUp: svg`<g transform="rotate(135 12 12)">${handset}</g>`,
  incoming: svg`${handset}<path d="M20 4l-5.5 5.5M14.5 5v4.5H19"/>`,
  outgoing: svg`${handset}<path d="M14.5 9.500l5.500-5.500M15.5 4H20v4.500"/>`,
  mute: microphone,
  unmute: svg`${microphone}${slash}`,
  hold: svg`<path d="M8.500 5v14M15.500 5v14"/>`,
  retrieve: svg`<path d="M8 5.200v13.600L18.500 12z"/>`,
  keypad: svg`${[5.5, 12, 18.5].map((x) => [4.5, 10, 15.5].map((y) => svg`<circle class="dot" cx=${x} cy=${y} r="1.5"/>`))}<circle class="dot" cx="12" cy="21" r="1.5"/>`,
  transfer: svg`<path d="M3.500 12h12M11 6.500l5.500 5.500-5.500 5.500M20.500 5v14"/>`,
  consult: svg`<circle cx="8.500" cy="8" r="3.200"/><path d="M2.800 19a5.700 5.700 0 0 1 11.400 0M15.500 5.100a3.200 3.200 0 0 1 0 5.800M17.500 14a5.700 5.700 0 0 1 3.700 5"/>`,
  conference: svg`<circle cx="12" cy="6.800" r="2.800"/><circle cx="5.500" cy="10.500" r="2.200"/><circle cx="18.500" cy="10.500" r="2.200"/><path d="M7.300 20a4.700 4.700 0 0 1 9.400 0M1.800 19a3.800 3.800 0 0 1 4.200-3.800M22.200 19a3.800 3.800 0 0 0-4.200-3.800"/>`,
  logIn: svg`<path d="M13.500 4h5A1.500 1.500 0 0 1 20 5.500v13a1.500 1.500 0 0 1-1.500 1.500h-5M4 12h11M10.500 7.500L15 12l-4.500 4.500"/>`,
  back: svg`<path d="M9.500 6L4 11.500 9.500 17M4 11.500h9.500a6 6 0 0 1 6 6V19"/>`,
  completeTransfer: svg`<path d="M4.500 12.500l5 5L19.500 7"/>`,
  cancel: svg`<path d="M6 6l12 12M18 6L6 18"/>`,
  bell,
  bellOff: svg`${bell}${slash}`,
  backspace: svg`<path d="M8.500 5.500h11a1.500 1.500 0 0 1 1.500 1.500v10a1.500 1.500 0 0 1-1.500 1.500h-11L3 12zM11.500 9.500l5 5M16.500 9.500l-5 5"/>`,
  chat: svg`<path d="M5 5h14a1.500 1.500 0 0 1 1.500 1.500v9A1.500 1.500 0 0 1 19 17h-7l-4.500 3.500V17H5a1.500 1.500 0 0 1-1.500-1.500v-9A1.500 1.500 0 0 1 5 5z"/>`,
  listen: svg`<path d="M4.500 17v-4.500a7.500 7.500 0 0 1 15 0V17M4.500 14h2.300A1.200 1.200 0 0 1 8 15.200v3.600A1.200 1.200 0 0 1 6.800 20H6a1.500 1.500 0 0 1-1.500-1.500zM19.500 14h-2.300a1.200 1.200 0 0 0-1.200 1.200v3.600a1.200 1.200 0 0 0 1.200 1.200H18a1.500 1.500 0 0 0 1.500-1.500z"/>`,
  person: svg`<circle cx="12" cy="8" r="3.800"/><path d="M4.800 20a7.200 7.200 0 0 1 14.400 0"/>`,
  speaker: svg`<path d="M4 9.500v5h3.500L12 18.500v-13L7.500 9.500zM15.500 9a4.200 4.200 0 0 1 0 6M18 6.500a7.800 7.800 0 0 1 0 11"/>`,
  warning: svg`<path d="M12 4l9 16H3zM12 10v4.500M12 17.300v.2"/>`,
  signal: svg`<path d="M5 19v-3M10 19v-6M15 19v-9M20 19V5"/>`,
  open: svg`<path d="M9 5.500l6.500 6.500L9 18.500"/>`,
  expand: svg`<path d="M6 9.500l6 6 6-6"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof shapes;

/** Icons that show a direction, and turn around where one reads from right to left. */
const directed: readonly IconName[] = ['transfer', 'backspace', 'open', 'logIn', 'back'];

export const icon = (name: IconName): TemplateResult =>
  html`<svg class="icon ${directed.includes(name) ? 'flip' : ''}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${shapes[name]}</svg>`;
