import type { RouteReason } from '../news.ts';
import { askAddress } from './ask-address.ts';
import { type Advice, adviceOf, type Decider, type RouteQuestion } from './decider.ts';

export interface AskOptions {
  decider: string | Decider;
  deadlineMs: number;
  secret?: string | undefined;
  /** Of the link: aborted when it stops. */
  stopping: AbortSignal;
  /** A fault of a function's own. */
  fault(error: unknown): void;
}

/** Asks a decider, and settles by the deadline whatever it does, or when the link stops. Never rejects. */
export const ask = async (question: RouteQuestion, { decider, deadlineMs, secret, stopping, fault }: AskOptions): Promise<Advice> => {
  const controller = new AbortController();
  const { signal } = controller;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stop = () => {};
  const givenUp = new Promise<Advice>((resolve) => {
    const giveUp = (reason: RouteReason) => () => {
      controller.abort();
      resolve({ reason });
    };
    stop = giveUp('stopping');
    timer = setTimeout(giveUp('slow'), deadlineMs);
  });
  stopping.addEventListener('abort', stop, { once: true });
  const answer = async (): Promise<Advice> => {
    if (typeof decider === 'string') return askAddress(question, { url: decider, secret, signal });
    try {
      return adviceOf(await decider(question, { signal }));
    } catch (error) {
      if (!signal.aborted) fault(error);
      return { reason: 'threw' };
    }
  };
  try {
    return await Promise.race([answer(), givenUp]);
  } finally {
    clearTimeout(timer);
    stopping.removeEventListener('abort', stop);
  }
};
