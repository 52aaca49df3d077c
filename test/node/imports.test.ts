/** The tree keeps to its rules: who imports whom, how files are named, how long they are. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { importTable, type Row } from './import-table.ts';
import { importsOf } from './imports-of.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sourceRoot = join(root, 'src');
const MAX_LINES = 400;
const MAX_MEDIAN_LINES = 100;

const filesUnder = (folder: string, pattern: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => pattern.test(path) && !/(^|\/)(node_modules|dist|\.[^/]+)\//.test(path))
    .map((path) => join(folder, path))
    .sort();

const sources = filesUnder(sourceRoot, /(?<!\.d)\.ts$/);
const read = (path: string) => readFileSync(path, 'utf8');
const lineCount = (path: string) => read(path).trimEnd().split('\n').length;

/** The deepest row that fits: `phone/sip` before `phone`, and a file of its own before its folder. */
const rowOf = (path: string) => {
  for (let place = path; place !== '.'; place = dirname(place)) if (place in importTable) return place;
  return dirname(path) === '.' ? '.' : undefined;
};

const isPackageAllowed = ({ packages = [] }: Row, specifier: string) =>
  packages.some((name) => specifier === name || specifier.startsWith(`${name}/`) || (name === 'node:*' && specifier.startsWith('node:')));

const isFileAllowed = (own: string, row: Row, target: string, typeOnly: boolean) => {
  const folder = rowOf(target);
  if (folder === undefined) return false;
  return (
    folder === own ||
    row.folders?.includes(folder) ||
    (typeOnly && row.types?.includes(folder)) ||
    row.files?.includes(target) ||
    row.entries?.some((entry) => target === join(entry, 'index.ts'))
  );
};

const edges: { from: string; to: string; folder: string; toFolder: string }[] = [];
const problems = (path: string) => {
  const own = relative(sourceRoot, path);
  const folder = rowOf(own);
  const row = folder === undefined ? undefined : importTable[folder];
  if (folder === undefined || !row) return [`src/${own}: its folder has no row in test/node/import-table.ts`];
  return importsOf(read(path)).flatMap(({ specifier, typeOnly }) => {
    if (!specifier.startsWith('.')) return isPackageAllowed(row, specifier) ? [] : [`src/${own} may not import the package ${specifier}`];
    if (!specifier.endsWith('.ts')) return [`src/${own}: ${specifier} must end in .ts`];
    const target = relative(sourceRoot, join(dirname(path), specifier));
    edges.push({ from: own, to: target, folder, toFolder: rowOf(target) ?? target });
    if (isFileAllowed(folder, row, target, typeOnly)) return [];
    return [`src/${own} may not import ${typeOnly ? 'types of ' : ''}src/${target}`];
  });
};

const violations = sources.flatMap(problems);

/** A way from a folder back to itself, if there is one. */
const cycleThrough = (start: string, graph: Map<string, Set<string>>) => {
  const trail = [start];
  const seen = new Set<string>();
  const walk = (folder: string): boolean => {
    for (const next of graph.get(folder) ?? []) {
      if (next === start) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      trail.push(next);
      if (walk(next)) return true;
      trail.pop();
    }
    return false;
  };
  return walk(start) ? [...trail, start].join(' → ') : undefined;
};

describe('the source tree', () => {
  it('reads imports right', () => {
    const code = [
      `import { a } from './a.ts';`,
      `import type { B } from './b.ts';`,
      `import {\n  type C,\n  type D,\n} from './c.ts';`,
      `import { type E, f } from './e.ts';`,
      `export * from './g.ts';`,
      `import './h.ts';`,
      `const i = await import('./i.ts');`,
      `/** import { x } from './x.ts' */`,
      `// import './y.ts'`,
    ].join('\n');
    const expected = { './a.ts': false, './b.ts': true, './c.ts': true, './e.ts': false, './g.ts': false, './h.ts': false, './i.ts': false };
    assert.deepEqual(Object.fromEntries(importsOf(code).map(({ specifier, typeOnly }) => [specifier, typeOnly])), expected);
  });

  it('imports only what the table allows', () => {
    assert.ok(sources.length > 20);
    assert.deepEqual(violations, []);
  });

  it('has no import cycle across folders', () => {
    const graph = new Map<string, Set<string>>();
    for (const { folder, toFolder } of edges) if (folder !== toFolder) graph.set(folder, (graph.get(folder) ?? new Set()).add(toFolder));
    assert.ok(graph.size > 3);
    assert.deepEqual(
      [...graph.keys()].flatMap((folder) => cycleThrough(folder, graph) ?? []),
      [],
    );
  });

  it('finds a cycle when there is one', () => {
    const graph = new Map([
      ['a', new Set(['b'])],
      ['b', new Set(['c'])],
      ['c', new Set(['a'])],
    ]);
    assert.equal(cycleThrough('a', graph), 'a → b → c → a');
  });

  it('has no default exports', () => {
    const found = sources.filter((path) => /^export default\b|\bas default\b/m.test(read(path)));
    assert.deepEqual(
      found.map((path) => relative(root, path)),
      [],
    );
  });

  it('names files in kebab-case', () => {
    const found = sources.filter((path) => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*\.ts$/.test(basename(path)));
    assert.deepEqual(
      found.map((path) => relative(root, path)),
      [],
    );
  });

  it(`has no file over ${MAX_LINES} lines, and a median under ${MAX_MEDIAN_LINES}`, () => {
    const all = ['src', 'demo', 'test'].flatMap((folder) => filesUnder(join(root, folder), /\.(ts|mjs)$/));
    const long = all.filter((path) => lineCount(path) > MAX_LINES).map((path) => `${relative(root, path)}: ${lineCount(path)}`);
    assert.deepEqual(long, []);
    const counts = sources.map(lineCount).sort((a, b) => a - b);
    assert.ok((counts[counts.length >> 1] ?? 0) < MAX_MEDIAN_LINES);
  });
});
