/** The only file that knows penpal. It shakes hands with one window of one origin and carries two methods, nothing else. */
import { CallOptions, connect, type Messenger, type Methods, PenpalError, type ReplyMessage } from 'penpal';
import { type PinOptions, pinPeer } from './pin-peer.ts';
import { createWindowMessenger } from './window-messenger.ts';
import type { WireError } from './wire-error.ts';

/** What each side offers to penpal. Everything else goes through `call`. */
export interface PeerMethods {
  /** Served by the host. The port is for events, both ways. */
  hello(request: unknown, port: unknown): Promise<unknown>;
  /** `session` ties it to the hello it belongs to: a page that has not said one yet has none. */
  call(session: unknown, id: unknown, method: unknown, params: unknown): Promise<unknown>;
}

export interface RemotePeer {
  hello(request: unknown, port: MessagePort): Promise<unknown>;
  call(session: string, id: number, method: string, params: unknown): Promise<unknown>;
}

export interface PeerConnection {
  /** Settles with the first handshake. A page that is loaded again shakes hands again behind the same object. */
  remote: Promise<RemotePeer>;
  /** The origin the peer was pinned to. */
  origin(): string | undefined;
  destroy(): void;
}

/** Two frameworks in one page must not hear each other. */
const CHANNEL = 'ringframe';

export const connectPeer = ({ methods, ...pin }: PinOptions & { methods: PeerMethods }): PeerConnection => {
  // First the doorkeeper, then penpal: listeners are asked in this order.
  const pinned = pinPeer(pin);
  const messenger = createWindowMessenger(pin.peer, pinned.origin);
  tame(messenger);

  // No prototype, so that a peer can call nothing but these two.
  const table = Object.freeze(Object.assign(Object.create(null), methods)) as Methods;
  const connection = connect<{
    hello(request: unknown, port: unknown, options: CallOptions): unknown;
    call(session: string, id: number, method: string, params: unknown): unknown;
  }>({
    messenger,
    methods: table,
    channel: CHANNEL,
  });

  const remote = connection.promise.then((proxy): RemotePeer => {
    // Each access to a method of penpal's proxy makes a new proxy.
    const call = proxy.call as unknown as RemotePeer['call'];
    return {
      // penpal throws synchronously after destroy; an async function turns that into a rejection.
      hello: async (request, port) => proxy.hello(request, port, new CallOptions({ transferables: [port] })),
      call,
    };
  });
  // Nobody may be waiting yet when a handshake fails.
  remote.catch(() => {});

  return {
    remote,
    origin: pinned.origin,
    destroy: () => {
      connection.destroy();
      pinned.release();
    },
  };
};

/** One of our answers in place of penpal's. */
const answer = ({ namespace, channel, type, callId }: ReplyMessage, error: WireError): ReplyMessage => ({
  namespace,
  channel,
  type,
  callId,
  value: { ok: false, error },
});

/**
 * Three habits of penpal that are not ours.
 * Its DESTROY would end the peer's connection for good, without telling it, and could overtake our next handshake: we say
 * goodbye over the event port instead, and the peer's connection stays open for the next page.
 * Its own errors (for names it does not know, for nonsense) carry this page's stack.
 * Its answers that cannot be sent end as uncaught errors of this page.
 */
const tame = (messenger: Messenger): void => {
  const send = messenger.sendMessage;
  messenger.sendMessage = (message, transferables) => {
    if (message.type === 'DESTROY') return;
    if (message.type !== 'REPLY') return send(message, transferables);
    try {
      send(message.isError ? answer(message, { code: 'METHOD_NOT_FOUND', message: 'There is no such method.' }) : message, transferables);
    } catch (error) {
      // penpal's own failure means that the port is gone, and with it whoever asked; any other, a getter's too, is the value's.
      if (!(error instanceof PenpalError)) send(answer(message, { code: 'NOT_CLONEABLE', message: 'The answer cannot travel between pages.' }));
    }
  };
};
