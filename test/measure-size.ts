/** Weighs an entry of the built package as a page would load it. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import { minify } from 'terser';

export interface EntrySize {
  /** Gzipped bytes of all that loads with the entry. */
  staticBytes: number;
  /** npm packages that load with the entry. */
  packages: string[];
  /** What is loaded on use: a part for each `import()`, with the gzipped bytes of all that comes with it and is not there yet. */
  parts: { name: string; bytes: number }[];
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

/** `dist/chunks/softphone-connection-BV9UbMIg.js` → `softphone-connection`, `dist/numbers.js` → `numbers`. */
const partName = (path: string) => path.replace(/^.*\//, '').replace(/(-[\w-]{8})?\.js$/, '');

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
  const everything = reachable(metafile.outputs, entry, ['import-statement', 'dynamic-import']);
  const imports = [...everything].flatMap((path) => metafile.outputs[path]?.imports ?? []);
  const partStarts = new Set(imports.filter(({ kind, external, path }) => kind === 'dynamic-import' && !external && !loaded.has(path)).map(({ path }) => path));
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
  const part = async (start: string) => ({
    name: partName(metafile.outputs[start]?.entryPoint ?? start),
    bytes: await gzipped([...reachable(metafile.outputs, start, ['import-statement'])].filter((path) => !loaded.has(path))),
  });
  const inputs = [...loaded].flatMap((path) => Object.keys(metafile.outputs[path]?.inputs ?? {}));
  const packages = [...new Set(inputs.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []))];
  return { staticBytes: await gzipped(loaded), packages, parts: await Promise.all([...partStarts].map(part)) };
};
