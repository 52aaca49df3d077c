/** Scripts that bring all they need along keep to their size budgets, and none is left without one. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { README_TOLERANCE_KILOBYTES, scriptBudgets } from '../sizes.ts';

const dist = new URL('../../dist/', import.meta.url);
const scriptsIn = (folder: string) =>
  readdirSync(new URL(folder, dist))
    .filter((file) => file.endsWith('.js'))
    .map((file) => folder + file);

describe('the scripts', () => {
  it('have a budget each', () => {
    const scripts = [...scriptsIn('opencti/'), ...scriptsIn('').filter((file) => file.endsWith('.global.js'))];
    assert.deepEqual(scripts.sort(), scriptBudgets.map(({ file }) => file).sort());
  });

  it('of Lightning is as large as the README says', () => {
    const row = /^\| the drop-in's script, all included, gzip \| ([\d.]+) KB \|/m.exec(readFileSync(new URL('../README.md', dist), 'utf8'));
    const kilobytes = gzipSync(readFileSync(new URL('opencti/opencti_min.js', dist)), { level: 9 }).length / 1_000;
    assert.ok(Math.abs(Number(row?.[1]) - kilobytes) <= README_TOLERANCE_KILOBYTES, `README.md says ${row?.[1]} KB, it is ${kilobytes.toFixed(1)} KB`);
  });

  for (const { file, maxKilobytes } of scriptBudgets) {
    it(`${file} is at most ${maxKilobytes} KB`, (context) => {
      const kilobytes = gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length / 1_000;
      context.diagnostic(`${file}: ${kilobytes.toFixed(1)} KB`);
      assert.ok(kilobytes <= maxKilobytes, `${file} is ${kilobytes.toFixed(1)} KB, more than ${maxKilobytes} KB`);
    });
  }
});
