/**
 * Installs the npm packages of package-lock.json, if they are not there yet. Runs on bare Node 20, so it imports nothing
 * but Node's own modules. `npm start` calls it; so does test/install.mjs.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const MIN_NODE_MAJOR = 20;

const packagesIn = (path) => {
  try {
    return JSON.parse(readFileSync(`${root}/${path}`, 'utf8')).packages;
  } catch {
    return undefined;
  }
};

/** What the lock file names and npm has not installed in that version. Packages for other platforms stay away. */
const missingPackages = () => {
  const installed = packagesIn('node_modules/.package-lock.json') ?? {};
  const wanted = Object.entries(packagesIn('package-lock.json') ?? {}).filter(([path, { optional, peer }]) => path !== '' && !optional && !peer);
  return wanted.filter(([path, { version }]) => installed[path]?.version !== version).map(([path]) => path);
};

export const installPackages = () => {
  if (Number(process.versions.node.split('.')[0]) < MIN_NODE_MAJOR) {
    throw new Error(`Node ${MIN_NODE_MAJOR} or newer is needed; this is ${process.version}.`);
  }
  const missing = missingPackages();
  if (missing.length === 0) return;
  console.log(`Installing ${missing.length} npm packages …`);
  const { status } = spawnSync('npm', ['ci', '--include=dev', '--no-fund', '--no-audit'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
    // The tests use the browsers of the system.
    env: { ...process.env, PUPPETEER_SKIP_DOWNLOAD: '1' },
  });
  if (status !== 0) throw new Error('npm ci failed: see above. It needs a registry it can reach.');
};

/** Ends the process with the message of what `install` throws, without a stack: it is meant for the person who installs. */
export const install = (steps) => {
  try {
    for (const step of steps) step();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
};

if (process.argv[1] === fileURLToPath(import.meta.url)) install([installPackages]);
