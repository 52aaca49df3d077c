import { button, element } from './element.ts';

/** The keypad: buttons, and the digits of the keyboard while it is enabled and nothing is being typed elsewhere. */
export const setUpKeypad = (onKey: (digit: string) => Promise<void>): { show(allowed: boolean): void } => {
  const toggle = button('keys');
  const pad = element('keypad', HTMLFieldSetElement);
  const sent = element('sent', HTMLOutputElement);
  let allowed = false;

  const press = (digit: string) => {
    void onKey(digit).then(() => {
      sent.hidden = false;
      // Enough to see what was typed last.
      sent.value = `${sent.value}${digit}`.slice(-24);
    });
  };
  for (const digit of '123456789*0#') {
    const key = document.createElement('button');
    key.type = 'button';
    key.className = 'quiet';
    key.textContent = digit;
    key.ariaLabel = digit === '*' ? 'star' : digit === '#' ? 'hash' : digit;
    key.addEventListener('click', () => press(digit));
    pad.append(key);
  }
  toggle.addEventListener('click', () => {
    pad.hidden = !pad.hidden;
    toggle.ariaExpanded = String(!pad.hidden);
  });
  document.addEventListener('keydown', (event) => {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (allowed && !typing && !event.ctrlKey && !event.altKey && !event.metaKey && !event.repeat && /^[0-9*#]$/.test(event.key)) press(event.key);
  });
  return {
    show: (now) => {
      if (allowed === now) return;
      allowed = now;
      toggle.hidden = !now;
      if (now) return;
      pad.hidden = true;
      toggle.ariaExpanded = 'false';
      sent.hidden = true;
      sent.value = '';
    },
  };
};
