/** `ringframe-link` as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface CommandProcess {
  readonly child: ChildProcess;
  /** What was said so far. */
  readonly stdout: string;
  readonly stderr: string;
  /** Resolves once standard error has this, with what the pattern caught; rejects when the process ends without. */
  said(pattern: RegExp): Promise<RegExpExecArray>;
  /** The exit code. */
  readonly ended: Promise<number | null>;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));

export const startCommand = (args: readonly string[], env: Record<string, string> = {}): CommandProcess => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/link/command/ringframe-link.ts', ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A test that hangs leaves nothing running.
    timeout: 30_000,
    killSignal: 'SIGKILL',
  });
  const heard = { stdout: '', stderr: '' };
  const looks = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      heard[name] += text;
      for (const look of looks) look();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    child,
    get stdout() {
      return heard.stdout;
    },
    get stderr() {
      return heard.stderr;
    },
    ended,
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(heard.stderr);
          if (found) resolve(found);
        };
        looks.add(look);
        look();
        void ended.then((code) => reject(new Error(`it ended with ${code} and said: ${heard.stderr}`)));
      }),
  };
};
