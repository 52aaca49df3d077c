/** Weighs an entry of the built package as a page would load it. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import { minify } from 'terser';

export interface EntrySize {
  /** Gzipped bytes of all that loads with the entry. */
  staticBytes: number;
  /** Gzipped bytes of what is loaded on use. */
  dynamicBytes: number;
}

const root = fileURLToPath(new URL('..', import.meta.url));

const { exports, peerDependencies } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));

const reachable = (outputs: Metafile['outputs'], start: string, kinds: readonly string[]) => {
  const seen = new Set([start]);
  for (const path of seen) {
    for (const { path: next, kind, external } of outputs[path]?.imports ?? []) if (!external && kinds.includes(kind)) seen.add(next);
  }
  return seen;
};

export const measureSize = async (subpath: string): Promise<EntrySize> => {
  const built: string = exports[subpath].default.slice(2);
  if (!existsSync(`${root}/${built}`)) throw new Error(`${built} is not there: npm run build makes it`);
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [built],
    outdir: 'out',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['production'],
    legalComments: 'none',
    external: Object.keys(peerDependencies),
    metafile: true,
    logLevel: 'error',
    write: false,
  });
  const entry = Object.keys(metafile.outputs).find((path) => metafile.outputs[path]?.entryPoint === built);
  if (!entry) throw new Error(`${subpath}: nothing was built`);
  const loaded = reachable(metafile.outputs, entry, ['import-statement']);
  const onUse = [...reachable(metafile.outputs, entry, ['import-statement', 'dynamic-import'])].filter((path) => !loaded.has(path));
  const minified = async (path: string): Promise<Buffer> => {
    const file = outputFiles.find((candidate) => candidate.path.endsWith(`/${path}`));
    if (!file) throw new Error(`${subpath}: ${path} was not built`);
    const { code = '' } = await minify(file.text, { module: true, ecma: 2020, compress: { passes: 3 } });
    return Buffer.from(code);
  };
  const gzipped = async (paths: Iterable<string>): Promise<number> => {
    const contents = await Promise.all([...paths].map(minified));
    return contents.length === 0 ? 0 : gzipSync(Buffer.concat(contents), { level: 9 }).length;
  };
  return { staticBytes: await gzipped(loaded), dynamicBytes: await gzipped(onUse) };
};
