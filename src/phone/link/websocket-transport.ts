import { MAX_SERVER_MESSAGE_LENGTH } from './limits.ts';
import type { LinkSocketConstructor } from './options.ts';
import type { LinkTransport, TransportEvents } from './transport.ts';

const OPEN = 1;

/** @throws when the address cannot be opened at all: mixed content, a content security policy. */
export const openWebSocket = (WebSocket: LinkSocketConstructor, url: string, tell: TransportEvents): LinkTransport => {
  const socket = new WebSocket(url);
  const leave = () => {
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  };
  const broken = () => {
    leave();
    tell.closed();
  };
  // The package `ws` throws what nobody listens for; `onclose` follows in any case.
  socket.onerror = () => {};
  socket.onopen = () => tell.opened();
  socket.onclose = broken;
  socket.onmessage = ({ data }: { data: unknown }) => {
    if (typeof data !== 'string' || data.length > MAX_SERVER_MESSAGE_LENGTH) return broken();
    let value: unknown;
    try {
      value = JSON.parse(data);
    } catch {
      return broken();
    }
    tell.message(value);
  };
  return {
    send(message) {
      if (socket.readyState === OPEN) socket.send(JSON.stringify(message));
    },
    close: leave,
  };
};
