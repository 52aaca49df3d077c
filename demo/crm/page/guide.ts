/** What to click first. Each step is ticked off by what really happened. */
import type { CrmConfig } from '../api-types.ts';
import { h } from './dom.ts';
import { icon } from './icon.ts';
import type { Phone } from './phone/phone.ts';

const KEY = 'demo-crm-guide';
type Step = 'phone' | 'customer' | 'call';

const read = (): { closed: boolean; done: Step[] } => {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    const { closed = false, done = [] } = value as { closed?: boolean; done?: Step[] };
    return { closed: closed === true, done: Array.isArray(done) ? done : [] };
  } catch {
    return { closed: false, done: [] };
  }
};

const openCustomer = (url: string): void => {
  // A window beside this one, so that both can be seen; where the browser refuses, a tab.
  open(url, '_blank', 'popup,noopener,width=420,height=760');
};

export const createGuide = (config: CrmConfig, phone: Phone) => {
  const state = read();
  const done = new Set<Step>(state.done.filter((step) => step !== 'phone'));
  let closed = state.closed;
  const store = () => localStorage.setItem(KEY, JSON.stringify({ closed, done: [...done] }));

  const marks = new Map<Step, HTMLElement>();
  const step = (name: Step, title: string, ...more: (Node | string)[]): HTMLElement => {
    const mark = h('span', { class: 'step-mark', role: 'img' });
    marks.set(name, mark);
    return h('li', { class: 'step' }, mark, h('div', {}, h('strong', {}, title), h('p', { class: 'muted' }, ...more)));
  };
  const customerButton = h('button', { type: 'button', class: 'button button-primary' }, icon('window'), "Open the customer's phone");
  const closeButton = h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Close this guide' }, icon('close'));
  const element = h(
    'section',
    { class: 'guide card', 'aria-labelledby': 'guide-title' },
    h('div', { class: 'guide-head' }, h('h2', { id: 'guide-title' }, 'Your first call takes a minute'), closeButton),
    h(
      'ol',
      { class: 'steps' },
      step(
        'phone',
        'Look at the softphone',
        'It is a page of another origin, docked at the side. Wait until it says Ready; allow the microphone when the browser asks.',
      ),
      step('customer', 'Become the customer', 'A second phone, in a window of its own. ', customerButton),
      step(
        'call',
        'Call, and answer here',
        "Press Call in the customer's phone. The caller's contact opens in this window. Answer, talk, hang up: the call is in the timeline.",
      ),
    ),
    h(
      'p',
      { class: 'muted guide-more' },
      'Then click any number to call it. The menu at the top, where it says how the phone stands, has two more softphones: written for Salesforce Open CTI, and running here unchanged; and two agents of a call centre, with a session for each call. Or see ',
      h('a', { href: config.attackerUrl, target: '_blank', rel: 'noopener' }, 'how an attacker is refused'),
      `. Contacts are invented, their numbers belong to nobody, and they live in ${config.database}.`,
    ),
  );

  const show = (): void => {
    element.hidden = closed;
    for (const [name, mark] of marks) {
      const isDone = done.has(name);
      mark.replaceChildren(isDone ? icon('check') : String([...marks.keys()].indexOf(name) + 1));
      mark.classList.toggle('step-done', isDone);
      mark.setAttribute('aria-label', isDone ? 'Done' : 'To do');
    }
  };
  const finish = (name: Step): void => {
    if (done.has(name)) return;
    done.add(name);
    store();
    show();
  };
  const setClosed = (value: boolean): void => {
    closed = value;
    store();
    show();
  };
  closeButton.addEventListener('click', () => setClosed(true));
  customerButton.addEventListener('click', () => {
    openCustomer(config.customerUrl);
    finish('customer');
  });
  phone.on('agent', (agent) => agent.state !== 'loggedOut' && finish('phone'));
  phone.on('call', ({ call }) => {
    if (call.direction !== 'inbound') return;
    finish('customer');
    if (call.establishedAt !== undefined) finish('call');
  });
  show();
  return { element, open: () => setClosed(false) };
};
