/** The frame of the page: what stays while views come and go. */
import { h } from './dom.ts';
import { type IconName, icon } from './icon.ts';
import { createToasts } from './notices.ts';

export const createShell = (onHelp: () => void) => {
  const main = h('main', { id: 'main', class: 'main' });
  const announcer = h('div', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });
  const toasts = createToasts();
  /** What stands over the page, whatever it shows. */
  const strip = h('div', { class: 'strip' });
  const banners = h('div', { class: 'banners' });
  const link = (href: string, label: string, name: IconName) => h('a', { class: 'nav-link', href }, icon(name), h('span', {}, label));
  const links = [link('/', 'Contacts', 'people'), link('/calls', 'Calls', 'history'), link('/rules', 'Rules', 'rules')];
  /** What else belongs at the top. */
  const tools = h('div', { class: 'top-tools' });
  const header = h(
    'header',
    { class: 'top' },
    h('a', { class: 'brand', href: '/' }, h('span', { class: 'brand-mark', 'aria-hidden': 'true' }), h('span', { class: 'brand-name' }, 'Demo CRM')),
    h('nav', { 'aria-label': 'Main' }, ...links),
    tools,
    h(
      'button',
      { type: 'button', class: 'icon-button', 'aria-label': 'What to click first', title: 'What to click first', on: { click: onHelp } },
      icon('help'),
    ),
  );
  const skip = h('a', { class: 'skip', href: '#main' }, 'Skip to the content');
  skip.addEventListener('click', (event) => {
    event.preventDefault();
    main.querySelector<HTMLElement>('h1')?.focus();
  });
  return {
    ...{ main, announcer, toasts, strip, banners, tools },
    elements: [skip, header, strip, h('div', { class: 'page' }, banners, main), announcer, toasts.element],
    markCurrent(): void {
      for (const item of links) {
        const isCurrent = item.pathname === '/' ? location.pathname === '/' || location.pathname.startsWith('/contacts') : location.pathname === item.pathname;
        if (isCurrent) item.setAttribute('aria-current', 'page');
        else item.removeAttribute('aria-current');
      }
    },
  };
};
