/** Lines that the CTI Server could not tell of when it was asked how they stand. They are asked about again, ever less often, until it can. */
import type { Line } from './line.ts';

/** A peripheral that is busy is asked again soon, one that stays so is left alone: no event tells when it can answer. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

export interface UnsureLines {
  add(line: Line): void;
  /** @returns whether it was unsure */
  delete(line: Line): boolean;
  /** Devices of which what is known may be wrong. */
  devices(): ReadonlySet<string>;
  /** Nobody can be asked now; who can be is asked anew when the session is back. */
  clear(): void;
}

export const createUnsureLines = (ask: (line: Line) => void): UnsureLines => {
  const unsure = new Map<Line, { timer: NodeJS.Timeout; pauseMs: number }>();

  return {
    add(line) {
      const before = unsure.get(line);
      clearTimeout(before?.timer);
      const pauseMs = before ? Math.min(before.pauseMs * 2, LONGEST_PAUSE_MS) : FIRST_PAUSE_MS;
      unsure.set(line, { pauseMs, timer: setTimeout(() => ask(line), pauseMs) });
    },
    delete(line) {
      clearTimeout(unsure.get(line)?.timer);
      return unsure.delete(line);
    },
    devices: () => new Set([...unsure.keys()].flatMap(({ device }) => device ?? [])),
    clear() {
      for (const { timer } of unsure.values()) clearTimeout(timer);
      unsure.clear();
    },
  };
};
