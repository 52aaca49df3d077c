/** Files that are served as somebody wrote them: no bundle, no build. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { Hono } from 'hono';
import { type PagePolicy, securityHeaders } from './content-security-policy.ts';

const types: Record<string, string> = { '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8' };

/** Serves a folder under `demo/` at a path: pages without their ending, under the policy, and what they load. */
export const addPlainFiles = async (app: Hono, options: { folder: string; at: string; policy: () => PagePolicy }): Promise<void> => {
  const folder = new URL(`../${options.folder}/`, import.meta.url);
  for (const name of await readdir(folder)) {
    const extension = extname(name);
    const text = await readFile(new URL(name, folder), 'utf8');
    if (extension === '.html') {
      app.get(`${options.at}/${basename(name, extension)}`, (context) => context.html(text, 200, securityHeaders(options.policy())));
    } else if (types[extension] !== undefined) {
      const headers = { 'Content-Type': types[extension], 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' };
      app.get(`${options.at}/${name}`, (context) => context.body(text, 200, headers));
    }
  }
};
