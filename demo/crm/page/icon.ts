const paths = {
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm9 2-4-4',
  phone:
    'M6.6 3.8 9 4.6l1 3.6-1.7 1.6a12 12 0 0 0 5.9 5.9l1.6-1.7 3.6 1 .8 2.4c.2.7-.1 1.4-.7 1.8-1 .6-2.3 1-3.6.8A16.5 16.5 0 0 1 4.0 8.1c-.2-1.3.2-2.6.8-3.6.4-.6 1.1-.9 1.8-.7Z',
  inbound: 'M17 7 7 17m0-8v8h8',
  outbound: 'M7 17 17 7m-8 0h8v8',
  missed: 'm4 8 6 6 4-4 6 6M4 13V8h5',
  internal: 'M4 9h14l-4-4m6 10H6l4 4',
  people: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6 9c0-3.3 2.7-6 6-6s6 2.7 6 6m1-16.7a3.5 3.5 0 0 1 0 6.4M18 14.6c1.8 1 3 3 3 5.4',
  history: 'M4 5v5h5M4.5 10A8 8 0 1 1 4 12m8-5v5l3.5 2',
  rules: 'M4 6h10M4 12h6M4 18h10M18 4v6m-3-3h6m-3 9v5m-2.500-2.500h5',
  plus: 'M12 5v14M5 12h14',
  mail: 'M4 6h16v12H4zm0 1 8 6 8-6',
  place: 'M12 21s7-6.2 7-11a7 7 0 0 0-14 0c0 4.8 7 11 7 11Zm0-8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  building: 'M5 20V5l8-2v17M13 9l6 2v9M3 20h18M8 8h2m-2 4h2m-2 4h2',
  note: 'M6 3h9l4 4v14H6zM9 9h6m-6 4h7m-7 4h4',
  pencil: 'M4 20h4L19 9l-4-4L4 16zM13.5 6.5l4 4',
  close: 'M6 6l12 12M18 6 6 18',
  collapse: 'm6 9 6 6 6-6',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  help: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm-2.6-11.4a2.7 2.7 0 1 1 4 2.4c-.9.5-1.4 1-1.4 2m0 3v.1',
  window: 'M14 4h6v6m0-6-9 9M18 14v6H4V6h6',
  news: 'M4 10v4h3l6 4V6L7 10zm12-2a5.5 5.5 0 0 1 0 8',
  warning: 'M12 4 2.5 20h19zm0 6v5m0 2.5v.1',
} as const;

export type IconName = keyof typeof paths;

const SVG = 'http://www.w3.org/2000/svg';

/** A line drawing in the colour of the text; decoration, so it is hidden from screen readers. */
export const icon = (name: IconName): SVGSVGElement => {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
};
