import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { PROCESS_TIMEOUT_MS, STEP_TIMEOUT_MS } from './limits.ts';
import { keepLog } from './logs.ts';
import { watch } from './watch.ts';

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface PeerProcess {
  readonly pid: number;
  /** How many lines were logged so far; a place from which `seen` can look. */
  readonly position: number;
  /** The first line at or after `from` that matches, whether it is logged already or still to come. */
  seen(pattern: RegExp, from?: number, timeoutMs?: number): Promise<RegExpExecArray>;
  lines(from?: number): readonly string[];
  exited(timeoutMs?: number): Promise<Exit>;
  /** Ends the process by its id, if it still runs. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export interface ProcessOptions {
  name: string;
  command: string;
  args: readonly string[];
  cwd: string;
  env?: Record<string, string> | undefined;
  /** The log line that says it is ready. Without one it is ready at once. */
  ready?: RegExp | undefined;
  /** It forks: a group of its own is made, and ended as one. */
  forks?: boolean | undefined;
}

const byLine = (child: ChildProcess, take: (line: string) => void): void => {
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8');
    stream?.on('data', (chunk: string) => {
      const lines = (rest + chunk).split(/\r?\n|\r/);
      rest = lines.pop() ?? '';
      for (const line of lines) take(line);
    });
    stream?.on('end', () => rest !== '' && take(rest));
  }
};

export const startProcess = async ({ name, command, args, cwd, env, ready, forks = false }: ProcessOptions): Promise<PeerProcess> => {
  const log = watch<string>((line) => line);
  keepLog(name, () => log.items);
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: forks });
  byLine(child, log.push);
  // A forgotten peer must not keep a finished test file waiting: it ends with the file's process namespace.
  child.unref();
  for (const stream of [child.stdout, child.stderr]) (stream as Socket | null)?.unref();
  const ended = watch<Exit>((exit) => `exit ${exit.code ?? exit.signal}`);
  child.once('error', (error) => {
    log.push(String(error));
    ended.push({ code: null, signal: null });
  });
  // `close`, not `exit`: by then its last lines are here too.
  child.once('close', (code, signal) => {
    log.push(`(${name} ended: ${code ?? signal})`);
    ended.push({ code, signal });
  });
  const exited = (timeoutMs = PROCESS_TIMEOUT_MS) => ended.first(`end of ${name}`, () => true, 0, timeoutMs);
  const kill = (signal: NodeJS.Signals): void => {
    if (forks && child.pid !== undefined) process.kill(-child.pid, signal);
    else child.kill(signal);
  };
  const peer: PeerProcess = {
    pid: child.pid ?? -1,
    get position() {
      return log.items.length;
    },
    lines: (from = 0) => log.items.slice(from),
    seen: async (pattern, from = 0, timeoutMs = STEP_TIMEOUT_MS) => {
      const line = await log.first(`${name} logs ${pattern}`, (text) => pattern.test(text), from, timeoutMs);
      return pattern.exec(line) as RegExpExecArray;
    },
    exited,
    stop: async (signal = 'SIGTERM') => {
      if (ended.items.length > 0) return;
      kill(signal);
      await exited().catch(() => kill('SIGKILL'));
    },
  };
  if (ready !== undefined) {
    const tooSoon = exited(2 * PROCESS_TIMEOUT_MS).then(() => {
      throw new Error(`${name} ended before it was ready:\n${log.items.slice(-20).join('\n')}`);
    });
    tooSoon.catch(() => undefined);
    await Promise.race([peer.seen(ready, 0, PROCESS_TIMEOUT_MS), tooSoon]);
  }
  return peer;
};
