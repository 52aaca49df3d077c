import { extname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Files by their path on the server, for example `/main.js`. */
export type Files = ReadonlyMap<string, { type: string; body: Uint8Array<ArrayBuffer> }>;

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
};

const demoFolder = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundles the entries (a `.ts` or `.css` each) of one page for browsers, in memory.
 *
 * @example
 * await bundlePage(['softphone/main.ts', 'softphone/main.css']) // has /main.js, /main.css, chunks, and a map for each
 */
export const bundlePage = async (entries: readonly string[]): Promise<Files> => {
  const { outputFiles } = await build({
    entryPoints: entries.map((entry) => ({
      in: entry,
      out:
        entry
          .split('/')
          .at(-1)
          ?.replace(/\.\w+$/, '') ?? entry,
    })),
    absWorkingDir: demoFolder,
    tsconfig: 'tsconfig.pages.json',
    bundle: true,
    write: false,
    outdir: 'out',
    format: 'esm',
    splitting: true,
    sourcemap: true,
    target: 'es2022',
    chunkNames: 'chunks/[name]-[hash]',
    logLevel: 'error',
  });
  return new Map(
    outputFiles.map(({ path, contents }) => [
      `/${relative(`${demoFolder}out`, path).replaceAll('\\', '/')}`,
      { type: types[extname(path)] ?? 'application/octet-stream', body: new Uint8Array(contents) },
    ]),
  );
};
