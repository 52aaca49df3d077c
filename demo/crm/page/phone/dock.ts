/** The panel at the side that holds the softphone. The frame is put into it once and never moved: moving loads it again. */
import type { Softphone } from 'ringframe/host';
import { h, replaceChildren } from '../dom.ts';
import { icon } from '../icon.ts';
import { MAX_PANEL_HEIGHT, MIN_PANEL_HEIGHT } from '../limits.ts';
import { phoneState } from './phone-state.ts';

const KEY = 'demo-crm-dock';
const wideEnough = matchMedia('(min-width: 60rem)');

export const createDock = () => {
  const frameHolder = h('div', { class: 'dock-frame', id: 'softphone' });
  const dot = h('span', { class: 'dot dot-wait' });
  const text = h('span', { class: 'dock-text' }, 'Phone is starting');
  const badge = h('span', { class: 'badge', hidden: true });
  const help = h('p', { class: 'dock-help', role: 'alert', hidden: true });
  const toggle = h('button', { type: 'button', class: 'dock-bar', 'aria-controls': 'softphone' }, dot, text, badge, icon('collapse'));
  const element = h('aside', { class: 'dock', 'aria-label': 'Softphone' }, toggle, help, frameHolder);

  let isOpen = true;
  const setOpen = (open: boolean): void => {
    isOpen = open;
    element.classList.toggle('dock-closed', !open);
    document.documentElement.classList.toggle('dock-is-open', open);
    toggle.setAttribute('aria-expanded', String(open));
    // Hidden, but loaded: a call goes on in a closed panel. `inert` keeps the Tab key out.
    frameHolder.inert = !open;
  };
  toggle.addEventListener('click', () => {
    setOpen(!isOpen);
    localStorage.setItem(KEY, isOpen ? 'open' : 'closed');
  });
  setOpen(wideEnough.matches && localStorage.getItem(KEY) !== 'closed');

  return {
    element,
    frameHolder,
    show(softphone: Softphone): void {
      const state = phoneState(softphone);
      dot.className = `dot dot-${state.tone}`;
      text.textContent = state.text;
      help.textContent = state.help ?? '';
      help.hidden = state.help === undefined;
      const ringing = softphone.calls.filter((call) => call.state === 'alerting').length;
      const count = softphone.calls.length;
      badge.hidden = count === 0;
      badge.classList.toggle('badge-ringing', ringing > 0);
      replaceChildren(badge, h('span', { 'aria-hidden': 'true' }, count), h('span', { class: 'visually-hidden' }, count === 1 ? '1 call' : `${count} calls`));
      element.classList.toggle('dock-attention', ringing > 0);
    },
    /** What the softphone asks for: a ringing call raises the panel. */
    request({ visible, attention, height }: { visible?: boolean | undefined; attention?: boolean | undefined; height?: number | undefined }): void {
      if (attention === true || visible === true) setOpen(true);
      else if (visible === false) setOpen(false);
      if (height !== undefined) element.style.setProperty('--dock-height', `${Math.min(MAX_PANEL_HEIGHT, Math.max(MIN_PANEL_HEIGHT, height))}px`);
    },
    get isOpen() {
      return isOpen;
    },
    open: () => setOpen(true),
  };
};

export type Dock = ReturnType<typeof createDock>;
