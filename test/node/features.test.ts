/** What people of the five systems before us are used to: each feature, by its number in the table of them, has a test that shows it. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { features } from '../features.ts';

const root = new URL('../', import.meta.url);
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts') || /-(suite|law|cases|contract)\.ts$/.test(path))
  .map((path) => readFileSync(new URL(path, root), 'utf8'));

/** Numbers in the titles of tests: `row 12: …`. */
const shown = new Set(sources.flatMap((source) => [...source.matchAll(/['"`]row (\d+): /g)].map(([, row]) => Number(row))));

describe('every feature of the systems before us', () => {
  for (const [row, feature] of Object.entries(features)) {
    it(`has a test: ${row}, ${feature}`, () => assert.ok(shown.has(Number(row)), `no test has a title that begins with "row ${row}: "`));
  }

  it('has its number in the table', () =>
    assert.deepEqual(
      [...shown].filter((row) => !Object.hasOwn(features, row)),
      [],
    ));
});
