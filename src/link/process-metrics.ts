import { collectDefaultMetrics, Registry } from 'prom-client';

let registry: Registry | undefined;

/** Of the process: its memory, its event loop. There is one of them, whatever links come and go in it, since what prom-client watches it never lets go of. */
export const processMetrics = (): Registry => {
  if (!registry) {
    registry = new Registry();
    collectDefaultMetrics({ register: registry });
  }
  return registry;
};
