/**
 * Serves each test file, and each module that a fixture page starts with, as one bundle. By themselves they are hundreds of
 * modules, which browsers fetch one round trip after another, anew for every page. Bundled once in a run; the second
 * stage of a page is in the bundle too (`bridge/stages.test.ts` has a server that keeps it apart).
 */
import { build } from 'esbuild';

const entry = /^\/test\/browser\/(?:.*\.(?:test|page)|fixtures\/.*)\.ts$/;

const bundle = async (path, rootDir) => {
  const { outputFiles } = await build({
    entryPoints: [`${rootDir}${path}`],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['production'],
    sourcemap: 'inline',
    tsconfig: `${rootDir}/tsconfig.base.json`,
    logLevel: 'error',
  });
  return outputFiles[0].text;
};

/**
 * @param {string} rootDir
 * @returns {import('@web/dev-server-core').Plugin}
 */
export const bundleModules = (rootDir) => {
  const bundles = new Map();
  return {
    name: 'bundle-modules',
    async serve({ path }) {
      if (!entry.test(path)) return undefined;
      if (!bundles.has(path)) bundles.set(path, bundle(path, rootDir));
      return { body: await bundles.get(path), type: 'js' };
    },
  };
};
