import type { SipEnvironment } from './environment.ts';
import { type FarEnd, startFarEnd } from './far-end.ts';

/** The two other users of every test. */
export interface FarEnds {
  readonly first: FarEnd;
  readonly second: FarEnd;
  tidy(): void;
  stop(): Promise<void>;
}

export const startFarEnds = async (environment: SipEnvironment): Promise<FarEnds> => {
  const [first, second] = await Promise.all([startFarEnd(environment, environment.first), startFarEnd(environment, environment.second)]);
  return {
    first,
    second,
    tidy() {
      first.tidy();
      second.tidy();
    },
    async stop() {
      await Promise.all([first.stop(), second.stop()]);
    },
  };
};
