/**
 * Whatever happens, happens inside of a turn: a request, a timer, a word from outside. When the outermost one ends, agents with
 * whom something has happened are looked at, and what clients are to read is sent.
 */
import type { Clock } from '../../simulator/index.ts';
import type { Agent } from './model.ts';

export interface Turns {
  now(): number;
  turn<Result>(work: () => Result): Result;
  /** A turn after a time. @returns what cancels it */
  later(work: () => void, ms: number): () => void;
  touch(agent: Agent | undefined): void;
  /** All timers are cancelled. */
  cancelTimers(): void;
}

export interface TurnParts {
  clock: Clock;
  /** Looks at an agent; may touch others. */
  review(agent: Agent): void;
  flush(): void;
}

export const createTurns = ({ clock, review, flush }: TurnParts): Turns => {
  const touched = new Set<Agent>();
  const timers = new Set<() => void>();
  let depth = 0;

  const turn: Turns['turn'] = (work) => {
    depth++;
    try {
      return work();
    } finally {
      // Reviewing an agent may give it a call, which touches others: each round has fewer waiting calls than the one before.
      if (depth === 1) {
        for (let [agent] = touched; agent; [agent] = touched) {
          touched.delete(agent);
          review(agent);
        }
        flush();
      }
      depth--;
    }
  };

  return {
    now: clock.now,
    turn,
    later(work, ms) {
      const cancelTimer = clock.setTimer(() => {
        timers.delete(cancel);
        turn(work);
      }, ms);
      const cancel = (): void => {
        timers.delete(cancel);
        cancelTimer();
      };
      timers.add(cancel);
      return cancel;
    },
    touch: (agent) => void (agent && touched.add(agent)),
    cancelTimers() {
      for (const cancel of [...timers]) cancel();
    },
  };
};
