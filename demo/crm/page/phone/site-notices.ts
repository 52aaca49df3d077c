/** What whoever runs the phone system, or somebody at it, has to say to the agents: shown until it is closed, and read out when it comes. */
import type { SoftphoneHostEvents } from 'ringframe/host';
import { h } from '../dom.ts';
import { type IconName, icon } from '../icon.ts';
import { MAX_SITE_NOTICES } from '../limits.ts';
import type { Phone } from './phone.ts';

interface Notice {
  look: 'notice-news' | 'notice-bad';
  icon: IconName;
  title: string;
  text: string;
  /** Takes the place of the one before it of the same. */
  of?: 'connection';
}

/** Texts of a vendor's event. Nothing in it is to be trusted. */
const textsIn = (data: unknown): Record<string, string> =>
  typeof data === 'object' && data !== null ? Object.fromEntries(Object.entries(data).filter(([, value]) => typeof value === 'string')) : {};

/** The events of a Cisco site; undefined for any other. */
const noticeOf = ({ name, data }: SoftphoneHostEvents['vendorEvent']): Notice | undefined => {
  const { text = '', from = '', what, side = '', reason = '' } = textsIn(data);
  if (name === 'SYSTEM_EVENT' && text !== '') return { look: 'notice-news', icon: 'news', title: 'Phone system', text };
  if (name === 'USER_MESSAGE_EVENT' && text !== '') return { look: 'notice-news', icon: 'note', title: `Message from ${from}`, text };
  if (name !== 'CONNECTION_ALARM') return undefined;
  const about = { title: 'Phone system', of: 'connection' } as const;
  if (what === 'opened') return { ...about, look: 'notice-news', icon: 'check', text: `Connected, by side ${side}.` };
  return { ...about, look: 'notice-bad', icon: 'warning', text: `The connection by side ${side} was lost. ${reason}` };
};

const noticeLine = ({ look, icon: name, title, text }: Notice, close: () => void): HTMLElement => {
  const now = new Date();
  return h(
    'div',
    { class: `notice ${look}` },
    icon(name),
    h('p', {}, h('strong', {}, `${title}: `), text),
    h('time', { class: 'muted', datetime: now.toISOString() }, now.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })),
    h('button', { type: 'button', class: 'icon-button', 'aria-label': `Close: ${text}`, on: { click: close } }, icon('close')),
  );
};

export const createSiteNotices = (phone: Phone): HTMLElement => {
  const element = h('div', { class: 'site-notices', role: 'log', 'aria-label': 'Notices of the phone system' });
  let ofConnection: HTMLElement | undefined;
  phone.on('vendorEvent', (event) => {
    const notice = noticeOf(event);
    if (!notice) return;
    const line = noticeLine(notice, () => {
      line.remove();
      // The focus does not fall back to the beginning of the page.
      (element.querySelector('button') ?? document.querySelector<HTMLElement>('#main h1'))?.focus();
    });
    if (notice.of === 'connection') {
      ofConnection?.remove();
      ofConnection = line;
    }
    element.append(line);
    while (element.childElementCount > MAX_SITE_NOTICES) element.firstElementChild?.remove();
  });
  return element;
};
