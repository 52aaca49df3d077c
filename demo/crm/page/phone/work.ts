/** Calls that this CRM hands to the agent as work, such as the steps of a sales campaign (`sforce.opencti.hvs`). */
import { CtiError, type WorkCompletion } from 'ringframe';
import type { Contact } from '../../api-types.ts';
import { h } from '../dom.ts';
import { icon } from '../icon.ts';
import type { Toasts } from '../notices.ts';
import type { Phone } from './phone.ts';

export interface Work {
  /** A button that hands over a call to this contact. Only Lightning has ears for it. */
  button(contact: Contact): { element: HTMLElement; dispose(): void };
  complete(completion: WorkCompletion): void;
}

export const createWork = (phone: Phone, toasts: Toasts): Work => {
  /** Work that is not done, with the name of whoever is to be called. */
  const open = new Map<string, string>();

  return {
    button({ name, numbers: [first] }) {
      const number = first && (first.e164 ?? first.number);
      const start = (): void => {
        if (number === undefined) return;
        const workId = crypto.randomUUID();
        open.set(workId, name);
        phone.softphone?.startWork({ workId, completeWorkWhen: 'TaskSaved', attributes: { to: number } });
        // The softphone knows now what the click that follows is for.
        element.closest('article')?.querySelector<HTMLElement>('.numbers .phone-number')?.click();
      };
      const element = h('button', { type: 'button', class: 'button contact-work', on: { click: start } }, icon('phone'), 'Start work');
      const show = (): void => {
        element.hidden = phone.kind !== 'lightning' || number === undefined;
      };
      const dispose = phone.on('status', show);
      show();
      return { element, dispose };
    },
    complete({ workId, disposition, wasConnected = true }) {
      const name = open.get(workId);
      if (name === undefined) throw new CtiError('INVALID_ARGUMENT', 'This CRM has no such work, or it is done already.');
      open.delete(workId);
      const outcome = disposition ?? (wasConnected ? 'talked' : 'not reached');
      toasts.show(`Work done: ${name}, ${outcome}.`);
    },
  };
};
