/** Runs every step, or those named on the command line, at most two at a time. The last line says how many tests passed. */
import { availableParallelism } from 'node:os';
import { runStep, type StepResult } from './run-step.ts';
import { type Step, steps } from './steps.ts';

const MAX_AT_ONCE = Math.min(2, availableParallelism());
const PROGRESS_MS = 60_000;

const names = process.argv.slice(2);
const unknown = names.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`No step is named ${unknown.join(', ')}. There are: ${steps.map((step) => step.name).join(', ')}.`);
  process.exit(1);
}

const waiting = steps.filter((step) => names.length === 0 || names.includes(step.name));
const running = new Map<Step, Promise<void>>();
const results = new Map<string, StepResult>();
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());

const seconds = (durationMs: number) => `${(durationMs / 1000).toFixed(durationMs < 10_000 ? 1 : 0)} s`;

const run = async (step: Step) => {
  const startMs = performance.now();
  const progress = setInterval(() => console.log(`${step.name} ... running, ${seconds(performance.now() - startMs)}`), PROGRESS_MS);
  const result = await runStep(step, interrupted.signal);
  clearInterval(progress);
  results.set(step.name, result);
  running.delete(step);
  const { passed, failed, durationMs, output } = result;
  const counts = step.counts === 'tests' ? `, ${passed} passed${failed > 0 ? `, ${failed} failed` : ''}` : '';
  console.log(`${step.name} ... ${failed > 0 ? 'FAILED' : 'ok'} ${seconds(durationMs)}${counts}`);
  if (failed > 0) console.log(`\n--- output of ${step.name} ---\n${output.trim()}\n--- end of ${step.name} ---\n`);
};

/** A step whose forerunner failed runs all the same: it may tell why. */
const mayStart = ({ after = [], alone = false }: Step) =>
  running.size < MAX_AT_ONCE &&
  (!alone || running.size === 0) &&
  ![...running.keys()].some((other) => other.alone) &&
  after.every((name) => results.has(name) || !steps.some((step) => step.name === name && (waiting.includes(step) || running.has(step))));

while ((waiting.length > 0 || running.size > 0) && !interrupted.signal.aborted) {
  for (let next = waiting.find(mayStart); next; next = waiting.find(mayStart)) {
    waiting.splice(waiting.indexOf(next), 1);
    running.set(next, run(next));
  }
  await Promise.race(running.values());
}
await Promise.all(running.values());

const total = (count: 'passed' | 'failed') => [...results.values()].reduce((sum, result) => sum + result[count], 0);
// Steps that an interruption kept from running did not pass.
const failed = total('failed') + waiting.length;
process.exitCode = failed > 0 ? 1 : 0;
console.log(`${total('passed')} passed, ${failed} failed`);
