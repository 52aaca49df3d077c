/** The package as npm would publish it, installed into an empty project. Packages it depends on are linked, so nothing is downloaded. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface PackedPackage {
  /** The project that uses the package. */
  consumer: string;
  tarball: string;
  /** Paths in the tarball. */
  files: string[];
  /** Writes a file of the consumer. */
  write(path: string, text: string): string;
  remove(): void;
}

export const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string;
  exports: Record<string, string | { types: string; default: string }>;
  bin: Record<string, string>;
  dependencies: Record<string, string>;
};

export const commands = manifest.bin;

/** `[subpath, { types, default }]` of every entry with code. */
export const entries = Object.entries(manifest.exports).flatMap(([subpath, target]) => (typeof target === 'string' ? [] : [[subpath, target] as const]));

export const packPackage = (): PackedPackage => {
  const folder = mkdtempSync(join(tmpdir(), 'ringframe-package-'));
  const packed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ filename, files }] = JSON.parse(packed) as [{ filename: string; files: { path: string }[] }];
  const tarball = join(folder, filename);
  const consumer = join(folder, 'consumer');
  const modules = join(consumer, 'node_modules');
  const own = join(modules, 'ringframe');
  mkdirSync(own, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', own, '--strip-components=1']);
  // JsSIP is optional, so it is left out.
  for (const name of Object.keys(manifest.dependencies)) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  const write = (path: string, text: string) => {
    const file = join(consumer, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  write('package.json', JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  return { consumer, tarball, files: files.map(({ path }) => path), write, remove: () => rmSync(folder, { recursive: true, force: true }) };
};
