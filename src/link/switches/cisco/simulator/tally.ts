/** Counters of an agent or a skill group: of this session, the last five minutes, this half hour, today. Amounts of time in seconds. */
const MINUTE_MS = 60_000;
const HALF_HOUR_MS = 30 * MINUTE_MS;
const DAY_MS = 48 * HALF_HOUR_MS;

export interface Tally {
  add(counter: string, amount: number): void;
  /** The session of an agent begins: those counters start anew. */
  startSession(): void;
  read(period: Period, counter: string): number;
}

export type Period = 'session' | 'five' | 'half' | 'today';

type Window = Map<string, number>;

const addTo = (window: Window, counter: string, amount: number): void => void window.set(counter, (window.get(counter) ?? 0) + amount);

/** Days and half hours are those of UTC. */
export const createTally = (now: () => number): Tally => {
  const minutes = new Map<number, Window>();
  const session: Window = new Map();
  const half: Window = new Map();
  const today: Window = new Map();
  let halfHour = 0;
  let day = 0;

  /** Lets go of what is past. */
  const roll = (): number => {
    const at = now();
    const [thisHalf, thisDay, minute] = [Math.floor(at / HALF_HOUR_MS), Math.floor(at / DAY_MS), Math.floor(at / MINUTE_MS)];
    if (thisHalf !== halfHour) half.clear();
    if (thisDay !== day) today.clear();
    for (const past of minutes.keys()) if (past <= minute - 5) minutes.delete(past);
    halfHour = thisHalf;
    day = thisDay;
    return minute;
  };

  return {
    add(counter, amount) {
      const minute = roll();
      let latest = minutes.get(minute);
      if (!latest) {
        latest = new Map();
        minutes.set(minute, latest);
      }
      for (const window of [session, half, today, latest]) addTo(window, counter, amount);
    },
    startSession: () => session.clear(),
    read(period, counter) {
      roll();
      if (period !== 'five') return Math.round({ session, half, today }[period].get(counter) ?? 0);
      let sum = 0;
      for (const window of minutes.values()) sum += window.get(counter) ?? 0;
      return Math.round(sum);
    },
  };
};
