/**
 * penpal's messenger for the one window we talk to, in the place of its own. That one calls `postMessage` as it finds it on
 * the other window, where a page of our own origin may have declared a function of that name; and it carries the envelope of
 * an older penpal, which `pin-peer.ts` never lets in.
 */
import { type InitializeMessengerOptions, type Message, type MessageHandler, type Messenger, PenpalError } from 'penpal';
import { postToWindow } from './post-to-window.ts';

/** `origin`: of the peer, once it is pinned. */
export const createWindowMessenger = (peer: Window, origin: () => string | undefined): Messenger => {
  const handlers = new Set<MessageHandler>();
  let isMessage: InitializeMessengerOptions['validateReceivedMessage'] = (_): _ is Message => false;
  let port: MessagePort | undefined;

  /** Nobody is answered before the doorkeeper has pinned whoever asked. */
  const answer = (message: Message, transfer?: Transferable[]): void => {
    const pinned = origin();
    if (pinned) postToWindow(peer, message, pinned, transfer);
  };

  const tell = (data: unknown): void => {
    if (isMessage(data)) for (const handler of [...handlers]) handler(data);
  };

  const usePort = (next: MessagePort | undefined): void => {
    port?.close();
    port = next;
    // Setting it also starts the port.
    if (next) next.onmessage = ({ data }) => tell(data);
  };

  const onMessage = ({ source, origin: from, data, ports }: MessageEvent): void => {
    if (source !== peer || from !== origin() || !isMessage(data)) return;
    if (data.type === 'SYN') usePort(undefined);
    if (data.type === 'ACK2') {
      if (!ports[0]) return;
      usePort(ports[0]);
    }
    tell(data);
  };

  return {
    initialize({ validateReceivedMessage }) {
      isMessage = validateReceivedMessage;
      addEventListener('message', onMessage);
    },
    sendMessage(message, transferables) {
      switch (message.type) {
        case 'SYN':
          // To whoever is there: it says nothing, and a page that is not allowed refuses it by name.
          return postToWindow(peer, message, '*');
        case 'ACK1':
          return answer(message);
        case 'ACK2': {
          const { port1, port2 } = new MessageChannel();
          usePort(port1);
          return answer(message, [port2]);
        }
        default:
          if (!port) throw new PenpalError('TRANSMISSION_FAILED', 'There is no port.');
          port.postMessage(message, transferables ?? []);
      }
    },
    addMessageHandler: (handler) => void handlers.add(handler),
    removeMessageHandler: (handler) => void handlers.delete(handler),
    destroy() {
      removeEventListener('message', onMessage);
      usePort(undefined);
      handlers.clear();
    },
  };
};
