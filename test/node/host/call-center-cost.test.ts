/** What reading a definition costs: nothing until one is read, and for the worst file in proportion to its size. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { parseCallCenter } from '../../../src/host/call-center/parse-call-center.ts';
import { CtiError } from '../../../src/protocol/error.ts';
import { MAX_DEFINITION_LENGTH } from '../../../src/protocol/limits.ts';

describe('the reader of definitions', () => {
  it('is loaded on use, and its XML parser with it', async () => {
    const entry = fileURLToPath(new URL('../../../src/host/import-call-center.ts', import.meta.url));
    const { metafile } = await build({ entryPoints: [entry], bundle: true, splitting: true, format: 'esm', outdir: 'out', metafile: true, write: false });
    const loaded = (path: string): string[] => {
      const output = metafile.outputs[path] ?? assert.fail(path);
      return [...Object.keys(output.inputs), ...output.imports.filter(({ kind }) => kind === 'import-statement').flatMap((next) => loaded(next.path))];
    };
    const [start] = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint?.endsWith('/import-call-center.ts')) ?? assert.fail();
    const others = Object.keys(metafile.outputs).flatMap((path) => Object.keys(metafile.outputs[path]?.inputs ?? {}));
    const isReader = (path: string) => /parse-xml|call-center\/parse-call-center/.test(path);
    assert.deepEqual(loaded(start).filter(isReader), []);
    assert.ok(others.some(isReader));
  });
});

const definition = (sections: string) => `<callCenter>${sections}</callCenter>`;
const section = (items: string) => definition(`<section sortOrder="0" name="reqGeneralInfo">${items}</section>`);
const numbered = (count: number, write: (index: number) => string) => Array.from({ length: count }, (_, index) => write(index)).join('');

/** Each made of about as many characters as asked for. */
const files: Record<string, (length: number) => string> = {
  'line ends of Windows in one value': (length) => section(`<item sortOrder="0" name="a">${'\r\n'.repeat(length / 2)}x</item>`),
  'lone carriage returns': (length) => section(`<item sortOrder="0" name="a"><![CDATA[${'\r'.repeat(length)}]]></item>`),
  references: (length) => section(`<item sortOrder="0" name="a">${'&#13;'.repeat(length / 5)}</item>`),
  emoji: (length) => section(`<item sortOrder="0" name="a">${'😀<!---->'.repeat(length / 9)}</item>`),
  comments: (length) => `${'<!---->'.repeat(length / 7)}${definition('')}`,
  'comments that do not end': (length) => '<!-- -'.repeat(length / 6),
  attributes: (length) => `<callCenter ${numbered(length / 10, (index) => `a${index}="" `)}/>`,
  'elements that do not belong': (length) => definition('<a/>'.repeat(length / 4)),
  'lines, each with a problem': (length) => definition('<a/>\n'.repeat(length / 5)),
  'items of one name': (length) => section('<item sortOrder="0" name="a"/>'.repeat(length / 30)),
  'items of one place': (length) => section(numbered(length / 38, (index) => `<item sortOrder="0" name="n${index}"/>`)),
  'items in reverse': (length) => section(numbered(length / 38, (index) => `<item sortOrder="${Math.floor(length / 38) - index}" name="n${index}"/>`)),
  'names that are nearly known': (length) =>
    section(numbered(length / 52, (index) => `<item sortOrder="${index}" name="reqSoftphoneHe${`${index}`.slice(-3)}"/>`)),
  sections: (length) => definition(numbered(length / 41, (index) => `<section sortOrder="${index}" name="s${index}"/>`)),
  'one long value': (length) => section(`<item sortOrder="0" name="a">${'x '.repeat(length / 2)}</item>`),
};

const read = (xml: string): void => {
  try {
    parseCallCenter(xml);
  } catch (error) {
    assert.ok(error instanceof CtiError);
  }
};

/** Processor time of this process, so that others on the machine do not count. The least of some: what is more was something else. */
const costOf = (xml: string, runs: number): number => {
  const once = () => {
    const start = process.cpuUsage();
    read(xml);
    const { user, system } = process.cpuUsage(start);
    return user + system;
  };
  return Math.min(...Array.from({ length: runs }, once));
};

describe('a file of eight times the size', () => {
  // Eight times for what is linear, sixty-four for what is quadratic. Below the floor it is noise that is measured.
  const LIMIT = 30;
  const FLOOR_MICROSECONDS = 3_000;
  // Large enough to tell, and small enough for a failure to come within a minute.
  const size = 160_000;

  for (const [what, write] of Object.entries(files)) {
    it(`costs about eight times as much: ${what}`, () => {
      const [small, large] = [write(size / 8), write(size)];
      assert.ok(small.length > size / 10 && large.length > size * 0.75 && large.length <= MAX_DEFINITION_LENGTH);
      read(large);
      const ratio = costOf(large, 3) / Math.max(costOf(small, 5), FLOOR_MICROSECONDS);
      assert.ok(ratio < LIMIT, `${ratio.toFixed(1)} times`);
    });
  }
});
