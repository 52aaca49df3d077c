import { h, replaceChildren } from '../dom.ts';
import { icon } from '../icon.ts';
import type { Phone } from './phone.ts';
import { phoneState } from './phone-state.ts';

/** Why there is no phone, and what to do, over whatever the page shows. */
export const createPhoneHelp = (phone: Phone) => {
  const element = h('div', { class: 'notice notice-bad', role: 'alert', hidden: true });
  return {
    element,
    show(): void {
      const { text, help } = phoneState(phone);
      element.hidden = help === undefined;
      replaceChildren(element, icon('warning'), help !== undefined && h('p', {}, h('strong', {}, `${text}. `), help));
    },
  };
};
