/**
 * Serves the pages under test/browser/fixtures/ untouched: the test runner would put a script of its own into them,
 * which a strict content security policy then reports. Scripts the pages load still go through the runner's transforms.
 *
 * A test asks for other headers or another status in the query: `attacker.html?header=X-Frame-Options:DENY&status=404`.
 * `header` may be repeated. `?delayMs=2000` answers late (at most 30 s).
 */
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

const prefix = '/test/browser/fixtures/';
const MAX_DELAY_MS = 30_000;

/** @returns {import('koa').Middleware} */
export const fixturePages = (rootDir) => async (context, next) => {
  const { pathname, searchParams } = new URL(context.url, 'http://localhost');
  if (!pathname.startsWith(prefix) || !pathname.endsWith('.html')) return next();
  const body = await readFile(`${rootDir}${decodeURIComponent(pathname)}`).catch(() => undefined);
  if (!body) return next();
  await delay(Math.min(Number(searchParams.get('delayMs') ?? 0), MAX_DELAY_MS));
  context.status = Number(searchParams.get('status') ?? 200);
  context.type = 'html';
  for (const header of searchParams.getAll('header')) {
    const colon = header.indexOf(':');
    context.set(header.slice(0, colon), header.slice(colon + 1).trim());
  }
  context.set('Cache-Control', 'no-store');
  context.body = body;
};

/** The runner listens on every interface so that localhost, 127.0.0.1 and b.localhost all reach it; only this machine may. */
export const loopbackOnly = async (context, next) => {
  const address = context.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
  if (address === '::1' || address.startsWith('127.')) return next();
  context.status = 403;
};
