/**
 * Requests that must not be carried out twice, by the header `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): one that comes again
 * is given the first one's answer.
 */
import { createHash } from 'node:crypto';
import { IDEMPOTENCY_WINDOW_MS, MAX_IDEMPOTENCY_KEY_LENGTH, MAX_IDEMPOTENCY_KEYS } from './limits.ts';
import { type Answer, problem } from './problem.ts';

interface Kept {
  fingerprint: string;
  at: number;
  /** Undefined while the first is under way. */
  answer?: Answer;
}

export interface IdempotencyStore {
  /**
   * @param request all that must be the same for it to be the same request
   * @param work its answer, and whether anything may have been done; what surely was not can be tried again under the same key
   */
  once(client: string, key: string | undefined, request: readonly string[], work: () => Promise<{ answer: Answer; isFinal: boolean }>): Promise<Answer>;
}

export const createIdempotencyStore = (now: () => number = Date.now): IdempotencyStore => {
  const byClient = new Map<string, Map<string, Kept>>();

  const keptOf = (client: string): Map<string, Kept> => {
    const kept = byClient.get(client) ?? new Map<string, Kept>();
    byClient.set(client, kept);
    return kept;
  };

  /** The oldest that is answered: what is under way is few, and must be found when it is done. */
  const makeRoom = (kept: Map<string, Kept>) => {
    if (kept.size < MAX_IDEMPOTENCY_KEYS) return;
    for (const [key, { answer }] of kept) if (answer) return void kept.delete(key);
  };

  const repeat = ({ fingerprint, answer }: Kept, given: string): Answer => {
    if (fingerprint !== given) throw problem(422, 'INVALID_ARGUMENT', 'This Idempotency-Key was used for another request.');
    if (!answer) throw problem(409, 'INVALID_STATE', 'The first request with this Idempotency-Key is still under way.', { headers: { 'retry-after': '1' } });
    return { ...answer, headers: { ...answer.headers, 'idempotency-replayed': 'true' } };
  };

  return {
    async once(client, key, request, work) {
      if (key === undefined) return (await work()).answer;
      if (key === '' || key.length > MAX_IDEMPOTENCY_KEY_LENGTH) {
        throw problem(400, 'INVALID_ARGUMENT', `An Idempotency-Key has 1 to ${MAX_IDEMPOTENCY_KEY_LENGTH} characters.`);
      }
      const kept = keptOf(client);
      const fingerprint = createHash('sha256').update(JSON.stringify(request)).digest('base64');
      const earlier = kept.get(key);
      if (earlier && now() - earlier.at < IDEMPOTENCY_WINDOW_MS) return repeat(earlier, fingerprint);
      kept.delete(key);
      makeRoom(kept);
      const entry: Kept = { fingerprint, at: now() };
      kept.set(key, entry);
      try {
        const { answer, isFinal } = await work();
        if (isFinal) entry.answer = answer;
        return answer;
      } finally {
        if (!entry.answer) kept.delete(key);
      }
    },
  };
};
