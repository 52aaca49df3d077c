/** Waiting for what a command led to: looked at after everything that is told. */
import { CtiError } from '../../../../protocol/error.ts';

/** Events that a command led to come within moments of its confirmation: this is as long as a peripheral takes for the confirmation itself (guide). */
const EFFECT_TIMEOUT_MS = 10_000;

export interface Effects {
  /** To be called whenever something may have changed. */
  look(): void;
  /**
   * Resolves with what is found.
   * @throws CtiError as a rejection: `TIMEOUT` when it has not come in time, `NOT_CONNECTED` when it cannot come any more
   */
  until<Found>(find: () => Found | false | undefined): Promise<Found>;
  /**
   * The same for what a request leads to, also where that comes before the request is confirmed, and is gone again by then: others act, too.
   * @throws CtiError as a rejection: as `until`, and whatever the request rejects with
   */
  effect<Found>(request: () => Promise<unknown>, find: () => Found | false | undefined): Promise<Found>;
}

export const createEffects = (isPossible: () => boolean, timeoutMs = EFFECT_TIMEOUT_MS): Effects => {
  const looks = new Set<() => void>();
  const self: Effects = {
    look() {
      for (const one of [...looks]) one();
    },
    async effect<Found>(request: () => Promise<unknown>, find: () => Found | false | undefined) {
      let early: Found | false | undefined;
      const look = (): void => {
        early ||= find();
      };
      looks.add(look);
      try {
        await request();
      } finally {
        looks.delete(look);
      }
      return early || self.until(find);
    },
    until: (find) =>
      new Promise((resolve, reject) => {
        const end = (): void => {
          looks.delete(attempt);
          clearTimeout(late);
        };
        const attempt = (): void => {
          const found = find();
          if (found !== false && found !== undefined) {
            end();
            resolve(found);
          } else if (!isPossible()) {
            end();
            reject(new CtiError('NOT_CONNECTED', 'The CTI Server has confirmed it, and was lost before it told what came of it.'));
          }
        };
        const late = setTimeout(
          () => {
            end();
            reject(new CtiError('TIMEOUT', 'The CTI Server has confirmed it, and told nothing that came of it. The line shows what is known.'));
          },
          Math.min(timeoutMs, EFFECT_TIMEOUT_MS),
        );
        looks.add(attempt);
        attempt();
      }),
  };
  return self;
};
