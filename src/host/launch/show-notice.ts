import type { LaunchNotice } from './launch-options.ts';

/** Set one by one through the object model: a strict content security policy forbids style attributes and elements, not this. */
const barStyle = {
  position: 'fixed',
  inset: '0 0 auto 0',
  zIndex: '2147483647',
  display: 'flex',
  gap: '16px',
  alignItems: 'center',
  justifyContent: 'space-between',
  padding: '12px 16px',
  font: '16px/1.4 system-ui, sans-serif',
  color: '#ffffff',
  background: '#2b2b33',
} satisfies Partial<CSSStyleDeclaration>;

const buttonStyle = {
  font: 'inherit',
  color: 'inherit',
  background: 'transparent',
  border: '1px solid currentColor',
  borderRadius: '4px',
  padding: '4px 12px',
};

/** A bar at the top of the page that stays until it is dismissed or another takes its place. */
export const showNotice = ({ reason, message }: LaunchNotice): void => {
  for (const other of document.querySelectorAll('[data-ringframe-launch]')) other.remove();
  const bar = document.createElement('div');
  bar.dataset.ringframeLaunch = reason;
  bar.setAttribute('role', 'alert');
  Object.assign(bar.style, barStyle);
  const text = document.createElement('span');
  text.textContent = message;
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Dismiss';
  Object.assign(button.style, buttonStyle);
  button.addEventListener('click', () => bar.remove());
  bar.append(text, button);
  (document.body ?? document.documentElement).append(bar);
};
