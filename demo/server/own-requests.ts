import type { MiddlewareHandler } from 'hono';

/**
 * Answers only requests that name this server by its own address, and lets only its own page change anything. Otherwise
 * any web page could reach a server on this machine: by a host name that resolves to it, or by a form.
 */
export const ownRequestsOnly =
  (origin: () => string): MiddlewareHandler =>
  async (context, next) => {
    const expected = origin();
    if (context.req.header('host') !== new URL(expected).host) {
      return context.json({ error: { code: 'WRONG_HOST', message: `This server answers at ${expected} only.` } }, 421);
    }
    const from = context.req.header('origin');
    const reads = context.req.method === 'GET' || context.req.method === 'HEAD';
    if (!reads && from !== undefined && from !== expected) {
      return context.json({ error: { code: 'WRONG_ORIGIN', message: `Only pages of ${expected} may change anything here.` } }, 403);
    }
    return next();
  };
