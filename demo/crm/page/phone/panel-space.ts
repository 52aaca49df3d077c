/** Keeps the page clear of the softphone's panel where there is room beside it, and names its item. */
import type { Phone } from './phone.ts';
import { phoneState } from './phone-state.ts';

const root = document.documentElement;

export const makePanelSpace = (phone: Phone): void => {
  // Softphones of Lightning name the item themselves.
  const nameItem = (): void => {
    if (phone.kind !== 'lightning') phone.softphone?.panel?.set({ itemLabel: phoneState(phone).text });
  };
  phone.on('panelChange', ({ visible, width }) => {
    root.classList.toggle('phone-is-open', visible);
    root.style.setProperty('--phone-width', `${width}px`);
    nameItem();
  });
  phone.on('status', nameItem);
  phone.on('agent', nameItem);
  phone.on('call', nameItem);
};
