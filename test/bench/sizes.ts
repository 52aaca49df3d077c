/** What each entry weighs, gzipped, as `npm test` checks it. */
import { measureSize } from '../measure-size.ts';
import { sizeBudgets } from '../sizes.ts';
import { buildPackage } from './build-package.ts';
import type { Finding } from './report.ts';

export const benchSizes = async (): Promise<Finding[]> => {
  buildPackage();
  const findings: Finding[] = [];
  for (const { subpath, maxKilobytes, connection } of sizeBudgets) {
    const { staticBytes, parts } = await measureSize(subpath);
    const name = `ringframe${subpath.slice(1)}`;
    findings.push({ name, value: staticBytes / 1_000, unit: 'KB', target: maxKilobytes });
    for (const part of parts)
      findings.push({
        name: `${name}: then ${part.name}`,
        value: part.bytes / 1_000,
        unit: 'KB',
        target: part.name === connection?.part ? connection.maxKilobytes : undefined,
      });
  }
  return findings;
};
