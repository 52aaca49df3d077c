/** Which softphone this is and how it stands, and the menu to choose another. */
import { h } from '../dom.ts';
import { icon } from '../icon.ts';
import type { Phone } from './phone.ts';
import { phoneState } from './phone-state.ts';
import { nameOf, type SoftphoneKind, softphoneKinds } from './softphone-kinds.ts';

export const createSoftphoneMenu = (phone: Phone, onChoose: (kind: SoftphoneKind) => void) => {
  const dot = h('span', { class: 'dot' });
  const text = h('span', { class: 'softphone-state' });
  const button = h(
    'button',
    { type: 'button', class: 'button softphone-button', id: 'softphone-button', 'aria-haspopup': 'menu', 'aria-controls': 'softphone-menu' },
    dot,
    text,
    icon('collapse'),
  );
  const items = softphoneKinds.map(({ kind, name, about }) =>
    h(
      'button',
      { type: 'button', class: 'menu-item', role: 'menuitemradio', tabindex: '-1', 'aria-label': name, 'aria-describedby': `about-${kind}`, 'data-kind': kind },
      h('span', { class: 'menu-mark', 'aria-hidden': 'true' }, icon('check')),
      h('span', {}, h('strong', {}, name), h('span', { class: 'muted', id: `about-${kind}` }, about)),
    ),
  );
  const menu = h('div', { class: 'menu', role: 'menu', id: 'softphone-menu', 'aria-label': 'Softphone', hidden: true }, ...items);
  const element = h('div', { class: 'softphone-choice' }, button, menu);

  const setOpen = (open: boolean): void => {
    menu.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
  };
  const open = (): void => {
    setOpen(true);
    items.find(({ dataset }) => dataset.kind === phone.kind)?.focus();
  };
  const close = (): void => {
    setOpen(false);
    button.focus();
  };
  const move = (to: number): void => items.at(to % items.length)?.focus();

  button.addEventListener('click', () => (menu.hidden ? open() : close()));
  button.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    open();
  });
  menu.addEventListener('keydown', (event) => {
    const at = items.findIndex((item) => item.matches(':focus'));
    const keys: Record<string, (() => void) | undefined> = {
      ArrowDown: () => move(at + 1),
      ArrowUp: () => move(at - 1),
      Home: () => move(0),
      End: () => move(-1),
      Escape: close,
    };
    const act = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
    if (!act) return;
    event.preventDefault();
    act();
  });
  element.addEventListener('focusout', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && element.contains(relatedTarget))) setOpen(false);
  });
  for (const item of items) {
    item.addEventListener('click', () => {
      close();
      const chosen = softphoneKinds.find(({ kind }) => kind === item.dataset.kind);
      if (chosen && chosen.kind !== phone.kind) onChoose(chosen.kind);
    });
  }
  setOpen(false);

  return {
    element,
    show(): void {
      const state = phoneState(phone);
      dot.className = `dot dot-${state.tone}`;
      text.textContent = state.text;
      button.setAttribute('aria-label', `Softphone: ${nameOf(phone.kind)}. ${state.text}`);
      for (const item of items) item.setAttribute('aria-checked', String(item.dataset.kind === phone.kind));
    },
  };
};
