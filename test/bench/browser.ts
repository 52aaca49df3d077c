/** One Chromium and one server for all measurements: the host page on localhost, the frame on 127.0.0.1, so two sites and two processes. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import puppeteer, { type Browser } from 'puppeteer-core';
import { chromiumFlags, chromiumPath } from '../browser/browsers.mjs';

const page = (script: string, preloaded: readonly string[]) =>
  `<!doctype html><meta charset="utf-8"><title>bench</title>${preloaded.map((path) => `<link rel="modulepreload" href="${path}">`).join('')}<body><script type="module" src="/${script}"></script>`;

/** Each as an application of its own; what it loads on use is a file of its own, and the fetching of it is part of what is measured. */
const buildPage = async (name: string): Promise<[path: string, text: string][]> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`./pages/${name}.ts`, import.meta.url))],
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    outdir: '/',
    logLevel: 'error',
  });
  return outputFiles.map(({ path, text }) => [path.slice(path.lastIndexOf('/')), text]);
};

export interface BenchServer {
  host(script: string): string;
  guest(script: string): string;
  close(): void;
}

/**
 * `/NAME` is a page that loads `/NAME.js`, built from pages/NAME.ts; `headers` go with every page. With `?preload` it names
 * the file of the softphone's second stage in its head, as README.md says. `more` are scripts that are served as they are, by path.
 */
export const startServer = async (
  scripts: readonly string[],
  headers: Record<string, string> = {},
  more: readonly (readonly [path: string, text: string])[] = [],
): Promise<BenchServer> => {
  const files = new Map([...(await Promise.all(scripts.map(buildPage))).flat(), ...more]);
  const server = createServer((request, response) => {
    const { pathname: path, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const script = files.get(path);
    const known = script !== undefined || files.has(`${path}.js`);
    response.writeHead(known ? 200 : 404, { 'content-type': script === undefined ? 'text/html' : 'text/javascript', 'cache-control': 'no-store', ...headers });
    const preloaded = searchParams.has('preload') ? [...files.keys()].filter((file) => file.startsWith('/open-crm-connection-')) : [];
    response.end(script ?? (known ? page(`${path.slice(1)}.js`, preloaded) : ''));
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  return { host: (script) => `http://localhost:${port}/${script}`, guest: (script) => `http://127.0.0.1:${port}/${script}`, close: () => server.close() };
};

export const startBrowser = (): Promise<Browser> =>
  puppeteer.launch({ executablePath: chromiumPath, args: [...chromiumFlags, '--js-flags=--expose-gc', '--enable-precise-memory-info'], headless: true });
