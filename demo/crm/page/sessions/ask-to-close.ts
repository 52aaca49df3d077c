import type { Call } from 'ringframe';
import { ask } from '../ask.ts';
import { h } from '../dom.ts';

export interface Closing {
  /** Whom the session is about. */
  name: string;
  /** The call it would end, if that goes on. */
  call: Call | undefined;
  /** Titles of pages with something typed that is not saved. */
  unsaved: readonly string[];
  signal: AbortSignal;
}

/** What becomes of the call. One that was only announced cannot be ended from here, and is none of the question. */
const ends = (call: Call | undefined): { text: string; ok: string } | undefined => {
  if (!call?.actions.includes('hangUp')) return undefined;
  return call.state === 'alerting'
    ? { text: 'It rings. Closing the session declines the call.', ok: 'Decline and close' }
    : { text: 'The call goes on. Closing the session hangs it up.', ok: 'Hang up and close' };
};

/** Asks where something would be lost. False: the agent wants the session to stay. */
export const askToClose = async ({ name, call, unsaved, signal }: Closing): Promise<boolean> => {
  const end = ends(call);
  if (!end && unsaved.length === 0) return true;
  return ask({
    title: `Close the session of ${name}?`,
    text: [
      end && h('p', {}, end.text),
      unsaved.length > 0 && h('p', {}, `What you typed is not saved, and would be lost: ${unsaved.map((title) => `“${title}”`).join(', ')}.`),
    ],
    ok: end?.ok ?? 'Close',
    signal,
  });
};
