import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';
import { bundlePage, type Files } from './bundle-page.ts';
import { type PagePolicy, securityHeaders } from './content-security-policy.ts';
import { ownRequestsOnly } from './own-requests.ts';

export interface PageOptions {
  /** Folder under `demo/` with `index.html`, `main.ts`, `main.css`. */
  folder: string;
  /** Its own origin; asked on each request, since ports are known only after listening. */
  origin: () => string;
  policy: () => PagePolicy;
  /** What `/config.json` says: the addresses of the others. */
  config: () => unknown;
  /** Further paths which show `index.html`, with another policy where one is given. */
  alsoAt?: Record<string, () => PagePolicy>;
}

/** What browsers ask every server for. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="3" y="3" width="26" height="26" rx="8" fill="none" stroke="#2c5bd4" stroke-width="4"/><rect x="10" y="10" width="12" height="12" rx="3" fill="#2c5bd4"/></svg>`;

const read = (path: string) => readFile(new URL(`../${path}`, import.meta.url), 'utf8');

/** A server for one page: its HTML under a strict policy, its bundles, its configuration. Routes added later come first come first. */
export const pageApp = async ({ folder, origin, policy, config, alsoAt = {} }: PageOptions): Promise<Hono> => {
  const files: Files = await bundlePage([`${folder}/main.ts`, `${folder}/main.css`]);
  const html = await read(`${folder}/index.html`);
  const app = new Hono();
  app.use(ownRequestsOnly(origin));
  app.get('/config.json', (context) => context.json(config() as object, 200, { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' }));
  for (const [path, policyHere] of Object.entries({ '/': policy, ...alsoAt })) {
    app.get(path, (context) => context.html(html, 200, securityHeaders(policyHere())));
  }
  app.get('/favicon.ico', (context) => context.body(ICON, 200, { 'Content-Type': 'image/svg+xml', 'X-Content-Type-Options': 'nosniff' }));
  app.get('*', async (context, next) => {
    const file = files.get(context.req.path);
    if (!file) return next();
    return context.body(file.body, 200, { 'Content-Type': file.type, 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
  });
  return app;
};
