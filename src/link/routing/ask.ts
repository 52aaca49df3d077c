import type { RouteReason } from '../news.ts';
import { askAddress } from './ask-address.ts';
import { type Advice, adviceOf, type Decider, type RouteQuestion } from './decider.ts';

export interface AskOptions {
  decider: string | Decider;
  deadlineMs: number;
  secret?: string | undefined;
  /** A fault of a function's own. */
  fault(error: unknown): void;
}

const slow: Advice = { reason: 'slow' satisfies RouteReason };

/** Asks a decider, and settles by the deadline whatever it does. Never rejects. */
export const ask = async (question: RouteQuestion, { decider, deadlineMs, secret, fault }: AskOptions): Promise<Advice> => {
  const controller = new AbortController();
  const { signal } = controller;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<Advice>((resolve) => {
    timer = setTimeout(() => {
      controller.abort();
      resolve(slow);
    }, deadlineMs);
  });
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
    return await Promise.race([answer(), deadline]);
  } finally {
    clearTimeout(timer);
  }
};
