/**
 * The first stage of the softphone: what `connectToCrm` can say at once. The second, which connects, is
 * `open-crm-connection.ts`.
 */
import { expectPart, onePart } from '../bridge/load-part.ts';
import { requireOrigin } from '../bridge/origin.ts';
import { CtiError } from '../protocol/error.ts';
import { CONNECT_TIMEOUT_MS } from '../protocol/limits.ts';
import type { ConnectionStatus } from '../protocol/status.ts';
import type { ConnectOptions, CrmConnection } from './crm-connection.ts';

const loadConnection = onePart(() => import('./open-crm-connection.ts'));

const findHost = (): Window => {
  if (window.parent !== window) return window.parent;
  throw new CtiError('NO_ANSWER', 'This page is not embedded in a CRM. Open it through mountSoftphone, or pass hostWindow.');
};

const aborted = (signal: AbortSignal | undefined) => new CtiError('ABORTED', 'Connecting was aborted.', { cause: signal?.reason });

/**
 * Connects this softphone page to the CRM that embeds it. Resolves when the CRM has said what it grants. Afterwards the
 * connection looks after itself: `status` tells how it stands, and after a reload of either page it is back.
 *
 * What connects is a chunk of its own, which is loaded from this call on: make it the first thing the page does, and load
 * phone and user interface meanwhile. A `<link rel="modulepreload">` to the chunk, under the name a bundler gave it
 * (`open-crm-connection-….js`), saves the round trip.
 *
 * Rejects with `ORIGIN_REFUSED`, `PROTOCOL_MISMATCH`, `NO_ANSWER` (nobody within `connectTimeoutMs`), `ABORTED`,
 * `INVALID_ARGUMENT` (an allowed origin that is none), `LOAD_FAILED` (the chunk did not come; calling again
 * asks for it again, in Firefox once the page was reloaded).
 * @example
 * const crm = await connectToCrm({ allowedOrigins: ['https://crm.example'] });
 * await crm.screenPop({ type: 'record', recordId: 'contact/17' });
 */
export const connectToCrm = async (options: ConnectOptions): Promise<CrmConnection> => {
  if (!Array.isArray(options.allowedOrigins) || !options.allowedOrigins.length)
    throw new CtiError('INVALID_ARGUMENT', 'allowedOrigins must list the origins that may embed this page.');
  const allowedOrigins = options.allowedOrigins.map(requireOrigin);
  const { signal, hostWindow = findHost(), connectTimeoutMs = CONNECT_TIMEOUT_MS } = options;
  if (signal?.aborted) throw aborted(signal);

  const askedAt = performance.now();
  const { openCrmConnection } = await secondStage(connectTimeoutMs, signal);
  const connection = openCrmConnection({ ...options, allowedOrigins, hostWindow, connectTimeoutMs, elapsedMs: performance.now() - askedAt });
  await firstAnswer(connection, signal);
  return connection;
};

const secondStage = (timeoutMs: number, signal: AbortSignal | undefined): ReturnType<typeof loadConnection> =>
  new Promise((resolve, reject) => {
    const onAbort = (): void => {
      stopWaiting();
      reject(aborted(signal));
    };
    const settle = (how: () => void): void => {
      signal?.removeEventListener('abort', onAbort);
      how();
    };
    const stopWaiting = expectPart(loadConnection(), {
      timeoutMs,
      onPart: (part) => settle(() => resolve(part)),
      onFailure: (error) => settle(() => reject(error)),
    });
    signal?.addEventListener('abort', onAbort, { once: true });
  });

/** Waits until the connection is ready or cannot be; in that case nothing of it is left behind. */
const firstAnswer = (connection: CrmConnection, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const giveUp = (error: CtiError): void => {
      connection.dispose();
      reject(error);
    };
    const onAbort = () => giveUp(aborted(signal));
    // Between the arrival of the chunk and this, promises of the page may have run.
    if (signal?.aborted) return onAbort();
    signal?.addEventListener('abort', onAbort, { once: true });
    const unsubscribe = connection.on('status', (status: ConnectionStatus) => {
      if (status.state !== 'ready' && status.state !== 'refused' && status.state !== 'failed') return;
      signal?.removeEventListener('abort', onAbort);
      queueMicrotask(() => unsubscribe());
      if (status.state === 'ready') resolve();
      else giveUp(status.error);
    });
  });
