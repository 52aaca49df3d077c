/**
 * The doorkeeper of the window: decides whose handshake penpal gets to see.
 *
 * Requirements
 * 1. A message counts only if its source is the one window we expect. Everybody else's is left alone, and costs nothing.
 * 2. Of that window's messages only penpal's handshake and our own refusal concern us; other noise is left to others.
 * 3. The origin must be one of those configured, as a whole string, and after the first accepted message it must stay the same.
 * 4. Nothing is learnt from a message (no origin, no reply target) before it has passed 1 to 3.
 * 5. A refused page is told so, once, with nothing but the two origins, so that its developer is not left with a timeout.
 *
 * It relies on being asked before penpal, so `connect-peer.ts` is the one place that installs both. It protects handshakes:
 * once a MessagePort is handed over, holding the port is the right to use it.
 */

import { CtiError } from '../protocol/error.ts';
import { postToWindow } from './post-to-window.ts';
import { createTokenBucket } from './token-bucket.ts';

/** A page says hello once. More than this from the right page is a loop or an attack, and is dropped. */
const HANDSHAKES_PER_SECOND = 20;
const HANDSHAKE_BURST = 60;

/** Sent to a page that was turned away; `refused` is the origin it was seen with, `by` ours. */
interface Refusal {
  ringframe: 'refused';
  refused: string;
  by: string;
}

export interface PinOptions {
  peer: Window;
  allowedOrigins: readonly string[];
  /** An `ORIGIN_REFUSED` error: ours about them, or theirs about us. */
  onRefused: (error: CtiError) => void;
}

const isObject = (data: unknown): data is Record<string, unknown> => typeof data === 'object' && data !== null;
/** Today's envelope of penpal, and the one of version 6, which penpal still takes but which has no port: never let in. */
const isPenpal = (data: unknown): data is Record<string, unknown> => isObject(data) && (data.namespace === 'penpal' || 'penpal' in data);
const isRefusal = (data: unknown): data is Refusal & Record<string, unknown> => isObject(data) && data.ringframe === 'refused';

export const pinPeer = ({ peer, allowedOrigins, onRefused }: PinOptions): { origin(): string | undefined; release(): void } => {
  const bucket = createTokenBucket(HANDSHAKES_PER_SECOND, HANDSHAKE_BURST);
  let pinned: string | undefined;
  let lastRefused: string | undefined;

  const refuse = (origin: string): void => {
    if (origin === lastRefused) return;
    lastRefused = origin;
    const expected = pinned ?? allowedOrigins.join(', ');
    onRefused(
      new CtiError('ORIGIN_REFUSED', `The page in the other window has the origin ${origin}; expected was ${expected}.`, { details: { origin, expected } }),
    );
    // An opaque origin cannot be addressed without a wildcard, to which nothing goes but penpal's empty greeting.
    if (origin.startsWith('http')) postToWindow(peer, { ringframe: 'refused', refused: origin, by: location.origin } satisfies Refusal, origin);
  };

  const guard = (event: MessageEvent): void => {
    const { data } = event;
    if (event.source !== peer || !(isPenpal(data) || isRefusal(data))) return;
    if (!event.isTrusted) {
      // Made up by script in this page: it proves nothing about the peer, not even that it should be refused.
      event.stopImmediatePropagation();
      return;
    }
    const accepted = pinned === undefined ? allowedOrigins.includes(event.origin) : event.origin === pinned;
    if (!accepted) {
      event.stopImmediatePropagation();
      // A refusal is never answered by one, or two strangers would talk for ever.
      if (!isRefusal(data)) refuse(event.origin);
      return;
    }
    if (isRefusal(data)) {
      event.stopImmediatePropagation();
      onRefused(
        new CtiError('ORIGIN_REFUSED', `${event.origin} refuses to talk to ${location.origin}. Add it to the origins allowed there.`, {
          details: { origin: location.origin, by: event.origin },
        }),
      );
      return;
    }
    if ('penpal' in data || !bucket.take()) {
      event.stopImmediatePropagation();
      return;
    }
    pinned ??= event.origin;
    lastRefused = undefined;
  };

  addEventListener('message', guard, { capture: true });
  return {
    origin: () => pinned,
    release: () => removeEventListener('message', guard, { capture: true }),
  };
};
