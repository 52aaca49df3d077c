/**
 * Completes package-lock.json after `npm install`: `node test/complete-lock.mjs`.
 *
 * npm leaves a package for another platform out of the lock file when the registry at hand does not have it, and
 * `npm ci` then refuses the lock file everywhere. What such a package is for can be read from its name.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const lockPath = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];
const libraries = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };

const platformOf = (name) => {
  const parts = name.split(/[/-]/);
  const os = systems.find((system) => parts.includes(system));
  const cpu = processors.find((processor) => parts.includes(processor));
  const libc = os === 'linux' ? libraries[parts.at(-1)] : undefined;
  return os && cpu ? { cpu: [cpu], ...(libc && { libc: [libc] }), os: [os] } : undefined;
};

/** @returns {[path: string, entry: object][]} entries the lock file lacks */
export const missingPlatforms = ({ packages }) =>
  Object.entries(packages).flatMap(([path, { optionalDependencies = {}, dev }]) =>
    Object.entries(optionalDependencies).flatMap(([name, version]) => {
      const isKnown = [`${path}/node_modules/${name}`, `node_modules/${name}`].some((place) => packages[place]?.version === version);
      const platform = platformOf(name);
      // A range, or a package for every platform, is npm's to resolve.
      if (isKnown || !platform || !/^\d+\.\d+\.\d+$/.test(version)) return [];
      const place = packages[`node_modules/${name}`] || path.lastIndexOf('node_modules/') > 0 ? `${path}/node_modules/${name}` : `node_modules/${name}`;
      return [[place, { version, ...(dev && { dev }), optional: true, ...platform }]];
    }),
  );

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync(lockPath, 'utf8'));
  const missing = missingPlatforms(lock);
  const all = { ...lock.packages, ...Object.fromEntries(missing) };
  lock.packages = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(lockPath, `${JSON.stringify(lock, undefined, 2)}\n`);
  console.log(`${missing.length} entries added`);
}
