import { CtiError } from '../../protocol/error.ts';
import type { HandlerContext } from '../softphone.ts';

/** Runs a handler of the CRM, which may hang: rejects with `TIMEOUT` or `ABORTED`, and tells the handler so. */
export const withDeadline = async <Value>(run: (context: HandlerContext) => Promise<Value>, timeoutMs: number, signal: AbortSignal): Promise<Value> => {
  const controller = new AbortController();
  let give: (error: CtiError) => void = () => {};
  const end = new Promise<never>((_, reject) => {
    give = reject;
  });
  const stop = (error: CtiError): void => {
    controller.abort(error);
    give(error);
  };
  const onAbort = () => stop(new CtiError('ABORTED', 'Nobody waits for this any more.', { cause: signal.reason }));
  const timer = setTimeout(() => stop(new CtiError('TIMEOUT', `The CRM did not answer within ${timeoutMs} ms.`)), timeoutMs);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([end, run({ signal: controller.signal })]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
};
