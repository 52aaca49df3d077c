/** The words of the panel. Braces name what is filled in. */
export interface PanelStrings {
  minimise: string;
  /** Names of the edges that can be moved. */
  height: string;
  width: string;
  /** What a screen reader says of a size. */
  pixels: string;
  /** What a screen reader says of the badge, after the item's label. */
  badge: string;
  incoming: string;
  incomingFrom: string;
}

export const english: PanelStrings = {
  minimise: 'Minimise',
  height: 'Panel height',
  width: 'Panel width',
  pixels: '{value} pixels',
  badge: 'calls: {value}',
  incoming: 'Incoming call',
  incomingFrom: 'Incoming call from {value}',
};

export const fill = (words: string, value: string | number): string => words.replace('{value}', () => String(value));
