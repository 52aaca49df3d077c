/** One Chromium and one server for all measurements: the host page on localhost, the frame on 127.0.0.1, so two sites and two processes. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import puppeteer, { type Browser } from 'puppeteer-core';
import { chromiumFlags, chromiumPath } from '../browser/browsers.mjs';

const page = (script: string) => `<!doctype html><meta charset="utf-8"><title>bench</title><body><script type="module" src="/${script}"></script>`;

export interface BenchServer {
  host(script: string): string;
  guest(script: string): string;
  close(): void;
}

/** `/NAME` is a page that loads `/NAME.js`, built from pages/NAME.ts; `headers` go with every page. */
export const startServer = async (scripts: readonly string[], headers: Record<string, string> = {}): Promise<BenchServer> => {
  const { outputFiles } = await build({
    entryPoints: scripts.map((name) => fileURLToPath(new URL(`./pages/${name}.ts`, import.meta.url))),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    outdir: '/',
    logLevel: 'error',
  });
  const files = new Map(outputFiles.map(({ path, text }) => [path.slice(path.lastIndexOf('/')), text]));
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const script = files.get(path);
    const known = script !== undefined || files.has(`${path}.js`);
    response.writeHead(known ? 200 : 404, { 'content-type': script === undefined ? 'text/html' : 'text/javascript', 'cache-control': 'no-store', ...headers });
    response.end(script ?? (known ? page(`${path.slice(1)}.js`) : ''));
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  return { host: (script) => `http://localhost:${port}/${script}`, guest: (script) => `http://127.0.0.1:${port}/${script}`, close: () => server.close() };
};

export const startBrowser = (): Promise<Browser> =>
  puppeteer.launch({ executablePath: chromiumPath, args: [...chromiumFlags, '--js-flags=--expose-gc', '--enable-precise-memory-info'], headless: true });
