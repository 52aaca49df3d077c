/**
 * Notes while they are being typed. What was typed is shown until the desktop manager has it, so that a redraw never
 * takes a letter back; it is handed over when typing pauses, and before the field goes away.
 */
import type { ReactiveControllerHost } from 'lit';
import { NOTES_SAVE_DELAY_MS } from './limits.ts';

export interface NotesDraft {
  /** What the field shows. */
  value(callId: string, saved: string): string;
  input(callId: string, text: string): void;
  /** Hands over what was typed, now. */
  flush(): void;
  /** Drops what was typed, for example because it is being saved in another way. */
  drop(): void;
}

/** @param save Hands notes to the desktop manager; resolves true when they are there. */
export const notesDraft = (host: ReactiveControllerHost, save: (callId: string, notes: string) => Promise<boolean>): NotesDraft => {
  let draft: { callId: string; text: string } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // One at a time: an older text must not arrive after a newer one.
  let last: Promise<unknown> = Promise.resolve();

  const flush = () => {
    if (timer === undefined || !draft) return;
    clearTimeout(timer);
    timer = undefined;
    const handed = draft;
    last = last
      .then(() => save(handed.callId, handed.text))
      .then((saved) => {
        if (saved && draft === handed) draft = undefined;
        host.requestUpdate();
      });
  };
  host.addController({ hostDisconnected: flush });

  return {
    value: (callId, saved) => (draft?.callId === callId ? draft.text : saved),
    input: (callId, text) => {
      if (draft && draft.callId !== callId) flush();
      clearTimeout(timer);
      draft = { callId, text };
      timer = setTimeout(flush, NOTES_SAVE_DELAY_MS);
    },
    flush,
    drop: () => {
      clearTimeout(timer);
      timer = undefined;
      draft = undefined;
    },
  };
};
