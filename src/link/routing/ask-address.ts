/** A decider somewhere else: it is sent the question as JSON, and answers `{ "destination": "…" }`. */
import { readUpTo } from '../read-up-to.ts';
import { signMessage } from '../signed-message.ts';
import { type Advice, adviceOf, type RouteQuestion } from './decider.ts';
import { MAX_ANSWER_BYTES } from './limits.ts';

export interface AskOptions {
  url: string;
  secret?: string | undefined;
  signal: AbortSignal;
}

const parse = (text: string): Advice => {
  try {
    const answer: unknown = JSON.parse(text);
    // From afar only the documented form counts: a text alone may be an error page's.
    return typeof answer === 'object' && answer !== null ? adviceOf(answer) : { reason: 'malformed' };
  } catch {
    return { reason: 'malformed' };
  }
};

/** Never rejects: what goes wrong is a reason. When `signal` aborts it is `slow`. */
export const askAddress = async (question: RouteQuestion, { url, secret, signal }: AskOptions): Promise<Advice> => {
  const body = JSON.stringify(question);
  const signed = secret === undefined ? {} : signMessage(secret, question.routeId, body, Date.now());
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'user-agent': 'ringframe-link', ...signed },
      body,
      // Elsewhere is not where it was configured to be.
      redirect: 'manual',
      signal,
    });
    if (!response.ok) {
      await response.body?.cancel();
      return { reason: response.status >= 300 && response.status < 400 ? 'redirected' : 'errorStatus' };
    }
    if (response.status === 204) return { reason: 'undecided' };
    const answer = await readUpTo(response.body, MAX_ANSWER_BYTES);
    return answer ? parse(answer.toString('utf8')) : { reason: 'tooLarge' };
  } catch {
    return { reason: signal.aborted ? 'slow' : 'unreachable' };
  }
};
