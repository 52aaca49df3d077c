import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { HOST } from './limits.ts';

export interface PageServer {
  readonly origin: string;
  stop(): Promise<void>;
}

/** Bundles what is in test/interop/page/ and serves it. */
export const servePages = async (): Promise<PageServer> => {
  const folder = new URL('../page/', import.meta.url);
  const bundles = await build({
    entryPoints: ['main.ts', 'contract.ts'].map((name) => fileURLToPath(new URL(name, folder))),
    outdir: '/',
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'silent',
  });
  const files = new Map(bundles.outputFiles.map(({ path, text }) => [path, { type: 'text/javascript', text }]));
  for (const name of ['index.html', 'contract.html']) {
    files.set(`/${name}`, { type: 'text/html', text: await readFile(new URL(name, folder), 'utf8') });
  }
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    if (file) response.writeHead(200, { 'content-type': file.type }).end(file.text);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
  return {
    origin: `http://${HOST}:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
