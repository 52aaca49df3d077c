import { CtiError } from '../../protocol/error.ts';
import type { Ending } from './ending.ts';
import type { JsSipSession } from './jssip.ts';
import { TRANSFER_TIMEOUT_MS } from './limits.ts';
import type { Timers } from './options.ts';
import { createTimer } from './timer.ts';

const refusal = (status: number, reason: string) => {
  const busy = status === 486 || status === 600;
  return new CtiError(busy ? 'BUSY' : 'REFUSED', busy ? 'The party to transfer to is busy.' : `The transfer was refused (${status}).`, {
    details: { status, reason },
  });
};

/**
 * Asks the far end to call `target` in our place (RFC 3515), with `replaces` to take over that call (RFC 3891). Resolves when
 * it reports that the target has answered, or hangs up after having agreed, as many phone systems do (RFC 5589 §6.1).
 *
 * @throws CtiError `BUSY`, `REFUSED` with `details: { status, reason }`, `NOT_CONNECTED`, `TIMEOUT`, `INVALID_STATE`
 */
export const refer = (
  session: JsSipSession,
  ending: Ending,
  target: string,
  { timers, replaces }: { timers: Timers; replaces?: JsSipSession },
): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = createTimer(timers);
    let agreed = false;
    const done = () => {
      off();
      timer.clear();
      resolve();
    };
    const fail = (error: CtiError) => {
      off();
      timer.clear();
      reject(error);
    };
    timer.set(() => fail(new CtiError('TIMEOUT', 'The far end did not report how the transfer went. The call was kept.')), TRANSFER_TIMEOUT_MS);
    const off = ending.on(({ originator }) =>
      agreed && originator === 'remote' ? done() : fail(new CtiError('INVALID_STATE', 'The call ended before it was transferred.')),
    );
    const sent = session.refer(target, {
      ...(replaces === undefined ? {} : { replaces }),
      eventHandlers: {
        requestSucceeded: () => {
          agreed = true;
        },
        requestFailed: ({ response }) =>
          fail(response ? refusal(response.status_code, response.reason_phrase) : new CtiError('NOT_CONNECTED', 'The far end cannot be reached at present.')),
        accepted: done,
        failed: ({ status_line: { status_code, reason_phrase } }) => fail(refusal(status_code, reason_phrase)),
      },
    });
    if (sent === false) fail(new CtiError('INVALID_STATE', 'The call is not in a state in which it can be transferred.'));
  });
