/** Serves a CommonJS package as one ES module, bundled on the first request: browsers cannot load it as it is. */
import { createRequire } from 'node:module';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const path = '/__bundled__/';

const wrapped = (name) => {
  const names = Object.keys(require(name)).filter((key) => key !== 'default' && /^[A-Za-z_$][\w$]*$/.test(key));
  return `import * as module from '${name}';\nexport default module.default ?? module;\n${names.map((key) => `export const ${key} = module.${key};`).join('\n')}\n`;
};

const bundle = async (name, rootDir) => {
  const { outputFiles } = await build({
    stdin: { contents: wrapped(name), resolveDir: rootDir },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0].text;
};

/**
 * @param {string[]} names packages to bundle
 * @param {string} rootDir where they are resolved from
 * @returns {import('@web/dev-server-core').Plugin}
 */
export const bundlePackages = (names, rootDir) => {
  const bundles = new Map();
  return {
    name: 'bundle-packages',
    resolveImport: ({ source }) => (names.includes(source) ? `${path}${source}.js` : undefined),
    async serve({ path: requested }) {
      const name = names.find((candidate) => requested === `${path}${candidate}.js`);
      if (!name) return undefined;
      if (!bundles.has(name)) bundles.set(name, bundle(name, rootDir));
      return { body: await bundles.get(name), type: 'js' };
    },
  };
};
