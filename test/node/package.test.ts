/** What npm would publish works for those who install it. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import vm from 'node:vm';
import { build } from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { missingPlatforms } from '../complete-lock.mjs';
import { codeBlocks } from './code-blocks.ts';
import { commands, entries, manifest, type PackedPackage, packPackage, root } from './packed-package.ts';

/** Output of a program that failed is what one wants to read. */
const run = (script: string, options: string[], cwd: string) => {
  try {
    return execFileSync(process.execPath, [resolve(root, 'node_modules', script), ...options], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return assert.fail(`${script} failed:\n${stdout}${stderr}`);
  }
};

const nameOf = (subpath: string) => `ringframe${subpath.slice(1)}`;

/** One export by which each entry is known. */
const knownExports: Record<string, string> = {
  '.': 'CtiError',
  './host': 'mountSoftphone',
  './softphone': 'attachPhone',
  './phone/sip': 'sipPhone',
  './phone/link': 'linkPhone',
  './link': 'startLink',
  './link/cisco': 'connectCisco',
  './controls': 'defineControls',
  './numbers': 'normalizeNumber',
  './opencti': 'openCtiRoutes',
  './testing': 'phoneContract',
};

/** Global names that zod and Lit leave for their own copies; in Node, Lit also brings a registry of elements. Node's own `fetch` leaves one on first use. */
const ofPackages = /^(__zod_|lit|reactiveElement|customElements$|Symbol\(undici\.)/;

describe('the package', () => {
  let pack: PackedPackage;
  before(() => {
    assert.ok(existsSync(join(root, 'dist')), 'dist is not there: npm run build makes it');
    pack = packPackage();
  });
  after(() => pack?.remove());

  const installed = (path: string) => join(pack.consumer, 'node_modules/ringframe', path);
  const compile = (file: string, resolution: { module: string; moduleResolution: string }) => {
    const config = pack.write(
      'tsconfig.json',
      JSON.stringify({
        compilerOptions: {
          ...resolution,
          target: 'ES2022',
          lib: ['ES2022', 'DOM', 'DOM.Iterable'],
          types: [],
          strict: true,
          noEmit: true,
          skipLibCheck: false,
        },
        files: [file],
      }),
    );
    run('typescript/bin/tsc', ['-p', config], pack.consumer);
  };

  it('holds what it should and nothing else', () => {
    const stray = pack.files.filter((path) => !/^(dist\/.+\.(js|js\.map|d\.ts)|package\.json|README\.md|CHANGELOG\.md|LICENSE)$/.test(path));
    assert.deepEqual(stray, []);
    for (const path of ['LICENSE', 'README.md', 'CHANGELOG.md', 'dist/ringframe-host.global.js']) assert.ok(pack.files.includes(path), `${path} is missing`);
  });

  it('has the files its exports name, and no entry beside them', () => {
    for (const [subpath, { types, default: script }] of entries) {
      for (const path of [types, script]) assert.ok(pack.files.includes(path.slice(2)), `${subpath} exports ${path}, which is not there`);
    }
    const scripts = pack.files.filter((path) => /^dist\/(?!chunks\/|types\/|opencti\/).*\.js$/.test(path));
    const built = [...entries.map(([, target]) => target.default), ...Object.values(commands)].map((path) => path.slice(2));
    assert.deepEqual(scripts.sort(), [...built, 'dist/ringframe-host.global.js'].sort());
  });

  it('serves the scripts of Open CTI, and has the same in files', async () => {
    const script = pack.write(
      'serve.mjs',
      `import { openCtiRoutes } from 'ringframe/opencti';
       const texts = {};
       for (const path of ['api/60.0/lightning/opencti_min.js', 'api/60.0/lightning/opencti.js', 'api/60.0/interaction.js', 'console/60.0/integration.js'])
         texts[path.split('/').at(-1)] = await openCtiRoutes(new Request('https://crm.example/support/' + path)).text();
       console.log(JSON.stringify(texts));`,
    );
    const texts: Record<string, string> = JSON.parse(run(script, [], pack.consumer));
    const served = Object.keys(texts).map((name) => `dist/opencti/${name}`);
    assert.deepEqual(served.sort(), pack.files.filter((path) => path.startsWith('dist/opencti/')).sort());
    for (const [name, text] of Object.entries(texts)) {
      assert.equal(text, readFileSync(installed(`dist/opencti/${name}`), 'utf8'));
      assert.deepEqual(text.match(/\beval\s*\(|\bFunction\s*\(|\bimport\s*\(/g), null, `${name} is one file that makes no code from text`);
    }
  });

  it('does not tell where it was built', () => {
    const telling = pack.files.filter((path) => readFileSync(installed(path), 'utf8').includes(root.replace(/\/$/, '')));
    assert.deepEqual(telling, []);
  });

  for (const [subpath] of entries) {
    it(`${nameOf(subpath)} loads without a page and leaves no trace in it`, () => {
      const name = nameOf(subpath);
      const script = pack.write(
        'load.mjs',
        `const known = new Set(Reflect.ownKeys(globalThis));
         const loaded = await import('${name}');
         const added = Reflect.ownKeys(globalThis).filter((key) => !known.has(key)).map(String);
         console.log(JSON.stringify({ names: Object.keys(loaded), added }));`,
      );
      const { names, added } = JSON.parse(run(script, [], pack.consumer));
      const expected = knownExports[subpath];
      if (expected) assert.ok(names.includes(expected), `${name} exports ${names.join(', ')}`);
      assert.deepEqual(
        added.filter((key: string) => !ofPackages.test(key)),
        [],
      );
    });
  }

  it('controls can be bundled, and nothing that defines them is dropped', async () => {
    const { outputFiles } = await build({
      stdin: { contents: `import { defineControls } from 'ringframe/controls'; defineControls();`, resolveDir: pack.consumer },
      bundle: true,
      format: 'esm',
      platform: 'browser',
      write: false,
      logLevel: 'silent',
    });
    assert.match(outputFiles[0]?.text ?? '', /ringframe-call-bar/);
  });

  it('has a command that runs where it is installed', () => {
    const command = installed(commands['ringframe-link'] ?? '');
    assert.match(readFileSync(command, 'utf8'), /^#!\/usr\/bin\/env node\n/);
    const output = execFileSync(process.execPath, [command, '--version'], { cwd: pack.consumer, encoding: 'utf8' });
    assert.equal(output.trim(), manifest.version);
  });

  for (const resolution of [
    { module: 'nodenext', moduleResolution: 'nodenext' },
    { module: 'esnext', moduleResolution: 'bundler' },
  ]) {
    it(`types compile with moduleResolution ${resolution.moduleResolution}`, () => {
      compile(pack.write('consumer.ts', readFileSync(join(root, 'test/node/consumer/consumer.ts'), 'utf8')), resolution);
    });
  }

  it('types tell a mistake', () => {
    const file = pack.write('mistake.ts', `import { mountSoftphone } from 'ringframe/host';\nmountSoftphone({ src: 17 });\n`);
    assert.throws(() => compile(file, { module: 'nodenext', moduleResolution: 'nodenext' }), /mistake\.ts\(2,/);
  });

  it('the code in the README compiles', () => {
    const blocks = codeBlocks(readFileSync(join(root, 'README.md'), 'utf8'), 'ts');
    assert.ok(blocks.length >= 2, 'the README has a quick start for each side');
    const given = readFileSync(join(root, 'test/node/consumer/readme-names.d.ts'), 'utf8');
    for (const [index, block] of blocks.entries()) {
      pack.write('readme-names.d.ts', given);
      compile(pack.write(`readme-${index + 1}.ts`, `/// <reference path="./readme-names.d.ts" />\n${block}\nexport {};\n`), {
        module: 'esnext',
        moduleResolution: 'bundler',
      });
    }
  });

  it('passes publint', async () => {
    const { messages } = await publint({ pkgDir: installed('.'), pack: false, strict: true });
    assert.deepEqual(
      messages.map((message) => formatMessage(message, manifest)),
      [],
    );
  });

  it('passes attw as an ES module package', () => {
    run('@arethetypeswrong/cli/dist/index.js', [pack.tarball, '--profile', 'esm-only', '--no-color', '--no-emoji'], pack.consumer);
  });

  it('the host script works without a bundler and makes no code from text', () => {
    const script = readFileSync(installed('dist/ringframe-host.global.js'), 'utf8');
    assert.deepEqual(script.match(/\beval\s*\(|\bFunction\s*\(/g), null);
    const page = vm.createContext({ crypto, queueMicrotask, structuredClone, URL }, { codeGeneration: { strings: false, wasm: false } });
    vm.runInContext(script, page);
    const kinds = vm.runInContext('[typeof Ringframe.mountSoftphone, typeof Ringframe.CtiError, typeof Ringframe.isCtiError]', page);
    assert.equal(kinds.join(), 'function,function,function');
  });

  it('the lock file names no address and every platform', () => {
    const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
    assert.deepEqual(lock.match(/"resolved": "http/g), null);
    const missing = missingPlatforms(JSON.parse(lock)).map(([path]) => path);
    assert.deepEqual(missing, [], 'node test/complete-lock.mjs adds them');
  });
});
