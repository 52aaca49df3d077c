import { h } from './dom.ts';
import { hueOf, initials } from './format.ts';

export const avatar = (name: string, size: 'small' | 'large' = 'small'): HTMLElement =>
  h('span', { class: `avatar avatar-${size} hue-${hueOf(name)}`, 'aria-hidden': 'true' }, initials(name));
