/** The elements of the panel, and how they show its state. */
import type { PanelAppearance, PanelOptions } from './panel.ts';
import { createIcon, drawIcon } from './panel-icons.ts';
import { fill, type PanelStrings } from './panel-strings.ts';
import { panelStyles } from './panel-styles.ts';

type Attributes = Readonly<Record<string, string>>;

const make = <Name extends keyof HTMLElementTagNameMap>(name: Name, attributes: Attributes, ...children: Node[]): HTMLElementTagNameMap[Name] => {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...children);
  return element;
};

/** An element of a class of that name, which a style sheet of the CRM reaches as `::part(name)`. */
const part = (name: string, ...children: Node[]) => make('div', { class: name, part: name }, ...children);

const edge = (name: 'height' | 'width', orientation: 'horizontal' | 'vertical', label: string) =>
  make('div', {
    class: `edge ${name}`,
    part: `edge ${name}`,
    role: 'separator',
    tabindex: '0',
    'aria-orientation': orientation,
    'aria-controls': 'panel',
    'aria-label': label,
  });

/** Builds the panel around what is in `place`, which stays where it is: a frame that is moved starts again. */
export const createPanelView = (place: HTMLElement, dockAt: PanelOptions['dock'], strings: PanelStrings) => {
  const itemIcon = createIcon();
  const itemName = make('span', { class: 'name', id: 'item-name' });
  const badge = make('span', { class: 'badge', part: 'badge', 'aria-hidden': 'true' });
  const badgeWords = make('span', { class: 'spoken' });
  const item = make(
    'button',
    { class: 'item', part: 'item', type: 'button', 'aria-controls': 'panel', 'aria-expanded': 'false' },
    itemIcon,
    itemName,
    badge,
    badgeWords,
  );

  const icon = createIcon();
  const name = make('div', { class: 'name', part: 'label', id: 'name' });
  const minimise = make('button', { class: 'minimise', part: 'minimise', type: 'button', 'aria-label': strings.minimise, title: strings.minimise });
  const minimiseIcon = createIcon();
  drawIcon(minimiseIcon, 'minimise');
  minimise.append(minimiseIcon);

  const content = part('content', document.createElement('slot'));
  const heightEdge = edge('height', 'horizontal', strings.height);
  const widthEdge = edge('width', 'vertical', strings.width);
  const corner = make('div', { class: 'edge corner' });
  const panel = part('panel', part('header', icon, name, minimise), content, heightEdge, widthEdge, corner);
  for (const [attribute, value] of [
    ['id', 'panel'],
    ['role', 'group'],
    ['aria-labelledby', 'name'],
  ] as const)
    panel.setAttribute(attribute, value);

  // There before it is filled, or a screen reader would not notice that it was.
  const announcement = make('p', { class: 'spoken', role: 'alert' });
  const dock = make('section', { class: 'dock', part: 'dock', 'aria-labelledby': 'item-name' }, item, panel, announcement);
  if (dockAt) dock.dataset.side = dockAt === 'bottom-left' ? 'left' : 'right';

  const shadow = place.attachShadow({ mode: 'open' });
  shadow.adoptedStyleSheets = [panelStyles()];
  shadow.append(dock);
  place.removeAttribute('style');
  place.inert = false;

  const show: { [Name in keyof PanelAppearance]: (value: PanelAppearance[Name]) => void } = {
    visible: (visible) => {
      panel.inert = !visible;
      item.setAttribute('aria-expanded', String(visible));
    },
    height: (height) => panel.style.setProperty('--_height', `${height}px`),
    width: (width) => panel.style.setProperty('--_width', `${width}px`),
    icon: (key) => drawIcon(icon, key),
    label: (label) => {
      name.textContent = label;
    },
    itemIcon: (key) => drawIcon(itemIcon, key),
    itemLabel: (label) => {
      itemName.textContent = label;
    },
    badge: (text) => {
      badge.textContent = text;
      badgeWords.textContent = text && `, ${fill(strings.badge, text)}`;
    },
    attention: (attention) => {
      item.toggleAttribute('data-attention', Boolean(attention));
      announcement.textContent = attention === true ? strings.incoming : attention || '';
    },
  };

  return { shadow, dock, item, panel, minimise, content, heightEdge, widthEdge, corner, show };
};

export type PanelView = ReturnType<typeof createPanelView>;
