import { element } from './element.ts';
import { telephoneNumber } from './telephone-number.ts';

/** Value of the choice that lets one type a number. */
const OTHER = 'other';
/** Where the last choice is kept while this tab is open. */
const KEY = 'ringframe-demo-caller';

export interface CallerChoice {
  /** Tells the choice that is made now, which is the last one of this tab. */
  begin(): void;
  disable(disabled: boolean): void;
}

/** Fills the choice of numbers to call from, and tells each choice. */
export const setUpCallerChoice = (callers: readonly { name: string; number: string }[], onChoice: (number: string) => void): CallerChoice => {
  const select = element('number', HTMLSelectElement);
  const other = element('other', HTMLDivElement);
  const typed = element('typed', HTMLInputElement);
  const form = element('caller', HTMLFormElement);
  for (const { name, number } of callers) select.append(new Option(`${name}, ${number}`, number));
  select.append(new Option('Another number …', OTHER));

  const choose = () => {
    other.hidden = select.value !== OTHER;
    sessionStorage.setItem(KEY, select.value);
    if (select.value !== OTHER) onChoice(select.value);
    else if (typed.value !== '') useTyped();
  };
  const useTyped = () => {
    const number = telephoneNumber(typed.value);
    typed.setCustomValidity(number === undefined ? 'Type a telephone number of 3 to 20 digits.' : '');
    if (typed.reportValidity() && number !== undefined) onChoice(number);
  };
  select.addEventListener('change', () => {
    choose();
    if (!other.hidden) typed.focus();
  });
  typed.addEventListener('input', () => typed.setCustomValidity(''));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!other.hidden) useTyped();
  });

  const kept = sessionStorage.getItem(KEY);
  if (kept !== null && callers.some(({ number }) => number === kept)) select.value = kept;
  return {
    begin: choose,
    disable: (disabled) => {
      for (const control of form.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLButtonElement>('input, select, button'))
        control.disabled = disabled;
    },
  };
};
