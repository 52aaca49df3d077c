/** Runs one step as a child process and counts its tests. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Step } from './steps.ts';

export interface StepResult {
  passed: number;
  failed: number;
  output: string;
  durationMs: number;
}

/** Enough for every report of a test; a test that floods its output shall not take all memory. */
const MAX_OUTPUT_CHARACTERS = 4_000_000;
const GRACE_MS = 5_000;

/** The summary that node:test (`ℹ pass 3`) and our browser reporter (`# pass 3`) end with. The last one counts. */
export const countTests = (output: string) => {
  const count = (name: string) => Number([...output.matchAll(new RegExp(`^[#ℹ] ${name} (\\d+)$`, 'gm'))].at(-1)?.[1] ?? 0);
  // What did not run is not passed.
  return { passed: count('pass'), failed: count('fail') + count('cancelled') + count('skipped') + count('todo') };
};

const resultOf = ({ counts }: Step, output: string, problem: string | undefined) => {
  if (counts === 'check') return problem ? { passed: 0, failed: 1 } : { passed: 1, failed: 0 };
  const { passed, failed } = countTests(output);
  return { passed, failed: failed === 0 && (problem || passed === 0) ? 1 : failed };
};

/** The step with all it has started. */
const signalGroup = (groupId: number | undefined, signal: 'SIGTERM' | 'SIGKILL') => {
  try {
    if (groupId) process.kill(-groupId, signal);
  } catch {
    // Nobody left.
  }
};

export const runStep = async (step: Step, signal: AbortSignal): Promise<StepResult> => {
  const startMs = performance.now();
  let output = '';
  let problem: string | undefined;
  try {
    const [program = '', ...options] = await step.command();
    const child = spawn(program, options, {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that the browsers and servers it starts end with it.
      detached: true,
      // Without colours the counts are plain text.
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
    });
    let killTimer: NodeJS.Timeout | undefined;
    const end = (why: string) => {
      problem ??= why;
      // First politely: browsers are in groups of their own and end when their starter says so.
      signalGroup(child.pid, 'SIGTERM');
      killTimer ??= setTimeout(() => signalGroup(child.pid, 'SIGKILL'), GRACE_MS);
    };
    const timer = setTimeout(() => end(`ended after ${step.timeoutMs / 1000} s`), step.timeoutMs);
    const interrupt = () => end('interrupted');
    signal.addEventListener('abort', interrupt);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output = (output + text).slice(-MAX_OUTPUT_CHARACTERS);
      });
    }
    // What a step leaves behind would disturb the next one, and would hold its output open.
    child.once('exit', () => signalGroup(child.pid, 'SIGKILL'));
    const [code, by] = await new Promise<[number | null, string | null]>((resolve, reject) => {
      child.once('error', reject).once('close', (exitCode, exitSignal) => resolve([exitCode, exitSignal]));
    });
    clearTimeout(timer);
    clearTimeout(killTimer);
    signal.removeEventListener('abort', interrupt);
    if (code !== 0) problem ??= `ended with ${by ?? `exit code ${code}`}`;
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
  }
  if (problem) output += `\n${step.name}: ${problem}\n`;
  return { ...resultOf(step, output, problem), output, durationMs: performance.now() - startMs };
};
