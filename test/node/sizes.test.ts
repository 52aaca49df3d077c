/** Entries keep to their size budgets, and the README tells their sizes as they are. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { measureSize } from '../measure-size.ts';
import { README_TOLERANCE_KILOBYTES, sizeBudgets } from '../sizes.ts';

const text = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const nameOf = (subpath: string) => `ringframe${subpath.slice(1)}`;

/** The figure in a row of a markdown table: `| ringframe/host | 12.3 KB | …`, the name with or without backticks. */
const tableKilobytes = (markdown: string, name: string) => {
  const row = markdown.split('\n').find((line) => line.replaceAll('`', '').split('|')[1]?.trim() === name);
  const figure = /^([\d.]+) KB$/.exec(row?.split('|')[2]?.trim() ?? '')?.[1];
  return figure === undefined ? undefined : Number(figure);
};

describe('sizes', () => {
  it('has a budget for every entry', () => {
    const entries = Object.entries(JSON.parse(text('package.json')).exports).filter(([, target]) => typeof target === 'object');
    assert.deepEqual(sizeBudgets.map(({ subpath }) => subpath).sort(), entries.map(([subpath]) => subpath).sort());
  });

  it('reads a row of a markdown table', () => {
    const markdown = ['| entry | size |', '|---|---|', '| `ringframe/host` | 12.3 KB | with penpal |', '| ringframe | 1 KB |'].join('\n');
    assert.equal(tableKilobytes(markdown, 'ringframe/host'), 12.3);
    assert.equal(tableKilobytes(markdown, 'ringframe'), 1);
    assert.equal(tableKilobytes(markdown, 'ringframe/phone'), undefined);
  });

  for (const { subpath, maxKilobytes } of sizeBudgets) {
    const name = nameOf(subpath);
    const measured = measureSize(subpath).catch((error: Error) => error);
    const kilobytes = async (part: 'staticBytes' | 'dynamicBytes') => {
      const size = await measured;
      if (size instanceof Error) throw size;
      return size[part] / 1000;
    };

    it(`${name} is at most ${maxKilobytes} KB`, async (context) => {
      const size = await kilobytes('staticBytes');
      context.diagnostic(`${name}: ${size.toFixed(1)} KB, and ${(await kilobytes('dynamicBytes')).toFixed(1)} KB on use`);
      assert.ok(size > 0 && size <= maxKilobytes, `${name} is ${size.toFixed(1)} KB, more than ${maxKilobytes} KB`);
    });

    it(`${name} is what the README says`, async () => {
      const size = await kilobytes('staticBytes');
      const said = tableKilobytes(text('README.md'), name);
      const row = `| \`${name}\` | ${size.toFixed(1)} KB |`;
      assert.ok(said !== undefined, `README.md needs the row ${row}`);
      assert.ok(Math.abs(said - size) <= README_TOLERANCE_KILOBYTES, `README.md says ${said} KB; the row is ${row}`);
    });
  }
});
