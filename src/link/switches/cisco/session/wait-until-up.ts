import { CtiError } from '../../../../protocol/error.ts';
import type { CiscoGrant } from './open-request.ts';
import { notConnected } from './refusal.ts';
import type { CiscoStatus } from './status.ts';

/** Resolves when the session is up; rejects once it will not be by itself, and when nobody waits any more. */
export const waitUntilUp = (
  onStatus: (listener: (status: CiscoStatus) => void) => () => void,
  isWanted: () => boolean,
  grantOf: () => CiscoGrant | undefined,
  signal: AbortSignal | undefined,
): Promise<CiscoGrant> =>
  new Promise((resolve, reject) => {
    let off: (() => void) | undefined;
    let isSettled = false;
    const settle = (how: () => void): void => {
      isSettled = true;
      off?.();
      signal?.removeEventListener('abort', onAbort);
      how();
    };
    const onAbort = () => settle(() => reject(new CtiError('ABORTED', 'The wait for the session was given up.')));
    if (signal?.aborted) return onAbort();
    signal?.addEventListener('abort', onAbort, { once: true });
    off = onStatus((status) => {
      if (isSettled) return;
      const grant = grantOf();
      if (status.state === 'up' && grant) settle(() => resolve(grant));
      if (status.state === 'failed') settle(() => reject(status.error));
      if (status.state === 'stopped' && !isWanted()) settle(() => reject(notConnected('it is stopped')));
    });
    // The status of this moment, told at once, may have been the one.
    if (isSettled) off();
  });
