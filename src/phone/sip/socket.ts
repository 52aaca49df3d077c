import { waitMsOf } from '../reconnect.ts';
import type { JsSipSocket } from './jssip.ts';
import { SOCKET_OPEN_TIMEOUT_MS } from './limits.ts';
import type { SipSettings } from './options.ts';
import { createTimer } from './timer.ts';

export interface SipSocket {
  /** What JsSIP gets. To it a series of failed attempts looks like one long connecting. */
  readonly face: JsSipSocket;
  /** Gives up the present connection, or the present wait, and starts over after what the policy says. */
  fail(retryAfterMs?: number): void;
  /** Whoever waits for the next attempt waits no longer. */
  hurry(): void;
  /** The connection is good: the next failure is the first again. */
  settled(): void;
  /** Messages received so far. A count, since clocks of browsers are too coarse to tell before from after. */
  readonly heard: number;
  readonly open: boolean;
}

export interface SocketEvents {
  /** A connection that was open is gone. Told before JsSIP hears it. */
  lost(): void;
  /** The `attempt`th failure in a row; another will follow. */
  failed(attempt: number): void;
}

/**
 * A WebSocket of RFC 7118 that goes through the servers and keeps trying, by our policy in place of JsSIP's.
 */
export const createSipSocket = ({ servers, reconnect, timers }: SipSettings, tell: SocketEvents): SipSocket => {
  let socket: WebSocket | undefined;
  let wanted = false;
  let attempt = 0;
  let server = 0;
  let heard = 0;
  const opening = createTimer(timers);
  const retry = createTimer(timers);
  const url = () => servers[server % servers.length] ?? '';

  const drop = () => {
    opening.clear();
    const dropped = socket;
    socket = undefined;
    if (!dropped) return;
    dropped.onopen = dropped.onclose = dropped.onmessage = null;
    dropped.close();
  };

  const open = () => {
    retry.clear();
    drop();
    if (!wanted) return;
    let fresh: WebSocket;
    try {
      fresh = new WebSocket(url(), 'sip');
    } catch {
      // Mixed content or a content security policy: it will not get better, but it must not get worse either.
      retry.set(() => fail(), 0);
      return;
    }
    socket = fresh;
    fresh.binaryType = 'arraybuffer';
    fresh.onopen = () => {
      opening.clear();
      face.onconnect?.();
    };
    fresh.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
      heard += 1;
      face.ondata?.(data);
    };
    fresh.onclose = () => fail();
    opening.set(() => fail(), SOCKET_OPEN_TIMEOUT_MS);
  };

  const fail = (retryAfterMs?: number) => {
    if (!wanted) return;
    const wasOpen = socket !== undefined && !opening.running;
    drop();
    attempt += 1;
    server += 1;
    retry.set(open, waitMsOf(reconnect, { attempt, random: Math.random(), retryAfterMs }));
    if (wasOpen) {
      tell.lost();
      face.ondisconnect?.(true);
    }
    if (wanted) tell.failed(attempt);
  };

  const face: JsSipSocket = {
    get url() {
      return url();
    },
    get via_transport() {
      return new URL(url()).protocol === 'wss:' ? 'WSS' : 'WS';
    },
    get sip_uri() {
      return `sip:${new URL(url()).host};transport=ws`;
    },
    connect() {
      wanted = true;
      // After a loss JsSIP is told to connect at once; the wait that is under way is the policy's.
      if (!retry.running && !socket) open();
    },
    disconnect() {
      wanted = false;
      attempt = 0;
      retry.clear();
      drop();
    },
    send(message) {
      if (socket?.readyState !== WebSocket.OPEN) return false;
      socket.send(message);
      return true;
    },
  };

  return {
    face,
    fail,
    hurry() {
      if (wanted && retry.running) open();
    },
    settled() {
      attempt = 0;
    },
    get heard() {
      return heard;
    },
    get open() {
      return socket?.readyState === WebSocket.OPEN;
    },
  };
};
