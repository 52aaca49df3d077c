/** What each entry weighs, gzipped, as `npm test` checks it. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { measureSize } from '../measure-size.ts';
import { sizeBudgets } from '../sizes.ts';
import type { Finding } from './report.ts';

export const benchSizes = async (): Promise<Finding[]> => {
  execFileSync('npx', ['rollup', '-c', '--silent'], { cwd: fileURLToPath(new URL('../..', import.meta.url)), stdio: ['ignore', 'ignore', 'inherit'] });
  const findings: Finding[] = [];
  for (const { subpath, maxKilobytes, targetKilobytes = maxKilobytes } of sizeBudgets) {
    const { staticBytes, dynamicBytes } = await measureSize(subpath);
    const name = `ringframe${subpath.slice(1)}`;
    findings.push({ name, value: staticBytes / 1_000, unit: 'KB', target: targetKilobytes });
    if (dynamicBytes) findings.push({ name: `${name}: loaded on use`, value: dynamicBytes / 1_000, unit: 'KB' });
  }
  return findings;
};
