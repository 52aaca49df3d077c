import { readUpTo } from '../read-up-to.ts';
import { MAX_BODY_BYTES } from './limits.ts';
import { problem } from './problem.ts';

const tooLarge = () => problem(413, 'TOO_LARGE', `A body has at most ${MAX_BODY_BYTES} bytes.`);

/** Who goes away in the middle of it, or sends what is no HTTP, is no fault of ours. */
const brokenOff = (): never => {
  throw problem(400, 'INVALID_ARGUMENT', 'The body did not arrive whole.');
};

export interface JsonBody {
  text: string;
  value: unknown;
}

/**
 * The body of a request; an empty one is `{}`, for what takes nothing that must be given.
 * @throws CtiError as a rejection: `TOO_LARGE`, `INVALID_ARGUMENT`
 */
export const readJson = async (request: Request): Promise<JsonBody> => {
  if (Number(request.headers.get('content-length')) > MAX_BODY_BYTES) throw tooLarge();
  const bytes = await readUpTo(request.body, MAX_BODY_BYTES).catch(brokenOff);
  if (!bytes) throw tooLarge();
  if (bytes.length === 0) return { text: '', value: {} };
  // Browsers ask first before they send this type across origins.
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw problem(415, 'INVALID_ARGUMENT', 'A body is of the type application/json.');
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { text, value: JSON.parse(text) };
  } catch {
    throw problem(400, 'INVALID_ARGUMENT', 'The body is no JSON in UTF-8.');
  }
};
