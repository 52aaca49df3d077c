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
  app.get('*', async (context, next) => {
    const file = files.get(context.req.path);
    if (!file) return next();
    return context.body(file.body, 200, { 'Content-Type': file.type, 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
  });
  return app;
};
