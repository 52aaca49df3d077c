import { CtiError } from '../../protocol/error.ts';
import type { LinkSettings } from './options.ts';
import { openPoll } from './poll-transport.ts';
import type { LinkTransport, TransportEvents } from './transport.ts';
import { openWebSocket } from './websocket-transport.ts';

export interface TransportChooser {
  /** @throws when this way cannot be tried at all. */
  open(tell: TransportEvents): LinkTransport;
  /** The present way works: stay with it. */
  worked(): void;
  /** It was not even opened: the next attempt takes the other way, if there is one. */
  neverOpened(): void;
}

/** A network that lets no WebSocket through does so for hours, so what worked last is tried first. */
export const createTransportChooser = ({ transports, socketUrl, pollUrl, WebSocket, fetch }: LinkSettings): TransportChooser => {
  let way = 0;
  let proven = false;
  return {
    open(tell) {
      if (transports[way % transports.length] === 'websocket' && WebSocket) return openWebSocket(WebSocket, socketUrl, tell);
      const own = fetch ?? (globalThis as { fetch?: typeof globalThis.fetch }).fetch;
      if (!own) throw new CtiError('NOT_SUPPORTED', 'There is no global fetch here: give `fetch`.');
      // A browser's own is callable only on its window.
      return openPoll((...request) => own(...request), pollUrl, tell);
    },
    worked() {
      proven = true;
    },
    neverOpened() {
      // A way that has worked gets a second chance before the other is tried: links are started anew more often than networks change.
      if (!proven) way += 1;
      proven = false;
    },
  };
};
