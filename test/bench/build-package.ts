/** `npm run build`, once for all parts of a run that measure what is published. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

let isBuilt = false;

export const buildPackage = (): void => {
  if (isBuilt) return;
  execFileSync('npx', ['rollup', '-c', '--silent'], { cwd: fileURLToPath(new URL('../..', import.meta.url)), stdio: ['ignore', 'ignore', 'inherit'] });
  isBuilt = true;
};
