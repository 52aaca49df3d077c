/**
 * What is published: an ES module for each subpath of package.json, sharing chunks, with declarations beside them, and
 * the host as one script for pages without a bundler. The scripts of Open CTI lie in `dist/opencti/` and within `ringframe/opencti`.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { transform } from 'esbuild';
import { rollup } from 'rollup';
import { minify as terser } from 'terser';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { exports, bin, dependencies, peerDependencies } = JSON.parse(readFileSync(here('package.json'), 'utf8'));
const packages = [...Object.keys(dependencies), ...Object.keys(peerDependencies)];

const outputs = [
  // A module leaves its packages to the reader's bundler.
  {
    format: 'es',
    input: moduleEntries(),
    external: (id) => id.startsWith('node:') || packages.some((name) => id === name || id.startsWith(`${name}/`)),
    extra: [clean(), openCtiScripts(), declarations()],
  },
  // A script brings them along.
  {
    format: 'iife',
    input: { 'ringframe-host.global': 'ringframe-host.global' },
    name: 'Ringframe',
    extra: [hostScript(), packagesIncluded(), minify()],
  },
];

const inputOptions = (extra) => ({
  // Of a package that turned out unused, not even the import stays.
  treeshake: { moduleSideEffects: (_, isExternal) => !isExternal },
  plugins: [typescript(), ...extra],
  onwarn: ({ message, id = '', ids = [id] }) => {
    if (!ids.some((path) => path.includes('node_modules'))) throw new Error(message);
  },
});

export default outputs.map(({ format, input, external, name, extra }) => ({
  input,
  external,
  ...inputOptions(extra),
  output: {
    dir: 'dist',
    format,
    name,
    sourcemap: true,
    hoistTransitiveImports: false,
    // A script is one file: what a module loads later, it has with it.
    inlineDynamicImports: format === 'iife',
    entryFileNames: '[name].js',
    chunkFileNames: (chunk) => `chunks/${chunkName(chunk)}-[hash].js`,
  },
}));

/** `./phone/sip` → `{ 'phone/sip': 'src/phone/sip/index.ts' }`: package.json is the only list of entries and commands. */
function moduleEntries() {
  const entries = Object.entries(exports).filter(([, target]) => typeof target === 'object');
  const sources = [
    ...entries.map(([, target]) => [target.default, target.types.replace('./dist/types/', 'src/').replace('.d.ts', '.ts')]),
    ...Object.values(bin).map((path) => [path, path.replace('./dist/', 'src/').replace('.js', '.ts')]),
  ];
  return Object.fromEntries(
    sources.map(([built, source]) => {
      if (!existsSync(here(source))) throw new Error(`package.json has ${built}, but ${source} does not exist`);
      return [built.replace('./dist/', '').replace('.js', ''), source];
    }),
  );
}

/** Rollup names a shared chunk after whichever module it has put last. */
function chunkName({ name, moduleIds }) {
  const holds = (path) => moduleIds.includes(here(path));
  if (holds('src/bridge/session.ts')) return 'bridge';
  return holds('src/index.ts') ? 'contract' : name;
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

/**
 * Of pages and of the link apart, since what is declared for pages must not lean on Node. The compiler leaves `./x.ts` in declarations; a
 * reader's compiler wants the `./x.js` that lies beside `x.d.ts`.
 */
function declarations() {
  const compile = (...options) =>
    execFileSync(process.execPath, [here('node_modules/typescript/bin/tsc'), ...options], { stdio: ['ignore', 'inherit', 'inherit'] });
  return {
    name: 'declarations',
    writeBundle() {
      const folder = here('dist/types');
      compile('-p', here('src/link'), '--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--rootDir', here('src'), '--outDir', folder);
      compile('-p', here('tsconfig.build.json'));
      for (const file of readdirSync(folder, { recursive: true }).filter((path) => path.endsWith('.d.ts'))) {
        const path = `${folder}/${file}`;
        writeFileSync(path, readFileSync(path, 'utf8').replace(/(from |import\()(['"]\.[^'"]*)\.ts(?=['"])/g, '$1$2.js'));
      }
    },
  };
}

/**
 * The contract and `mountSoftphone` under one global. What is used once, or by few, is left to the modules: a script cannot load
 * a part of itself later, so everybody would pay for the number plans and the XML parser.
 */
function hostScript() {
  const id = 'ringframe-host.global';
  const code = ['src/index.ts', 'src/host/mount-softphone.ts'].map((path) => `export * from ${JSON.stringify(here(path))};`).join('\n');
  return { name: 'host-script', resolveId: (source) => (source === id ? id : null), load: (source) => (source === id ? code : null) };
}

/** A script of Open CTI, all in one. The browser tests load what this makes, so that they test what is published. */
export async function openCtiScript(name) {
  const bundle = await rollup({ input: here(`src/opencti/${name}-script.ts`), ...inputOptions([noCommands(), packagesIncluded()]) });
  const { output } = await bundle.generate({ format: 'iife', inlineDynamicImports: true });
  await bundle.close();
  // Slower than `minify()`, and a kilobyte less on every load of a softphone.
  const { code } = await terser(output[0].code, { ecma: 2020, compress: { passes: 3 }, format: { comments: false } });
  return { text: code, etag: `"${createHash('sha256').update(code).digest('base64url').slice(0, 22)}"` };
}

/** A page of Open CTI is given no commands. */
function noCommands() {
  return { name: 'no-commands', resolveId: (source) => (source.endsWith('/protocol/phone-commands.ts') ? here('src/opencti/no-commands.ts') : null) };
}

/** What `ringframe/opencti` serves is made of the same tree: it takes the place of `scripts.ts`, and lies in files for a static host. */
function openCtiScripts() {
  const names = { opencti: ['opencti', 'opencti_min'], interaction: ['interaction'], integration: ['integration'] };
  return {
    name: 'opencti-scripts',
    async load(id) {
      if (id !== here('src/opencti/scripts.ts')) return null;
      const scripts = {};
      for (const [name, files] of Object.entries(names)) {
        scripts[name] = await openCtiScript(name);
        for (const file of files) this.emitFile({ type: 'asset', fileName: `opencti/${file}.js`, source: scripts[name].text });
      }
      return `export const scripts = ${JSON.stringify(scripts)};`;
    },
  };
}

/** All but zod, of which a script needs too little to carry it. */
function packagesIncluded() {
  const zodStandIn = { name: 'zod-stand-in', resolveId: (source) => (source === 'zod/mini' ? here('src/protocol/zod-stand-in.ts') : null) };
  return [zodStandIn, nodeResolve({ browser: true, exportConditions: ['browser', 'production'] })];
}

function minify() {
  return { name: 'minify', renderChunk: (code) => transform(code, { minify: true, target: 'es2022', sourcemap: true, legalComments: 'none' }) };
}
