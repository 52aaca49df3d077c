import type { EndEvent, JsSipSession } from './jssip.ts';

/** One listener for the end of a session, for all who wait for it: JsSIP warns about more than ten. */
export interface Ending {
  /** Calls back when the session ends, in order. Returns how to stop waiting. */
  on(callback: (event: EndEvent) => void): () => void;
}

export const watchEnd = (session: JsSipSession): Ending => {
  const callbacks = new Set<(event: EndEvent) => void>();
  const ended = (event: EndEvent) => {
    const waiting = [...callbacks];
    callbacks.clear();
    for (const callback of waiting) callback(event);
  };
  session.on('ended', ended);
  session.on('failed', ended);
  return {
    on(callback) {
      callbacks.add(callback);
      return () => void callbacks.delete(callback);
    },
  };
};
