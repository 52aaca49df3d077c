/** Scripts that bring all they need along keep to their size budgets, and none is left without one. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { scriptBudgets } from '../sizes.ts';

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

  for (const { file, maxKilobytes } of scriptBudgets) {
    it(`${file} is at most ${maxKilobytes} KB`, (context) => {
      const kilobytes = gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length / 1_000;
      context.diagnostic(`${file}: ${kilobytes.toFixed(1)} KB`);
      assert.ok(kilobytes <= maxKilobytes, `${file} is ${kilobytes.toFixed(1)} KB, more than ${maxKilobytes} KB`);
    });
  }
});
