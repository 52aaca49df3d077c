/** One attempt to hand one event to one receiver. */
import { signMessage } from '../../signed-message.ts';
import type { WebhookConfig } from '../config.ts';
import type { Entry } from '../journal.ts';

export type DeliveryOutcome = 'delivered' | 'errorStatus' | 'redirected' | 'slow' | 'unreachable' | 'stopped';

export interface Delivery {
  outcome: DeliveryOutcome;
  /** How long the receiver asks to be left alone. */
  retryAfterMs?: number | undefined;
}

/** In seconds only: receivers that name a date are asked again when it suits us. */
const retryAfterOf = ({ headers }: Response): number | undefined => {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return seconds > 0 ? seconds * 1_000 : undefined;
};

export interface DeliverOptions {
  timeoutMs: number;
  /** Of the link: aborted when it stops. */
  signal: AbortSignal;
}

/** Never rejects. Any 2xx means that it was taken; a redirect is not followed, since the signature would go to somebody else. */
export const deliver = async ({ url, secret }: WebhookConfig, { id, text }: Entry, { timeoutMs, signal }: DeliverOptions): Promise<Delivery> => {
  const controller = new AbortController();
  const giveUp = () => controller.abort();
  const timer = setTimeout(giveUp, timeoutMs);
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'ringframe-link', ...signMessage(secret, id, text, Date.now()) },
      body: text,
      redirect: 'manual',
      signal: controller.signal,
    });
    // Whatever it says: only the status counts.
    await response.body?.cancel();
    if (response.ok) return { outcome: 'delivered' };
    const isRedirect = response.status >= 300 && response.status < 400;
    return { outcome: isRedirect ? 'redirected' : 'errorStatus', retryAfterMs: retryAfterOf(response) };
  } catch {
    return { outcome: signal.aborted ? 'stopped' : controller.signal.aborted ? 'slow' : 'unreachable' };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
};
