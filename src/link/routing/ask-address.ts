/** A decider somewhere else: it is sent the question as JSON, and answers `{ "destination": "…" }`. */
import { signMessage } from '../signed-message.ts';
import { type Advice, adviceOf, type RouteQuestion } from './decider.ts';
import { MAX_ANSWER_BYTES } from './limits.ts';

export interface AskOptions {
  url: string;
  secret?: string | undefined;
  signal: AbortSignal;
}

/** Undefined when it is longer than it may be. */
const readShort = async ({ body }: Response): Promise<string | undefined> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    // Leaving the loop ends the reading.
    if (length > MAX_ANSWER_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

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
    const text = await readShort(response);
    return text === undefined ? { reason: 'tooLarge' } : parse(text);
  } catch {
    return { reason: signal.aborted ? 'slow' : 'unreachable' };
  }
};
