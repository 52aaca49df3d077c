import { isCtiError } from '../../protocol/error.ts';
import type { Switch } from '../switch.ts';

/** `gone`: the call waits no longer. `refused`: not there. `phoneSystem`: it is away, or does not react. */
export type Sent = 'sent' | 'gone' | 'refused' | 'phoneSystem';

/** Sends a waiting call on. Never rejects, and settles in time. */
export const createSender =
  (phoneSystem: Switch, timeoutMs: number) =>
  async (routeId: string, destination: string): Promise<Sent> => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const inTime = new Promise<Sent>((resolve) => {
      timer = setTimeout(() => resolve('phoneSystem'), timeoutMs);
    });
    const outcome = phoneSystem.route(routeId, destination).then(
      (waited): Sent => (waited ? 'sent' : 'gone'),
      (error: unknown): Sent => (isCtiError(error, 'INVALID_NUMBER') || isCtiError(error, 'REFUSED') ? 'refused' : 'phoneSystem'),
    );
    try {
      return await Promise.race([outcome, inTime]);
    } finally {
      clearTimeout(timer);
    }
  };
