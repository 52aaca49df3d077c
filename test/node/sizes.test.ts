/** Entries keep to their size budgets, and the README tells their sizes as they are. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { measureSize } from '../measure-size.ts';
import { README_TOLERANCE_KILOBYTES, serverEntries, sizeBudgets } from '../sizes.ts';

const text = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const nameOf = (subpath: string) => `ringframe${subpath.slice(1)}`;

/** The figures in a row of a markdown table: `| ringframe/host | 4.5 KB | 17.5 KB |`, the name with or without backticks. */
const tableKilobytes = (markdown: string, name: string): (number | undefined)[] => {
  const row = markdown.split('\n').find((line) => line.replaceAll('`', '').split('|')[1]?.trim() === name);
  const cells = row?.split('|').slice(2, -1) ?? [];
  return cells.map((cell) => /^([\d.]+) KB$/.exec(cell.trim())?.[1]).map((figure) => (figure === undefined ? undefined : Number(figure)));
};

describe('sizes', () => {
  it('has a budget for every entry that a page can load', () => {
    const entries = Object.entries(JSON.parse(text('package.json')).exports).filter(([, target]) => typeof target === 'object');
    assert.deepEqual([...serverEntries, ...sizeBudgets.map(({ subpath }) => subpath)].sort(), entries.map(([subpath]) => subpath).sort());
  });

  it('reads a row of a markdown table', () => {
    const markdown = ['| entry | size | later |', '|---|---|---|', '| `ringframe/host` | 12.3 KB | 4 KB |', '| ringframe | 1 KB | |'].join('\n');
    assert.deepEqual(tableKilobytes(markdown, 'ringframe/host'), [12.3, 4]);
    assert.deepEqual(tableKilobytes(markdown, 'ringframe'), [1, undefined]);
    assert.deepEqual(tableKilobytes(markdown, 'ringframe/phone'), []);
  });

  for (const { subpath, maxKilobytes, connection } of sizeBudgets) {
    const name = nameOf(subpath);
    const measured = measureSize(subpath).then(
      ({ staticBytes, packages, parts }) => ({
        packages,
        entry: staticBytes / 1_000,
        connection: connection && (parts.find((part) => part.name === connection.part)?.bytes ?? Number.NaN) / 1_000,
        parts: parts.map((part) => `then ${part.name} ${(part.bytes / 1_000).toFixed(1)} KB`),
      }),
      (error: Error) => error,
    );
    const sizes = async () => {
      const size = await measured;
      if (size instanceof Error) throw size;
      return size;
    };

    it(`${name} is at most ${maxKilobytes} KB`, async (context) => {
      const { entry, parts } = await sizes();
      context.diagnostic([`${name}: ${entry.toFixed(1)} KB`, ...parts].join(', '));
      assert.ok(entry > 0 && entry <= maxKilobytes, `${name} is ${entry.toFixed(1)} KB, more than ${maxKilobytes} KB`);
    });

    if (connection) {
      it(`${name} needs no package before it connects`, async () => {
        assert.deepEqual((await sizes()).packages, []);
      });

      it(`${name} connects with at most ${connection.maxKilobytes} KB more`, async () => {
        const { connection: size = Number.NaN, parts } = await sizes();
        assert.ok(size <= connection.maxKilobytes, `${connection.part} is to be at most ${connection.maxKilobytes} KB: ${parts.join(', ')}`);
      });
    }

    it(`${name} is what the README says`, async () => {
      const { entry, connection: later } = await sizes();
      const row = `| \`${name}\` | ${entry.toFixed(1)} KB |${later === undefined ? '' : ` ${later.toFixed(1)} KB`} |`;
      const said = tableKilobytes(text('README.md'), name);
      for (const [index, size] of [entry, later].entries()) {
        const figure = said[index];
        if (size === undefined) assert.equal(figure, undefined, `README.md: the row is ${row}`);
        else assert.ok(figure !== undefined && Math.abs(figure - size) <= README_TOLERANCE_KILOBYTES, `README.md says ${figure} KB; the row is ${row}`);
      }
    });
  }
});
