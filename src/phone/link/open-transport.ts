import { CtiError } from '../../protocol/error.ts';
import type { LinkServer, LinkSettings } from './options.ts';
import { openPoll } from './poll-transport.ts';
import type { LinkTransport, TransportEvents } from './transport.ts';
import { openWebSocket } from './websocket-transport.ts';

export interface TransportChooser {
  /** Where the present attempt goes. */
  readonly server: LinkServer;
  /** How many places there are to try. */
  readonly places: number;
  /** @throws when this way cannot be tried at all. */
  open(tell: TransportEvents): LinkTransport;
  /** The present place works: stay with it. */
  worked(): void;
  /** It does not answer: the next attempt goes to another place, if there is one. */
  failed(): void;
  /** Its gateway sends us away. True when there is another, to which the next attempt goes. */
  sentAway(): boolean;
  /** Begin again with the first. */
  reset(): void;
}

interface Place {
  server: LinkServer;
  way: 'websocket' | 'poll';
}

/**
 * A network that lets no WebSocket through does so for hours, so what worked last is tried first. Otherwise all servers by one way come before
 * another way: one that is down is more likely than a network of that kind.
 */
export const createTransportChooser = ({ servers, transports, WebSocket, fetch }: LinkSettings): TransportChooser => {
  const places = transports.flatMap((way) => servers.map((server): Place => ({ server, way })));
  let [present, ...others] = places as [Place, ...Place[]];
  let proven = false;

  const reset = () => {
    [present, ...others] = places as [Place, ...Place[]];
    proven = false;
  };
  const startRound = () => {
    proven = false;
    others = places.filter((place) => place !== present);
  };
  const moveOn = () => {
    const next = others.shift();
    if (next) present = next;
    else reset();
  };

  return {
    get server() {
      return present.server;
    },
    places: places.length,
    open(tell) {
      const { server, way } = present;
      if (way === 'websocket' && WebSocket) return openWebSocket(WebSocket, server.socketUrl, tell);
      const own = fetch ?? (globalThis as { fetch?: typeof globalThis.fetch }).fetch;
      if (!own) throw new CtiError('NOT_SUPPORTED', 'There is no global fetch here: give `fetch`.');
      // A browser's own is callable only on its window.
      return openPoll((...request) => own(...request), server.pollUrl, tell);
    },
    worked() {
      proven = true;
    },
    failed() {
      // What has worked gets a second chance, since links are started anew more often than networks change. Then come the others, the primary first.
      if (proven) startRound();
      else moveOn();
    },
    sentAway() {
      if (servers.length === 1) return false;
      const { server } = present;
      if (proven) startRound();
      do moveOn();
      while (present.server === server);
      return true;
    },
    reset,
  };
};
