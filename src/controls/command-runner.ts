/**
 * Runs the commands behind buttons. While one runs its button is busy and does not start it again; what it rejected
 * with is kept until the next command of the same scope, to be shown in words.
 */
import type { ReactiveControllerHost } from 'lit';

export interface CommandRunner {
  /** Resolves true when the command succeeded. Never rejects. Does nothing while the same name runs in the same scope. */
  run(scope: string, name: string, command: () => Promise<unknown>): Promise<boolean>;
  runs(scope: string, name: string): boolean;
  /** What the last command of the scope rejected with. */
  error(scope: string): unknown;
  dismiss(scope: string): void;
  /** Forgets everything; what still runs reports to nobody. */
  reset(): void;
}

export const commandRunner = (host: ReactiveControllerHost): CommandRunner => {
  let running = new Map<string, Set<string>>();
  let errors = new Map<string, unknown>();

  const run = async (scope: string, name: string, command: () => Promise<unknown>): Promise<boolean> => {
    const names = running.get(scope) ?? new Set<string>();
    if (names.has(name)) return false;
    const [runningNow, errorsNow] = [running, errors];
    runningNow.set(scope, names.add(name));
    errorsNow.delete(scope);
    host.requestUpdate();
    try {
      await command();
      return true;
    } catch (error) {
      errorsNow.set(scope, error);
      return false;
    } finally {
      names.delete(name);
      if (names.size === 0) runningNow.delete(scope);
      host.requestUpdate();
    }
  };

  return {
    run,
    runs: (scope, name) => running.get(scope)?.has(name) ?? false,
    error: (scope) => errors.get(scope),
    dismiss: (scope) => {
      errors.delete(scope);
      host.requestUpdate();
    },
    reset: () => {
      running = new Map();
      errors = new Map();
    },
  };
};
