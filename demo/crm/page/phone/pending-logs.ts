/** Call logs that the database has not taken yet: never lost in silence. */
import type { LogStatus } from 'ringframe';
import { h, replaceChildren } from '../dom.ts';
import { icon } from '../icon.ts';
import type { Phone } from './phone.ts';

const sentence = (count: number, one: string, many: string) => (count === 1 ? `1 call log ${one}` : `${count} call logs ${many}`);

/** A log in its first attempt is no news: it waits once an attempt has failed. */
const isWaiting = ({ state, attempts }: LogStatus) => state === 'retrying' || (state === 'saving' && attempts > 1);

export const createPendingLogs = (phone: Phone): HTMLElement => {
  const element = h('div', { class: 'banner', role: 'status', hidden: true });
  const refused = new Set<string>();

  const show = (): void => {
    const waiting = phone.pendingLogs.filter(isWaiting).length;
    element.hidden = waiting === 0 && refused.size === 0;
    replaceChildren(
      element,
      icon('warning'),
      h(
        'p',
        {},
        waiting > 0 && h('strong', {}, `${sentence(waiting, 'is waiting for the database.', 'are waiting for the database.')} `),
        waiting > 0 && 'Nothing is lost: it is sent again by itself. Please keep this page open until then. ',
        refused.size > 0 && h('strong', {}, `${sentence(refused.size, 'was', 'were')} refused by the CRM and cannot be saved.`),
      ),
      waiting > 0 && h('button', { type: 'button', class: 'button', on: { click: () => phone.softphone?.retryLogs() } }, 'Try now'),
      waiting === 0 && h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Close', on: { click: dismiss } }, icon('close')),
    );
  };
  const dismiss = (): void => {
    refused.clear();
    show();
  };

  phone.on('log', ({ id, state }) => {
    if (state === 'refused') refused.add(id);
    show();
  });
  addEventListener('beforeunload', (event) => {
    // They are kept in this page's memory: the browser asks before they are thrown away.
    if (phone.pendingLogs.length > 0) event.preventDefault();
  });
  return element;
};
