import { h } from './dom.ts';
import { icon } from './icon.ts';

/** A number to click: a `tel:` link where it can be written as one, else an element marked for click-to-dial. */
export const phoneNumber = (number: string, options: { e164?: string | undefined; withIcon?: boolean } = {}): HTMLElement => {
  const content = [options.withIcon === true && icon('phone'), h('span', {}, number)];
  return options.e164 === undefined
    ? h('span', { class: 'phone-number', 'data-ringframe-number': number, 'aria-label': `Call ${number}` }, ...content)
    : h('a', { class: 'phone-number', href: `tel:${options.e164}`, 'aria-label': `Call ${number}` }, ...content);
};
