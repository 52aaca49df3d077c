/** A question that waits for its answer, over everything else. */
import { type Child, h } from './dom.ts';

export interface Question {
  title: string;
  text: readonly Child[];
  /** What agreeing means, such as `Hang up`. Default `OK`. */
  ok?: string;
  /** Nobody waits for the answer any more. */
  signal?: AbortSignal | undefined;
}

const AGREED = 'ok';

/** False when it was cancelled, by the button or by Escape, or taken back. */
export const ask = ({ title, text, ok = 'OK', signal }: Question): Promise<boolean> =>
  new Promise((resolve) => {
    const close = (): void => dialog.close();
    const dialog = h(
      'dialog',
      { class: 'question', 'aria-labelledby': 'question-title' },
      h(
        'form',
        { method: 'dialog', class: 'stack' },
        h('h2', { id: 'question-title' }, title),
        ...text,
        h(
          'div',
          { class: 'buttons question-buttons' },
          h('button', { class: 'button', value: '' }, 'Cancel'),
          h('button', { class: 'button button-primary', value: AGREED }, ok),
        ),
      ),
    );
    dialog.addEventListener('close', () => {
      signal?.removeEventListener('abort', close);
      dialog.remove();
      resolve(dialog.returnValue === AGREED && signal?.aborted !== true);
    });
    if (signal?.aborted) return resolve(false);
    signal?.addEventListener('abort', close);
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector<HTMLElement>(`button[value=${AGREED}]`)?.focus();
  });
