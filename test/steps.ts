/** What `npm test` runs. `npm test -- types browser` runs some of it. */
import { bundleTests, testFiles } from './bundle-tests.ts';
import { isolated } from './isolated.ts';

export interface Step {
  name: string;
  command(): string[] | Promise<string[]>;
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
const run = (...options: string[]) => [process.execPath, ...options];

/** A file that hangs is ended and named, and the others run all the same. The slowest takes one minute on a busy machine. */
const testRunner = ['--test', '--test-reporter=spec', `--test-timeout=${4 * MINUTE_MS}`];

/** These are few files, so they are compiled as they are loaded. */
const inTurn = (folder: string) => run('--import', 'tsx', ...testRunner, '--test-concurrency=1', ...testFiles(folder));

const installed = (script: string, ...options: string[]) => run(`node_modules/${script}`, ...options);

export const steps: readonly Step[] = [
  { name: 'types', counts: 'check', timeoutMs: 5 * MINUTE_MS, command: () => installed('typescript/bin/tsc', '-b', '--force') },
  { name: 'lint', counts: 'check', timeoutMs: 5 * MINUTE_MS, command: () => installed('@biomejs/biome/bin/biome', 'check', '--error-on-warnings') },
  { name: 'build', counts: 'check', timeoutMs: 5 * MINUTE_MS, command: () => installed('rollup/dist/bin/rollup', '-c') },
  // These files wait more than they work too: by itself Node would run one at a time on two cores.
  {
    name: 'node',
    counts: 'tests',
    timeoutMs: 10 * MINUTE_MS,
    after: ['build'],
    command: async () => run('--enable-source-maps', ...testRunner, '--test-concurrency=4', ...(await bundleTests('node'))),
  },
  // These files make a namespace of their own, where the phone systems live. They wait more than they work.
  { name: 'interop', counts: 'tests', timeoutMs: 20 * MINUTE_MS, command: () => inTurn('interop') },
  {
    name: 'browser',
    counts: 'tests',
    timeoutMs: 20 * MINUTE_MS,
    alone: true,
    command: () => isolated(installed('@web/test-runner/dist/bin.js', '--config', 'test/browser/web-test-runner.config.mjs')),
  },
  { name: 'e2e', counts: 'tests', timeoutMs: 15 * MINUTE_MS, alone: true, command: () => isolated(inTurn('e2e')) },
];
