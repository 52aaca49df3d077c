/**
 * What is published: an ES module for each subpath of package.json, sharing chunks, with declarations beside them, and
 * the host as one script for pages without a bundler.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { transform } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { exports, dependencies, peerDependencies } = JSON.parse(readFileSync(here('package.json'), 'utf8'));
const packages = [...Object.keys(dependencies), ...Object.keys(peerDependencies)];

const outputs = [
  // A module leaves its packages to the reader's bundler.
  {
    format: 'es',
    input: moduleEntries(),
    external: (id) => packages.some((name) => id === name || id.startsWith(`${name}/`)),
    extra: [clean(), declarations()],
  },
  // A script brings them along.
  { format: 'iife', input: { 'ringframe-host.global': 'ringframe-host.global' }, name: 'Ringframe', extra: [hostScript(), packagesIncluded(), minify()] },
];

export default outputs.map(({ format, input, external, name, extra }) => ({
  input,
  external,
  // Of a package that turned out unused, not even the import stays.
  treeshake: { moduleSideEffects: (_, isExternal) => !isExternal },
  plugins: [typescript(), ...extra],
  onwarn: ({ message, id = '', ids = [id] }) => {
    if (!ids.some((path) => path.includes('node_modules'))) throw new Error(message);
  },
  output: { dir: 'dist', format, name, sourcemap: true, hoistTransitiveImports: false, entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
}));

/** `./phone/sip` → `{ 'phone/sip': 'src/phone/sip/index.ts' }`: package.json is the only list of entries. */
function moduleEntries() {
  const entries = Object.entries(exports).filter(([, target]) => typeof target === 'object');
  return Object.fromEntries(
    entries.map(([subpath, target]) => {
      const source = target.types.replace('./dist/types/', 'src/').replace('.d.ts', '.ts');
      if (!existsSync(here(source))) throw new Error(`package.json exports "${subpath}", but ${source} does not exist`);
      return [target.default.replace('./dist/', '').replace('.js', ''), source];
    }),
  );
}

function typescript() {
  const options = { loader: 'ts', target: 'es2022', sourcemap: true, tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } } };
  // A schema that a page does not use must not bring zod along; bundlers drop it only when told that making one has no effect.
  const pure = (code) => code.replace(/^((?:export )?const [^=\n]+ = )(?=schemaOf<)/gm, '$1/* @__PURE__ */ ');
  return { name: 'typescript', transform: (code, id) => (id.endsWith('.ts') ? transform(pure(code), { ...options, sourcefile: id }) : null) };
}

function clean() {
  return { name: 'clean', buildStart: () => rmSync(here('dist'), { recursive: true, force: true }) };
}

/** The compiler leaves `./x.ts` in declarations; a reader's compiler wants the `./x.js` that lies beside `x.d.ts`. */
function declarations() {
  return {
    name: 'declarations',
    writeBundle() {
      execFileSync(process.execPath, [here('node_modules/typescript/bin/tsc'), '-p', here('tsconfig.build.json')], { stdio: ['ignore', 'inherit', 'inherit'] });
      const folder = here('dist/types');
      for (const file of readdirSync(folder, { recursive: true }).filter((path) => path.endsWith('.d.ts'))) {
        const path = `${folder}/${file}`;
        writeFileSync(path, readFileSync(path, 'utf8').replace(/(from |import\()(['"]\.[^'"]*)\.ts(?=['"])/g, '$1$2.js'));
      }
    },
  };
}

/** The contract and the host under one global. */
function hostScript() {
  const id = 'ringframe-host.global';
  const code = ['src/index.ts', 'src/host/index.ts'].map((path) => `export * from ${JSON.stringify(here(path))};`).join('\n');
  return { name: 'host-script', resolveId: (source) => (source === id ? id : null), load: (source) => (source === id ? code : null) };
}

function packagesIncluded() {
  return nodeResolve({ browser: true, exportConditions: ['browser', 'production'] });
}

function minify() {
  return { name: 'minify', renderChunk: (code) => transform(code, { minify: true, target: 'es2022', sourcemap: true, legalComments: 'none' }) };
}
