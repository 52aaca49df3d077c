/** What `npm test` runs. `npm test -- types browser` runs some of it. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isolated } from './isolated.ts';

export interface Step {
  name: string;
  command(): string[];
  /** `check`: counts as one, by its exit code. `tests`: tells its own counts in `# pass N` lines. */
  counts: 'check' | 'tests';
  /** Steps that must have passed, when they are part of the run. */
  after?: string[];
  /** Measures time or holds calls: nothing else runs meanwhile. */
  alone?: boolean;
  /** A step that hangs is ended after this long. */
  timeoutMs: number;
}

const MINUTE_MS = 60_000;
const root = fileURLToPath(new URL('..', import.meta.url));

const nodeTests = (folder: string, ...options: string[]) => {
  const files = readdirSync(`${root}/test/${folder}`, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
  if (files.length === 0) throw new Error(`test/${folder} has no *.test.ts`);
  return [process.execPath, '--import', 'tsx', '--test', '--test-reporter=spec', ...options, ...files.sort().map((name) => `test/${folder}/${name}`)];
};

const installed = (script: string, ...options: string[]) => [process.execPath, `node_modules/${script}`, ...options];

export const steps: readonly Step[] = [
  { name: 'types', counts: 'check', timeoutMs: 5 * MINUTE_MS, command: () => installed('typescript/bin/tsc', '-b', '--force') },
  { name: 'lint', counts: 'check', timeoutMs: 5 * MINUTE_MS, command: () => installed('@biomejs/biome/bin/biome', 'check', '--error-on-warnings') },
  { name: 'build', counts: 'check', timeoutMs: 5 * MINUTE_MS, command: () => installed('rollup/dist/bin/rollup', '-c') },
  // These files wait more than they work too: by itself Node would run one at a time on two cores.
  { name: 'node', counts: 'tests', timeoutMs: 10 * MINUTE_MS, after: ['build'], command: () => nodeTests('node', '--test-concurrency=4') },
  // These files make a namespace of their own, where the phone systems live. They wait more than they work.
  { name: 'interop', counts: 'tests', timeoutMs: 20 * MINUTE_MS, command: () => nodeTests('interop', '--test-concurrency=1') },
  {
    name: 'browser',
    counts: 'tests',
    timeoutMs: 20 * MINUTE_MS,
    alone: true,
    command: () => isolated(installed('@web/test-runner/dist/bin.js', '--config', 'test/browser/web-test-runner.config.mjs')),
  },
  { name: 'e2e', counts: 'tests', timeoutMs: 15 * MINUTE_MS, alone: true, command: () => isolated(nodeTests('e2e', '--test-concurrency=1')) },
];
