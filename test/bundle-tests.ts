/** Compiles test files in one go. Each is a process of its own, and tsx in each of hundreds would take a third of all their time. */
import { readdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A module that looks for a file beside itself still finds it. */
const ownUrls: Plugin = {
  name: 'own-urls',
  setup({ onLoad }) {
    onLoad({ filter: /\.(ts|mjs)$/, namespace: 'file' }, async ({ path }) => ({
      loader: 'ts',
      contents: (await readFile(path, 'utf8')).replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path))),
    }));
  },
};

/** The test files of a folder of test/, in their order. */
export const testFiles = (folder: string): string[] => {
  const files = readdirSync(`${root}test/${folder}`, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
  if (files.length === 0) throw new Error(`test/${folder} has no *.test.ts`);
  return files.sort().map((name) => `test/${folder}/${name}`);
};

/** The test files of a folder as JavaScript, which is there until this process ends. */
export const bundleTests = async (folder: string): Promise<string[]> => {
  const outdir = `test/.tmp/bundles-${process.pid}`;
  process.once('exit', () => rmSync(`${root}${outdir}`, { recursive: true, force: true }));
  const entryPoints = testFiles(folder);
  await build({
    absWorkingDir: root,
    entryPoints,
    outbase: '.',
    outdir,
    bundle: true,
    // What two files share is compiled once.
    splitting: true,
    // Nothing is left out because package.json says that it has no effect.
    ignoreAnnotations: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    tsconfig: 'tsconfig.base.json',
    sourcemap: 'linked',
    plugins: [ownUrls],
    logLevel: 'error',
  });
  return entryPoints.map((name) => `${outdir}/${name.replace(/\.ts$/, '.js')}`);
};
