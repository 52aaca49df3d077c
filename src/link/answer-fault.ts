import type { ErrorHandler } from 'hono';
import type { Logger } from 'pino';
import { toWireError } from '../phone/link/wire.ts';

/** What no route has made an answer of. Left alone, Hono would write it to standard error, stack and all, as often as somebody asks for it. */
export const createFaultAnswer =
  (log: Pick<Logger, 'error'>): ErrorHandler =>
  (error, context) => {
    // Who goes away in the middle of a request is no fault of anybody's.
    const isGone = (error as NodeJS.ErrnoException).code === 'ECONNRESET';
    if (!isGone) log.error({ err: error }, 'a request failed because of a fault');
    return context.json({ error: toWireError(error) }, isGone ? 400 : 500);
  };
