/** The icons, drawn for this project on a grid of 24, by the names that Open CTI pages ask for. They are decoration: a label always stands beside them. */
const SVG = 'http://www.w3.org/2000/svg';

const handset =
  'M5.2 3.8h2.6a1 1 0 0 1 1 .7l1.1 3.4a1 1 0 0 1-.3 1L8 10.4a12.4 12.4 0 0 0 5.6 5.6l1.5-1.6a1 1 0 0 1 1-.3l3.4 1.1a1 1 0 0 1 .7 1v2.6a1.4 1.4 0 0 1-1.5 1.4A15.4 15.4 0 0 1 3.8 5.3a1.4 1.4 0 0 1 1.4-1.5z';
const circle = 'M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0';

const shapes: Readonly<Record<string, string>> = {
  call: handset,
  end_call: handset,
  incoming_call: `${handset}M20 4l-5.5 5.5M14.5 5v4.5H19`,
  outbound_call: `${handset}M14.5 9.5L20 4M15.5 4H20v4.5`,
  missed_call: `${handset}M14.5 4l5 5M19.5 4l-5 5`,
  phone_portrait: 'M8.5 3h7a1.5 1.5 0 0 1 1.5 1.5v15a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 7 19.5v-15A1.5 1.5 0 0 1 8.5 3zM11 18h2',
  headset: 'M4.5 14v-2a7.5 7.5 0 0 1 15 0v2M4.5 13.5h3v5h-1.5a1.5 1.5 0 0 1-1.5-1.5zM19.5 13.5h-3v5M19.5 13.5v4a3 3 0 0 1-3 3H13',
  user: 'M8.2 8a3.8 3.8 0 1 0 7.6 0 3.8 3.8 0 1 0-7.6 0M4.8 20a7.2 7.2 0 0 1 14.4 0',
  voicemail: 'M3 12a3.5 3.5 0 1 0 7 0 3.5 3.5 0 1 0-7 0M14 12a3.5 3.5 0 1 0 7 0 3.5 3.5 0 1 0-7 0M6.5 15.5h11',
  warning: 'M12 4l9 16H3zM12 10v4.5M12 17.3v.2',
  success: `${circle}M8 12.3l2.8 2.8L16 9.5`,
  ban: `${circle}M6 6l12 12`,
  clock: `${circle}M12 7v5l3.3 2`,
  pause: 'M8.5 5v14M15.5 5v14',
  muted: 'M9 9V6a3 3 0 0 1 6 0v5a3 3 0 0 1-.6 1.8M5.5 11.5a6.5 6.5 0 0 0 10.5 5.1M12 18v3M4 4l16 16',
  sync: 'M19.5 10a8 8 0 0 0-14.3-2.5M4.5 14a8 8 0 0 0 14.3 2.5M5 3.5v4h4M19 20.5v-4h-4',
  // Of the panel's own.
  minimise: 'M6 9.5l6 6 6-6',
};
const neutral = 'M5.5 12a6.5 6.5 0 1 0 13 0 6.5 6.5 0 1 0-13 0M12 12v.2';

/** Further names of the same drawings. */
const aliases: Readonly<Record<string, string>> = {
  log_a_call: 'call',
  dialing: 'outbound_call',
  phone_landscape: 'phone_portrait',
  voicemail_drop: 'voicemail',
  call_center: 'headset',
  omni_channel: 'headset',
  avatar: 'user',
  error: 'warning',
  offline: 'ban',
  routing_offline: 'ban',
  close: 'ban',
  check: 'success',
  away: 'clock',
  pause_alt: 'pause',
  volume_off: 'muted',
  refresh: 'sync',
};

const own = (table: Readonly<Record<string, string>>, name: string): string | undefined => (Object.hasOwn(table, name) ? table[name] : undefined);

/** Draws an icon into an `svg` of the panel; `utility:call` is `call`. */
export const drawIcon = (svg: SVGElement, name: string): void => {
  const key = name.slice(name.indexOf(':') + 1);
  const known = own(aliases, key) ?? key;
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', own(shapes, known) ?? neutral);
  if (known === 'end_call') path.setAttribute('transform', 'rotate(135 12 12)');
  svg.replaceChildren(path);
};

export const createIcon = (): SVGElement => {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('part', 'icon');
  return svg;
};
