/** Calls that run now, shown on the page of the contact they are with. */
import { callText } from '../call-text.ts';
import { h, replaceChildren } from '../dom.ts';
import { icon } from '../icon.ts';
import { CLOCK_MS, SAME_DIGITS } from '../limits.ts';
import type { Phone } from '../phone/phone.ts';

const ending = (number: string) => number.replace(/\D/g, '').slice(-SAME_DIGITS);

export interface LiveCalls {
  forNumbers(numbers: readonly string[]): { element: HTMLElement; dispose(): void };
}

export const createLiveCalls = (phone: Phone): LiveCalls => ({
  forNumbers(numbers) {
    const endings = new Set(numbers.map(ending).filter((digits) => digits !== ''));
    const element = h('div', { class: 'live-calls', role: 'status', 'aria-live': 'off' });
    const show = (): void => {
      const calls = phone.calls.filter(({ remote }) => endings.has(ending(remote.number)));
      replaceChildren(element, ...calls.map((call) => h('p', { class: 'live-call' }, icon('phone'), h('span', {}, callText(call)))));
    };
    const stop = [phone.on('call', show), phone.on('status', show)];
    const tick = setInterval(() => phone.calls.length > 0 && show(), CLOCK_MS);
    show();
    return {
      element,
      dispose: () => {
        clearInterval(tick);
        for (const end of stop) end();
      },
    };
  },
});
