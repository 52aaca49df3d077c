import { ApiFailure } from './api.ts';
import { h, replaceChildren } from './dom.ts';
import { icon } from './icon.ts';
import { TOAST_MS } from './limits.ts';

/** What went wrong, in words, and a way to try again. */
export const failureNotice = (error: unknown, retry?: () => void): HTMLElement => {
  const message = error instanceof ApiFailure ? error.message : 'Something unexpected went wrong in this page.';
  return h(
    'div',
    { class: 'notice notice-bad', role: 'alert' },
    icon('warning'),
    h('p', {}, message),
    retry && h('button', { type: 'button', class: 'button', on: { click: retry } }, 'Try again'),
  );
};

/** Short messages that come and go at the foot of the page, read out as they come. */
export const createToasts = () => {
  const element = h('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });
  return {
    element,
    /** Stays until it is closed when it has an action, else `TOAST_MS`. */
    show(text: string, action?: { label: string; run: () => void }): void {
      const toast = h('div', { class: 'toast' }, h('span', {}, text));
      const close = () => toast.remove();
      if (action) {
        const run = () => {
          close();
          action.run();
        };
        toast.append(h('button', { type: 'button', class: 'button button-primary', on: { click: run } }, action.label));
        toast.append(h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Close', on: { click: close } }, icon('close')));
      } else setTimeout(close, TOAST_MS);
      replaceChildren(element, toast);
    },
  };
};

export type Toasts = ReturnType<typeof createToasts>;
