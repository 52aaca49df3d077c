/** Calls that run now, shown on the page of the contact they are with. */
import type { Call } from 'ringframe';
import { h, replaceChildren } from '../dom.ts';
import { icon } from '../icon.ts';
import { CLOCK_MS, SAME_DIGITS } from '../limits.ts';
import type { Phone } from '../phone/phone.ts';

const ending = (number: string) => number.replace(/\D/g, '').slice(-SAME_DIGITS);

const clock = (sinceMs: number) => {
  const seconds = Math.max(0, Math.floor((Date.now() - sinceMs) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

const textOf = (call: Call): string => {
  if (call.state === 'alerting') return 'Is calling now';
  if (call.state === 'initiated') return 'Being called';
  const held = call.state === 'held' ? ' (on hold)' : '';
  return call.establishedAt === undefined ? `On the phone${held}` : `On the phone for ${clock(call.establishedAt)}${held}`;
};

export interface LiveCalls {
  forNumbers(numbers: readonly string[]): { element: HTMLElement; dispose(): void };
}

export const createLiveCalls = (phone: Phone): LiveCalls => ({
  forNumbers(numbers) {
    const endings = new Set(numbers.map(ending).filter((digits) => digits !== ''));
    const element = h('div', { class: 'live-calls', role: 'status', 'aria-live': 'off' });
    const show = (): void => {
      const calls = phone.calls.filter(({ remote }) => endings.has(ending(remote.number)));
      replaceChildren(element, ...calls.map((call) => h('p', { class: 'live-call' }, icon('phone'), h('span', {}, textOf(call)))));
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
