/** A CTI Server that does what a test tells it: made of the codec, without a behaviour of its own beyond opening, heartbeats and closing. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import {
  createFramer,
  type DecodedMessage,
  decodeMessage,
  type EncodableMessage,
  encodeMessage,
  type Message,
  type MessageName,
  type OpaqueMessage,
} from '../../../src/link/switches/cisco/codec/index.ts';

/** An answer without its InvokeID, or nothing for silence. */
type Reply = Record<string, unknown> & { messageType: MessageName };
type Answer<Name extends MessageName> = (request: Message<Name>, peer: Peer) => Reply | readonly Reply[] | undefined;
export type Answers = { [Name in MessageName]?: Answer<Name> };

export interface Peer {
  readonly version: number;
  readonly received: readonly DecodedMessage[];
  send(message: EncodableMessage | OpaqueMessage): void;
  /** Bytes as they are, in one piece. */
  write(...frames: Uint8Array[]): void;
  frame(message: EncodableMessage | OpaqueMessage): Uint8Array;
  /** Closes its half only. */
  end(): void;
  destroy(): void;
  pauseReading(): void;
  readonly closed: Promise<unknown>;
}

export interface ScriptedServer {
  readonly port: number;
  readonly peers: readonly Peer[];
  /** Requests of this name, from all connections, in order. */
  requests<Name extends MessageName>(name: Name): Message<Name>[];
  /** The next message of this name, or one that came before and was not asked for yet. */
  next<Name extends MessageName>(name: Name): Promise<Message<Name>>;
  /** The next connection. */
  nextPeer(): Promise<Peer>;
  answer(more: Answers): void;
  close(): Promise<void>;
}

export const openConf = (request: Message<'OPEN_REQ'>, more: Record<string, unknown> = {}): Reply => ({
  messageType: 'OPEN_CONF',
  servicesGranted: request.servicesRequested,
  monitorId: 0,
  pgStatus: 0,
  icmCentralControllerTime: 1_700_000_000,
  peripheralOnline: true,
  peripheralType: 17,
  agentState: 2,
  departmentId: null,
  sessionType: 1,
  ...more,
});

const standard: Answers = {
  OPEN_REQ: (request) => openConf(request),
  HEARTBEAT_REQ: () => ({ messageType: 'HEARTBEAT_CONF' }),
  CLOSE_REQ: () => ({ messageType: 'CLOSE_CONF' }),
};

export const startScriptedServer = async (script: Answers = {}): Promise<ScriptedServer> => {
  let answers: Answers = { ...standard, ...script };
  const peers: Peer[] = [];
  const all: DecodedMessage[] = [];
  const taken = new Set<DecodedMessage>();
  const looks = new Set<() => void>();
  const newPeers: Peer[] = [];
  const lookAll = () => {
    for (const look of [...looks]) look();
  };

  const serve = (socket: Socket): void => {
    let version = 15;
    const received: DecodedMessage[] = [];
    const closed = once(socket, 'close').catch(() => undefined);
    socket.on('error', () => undefined);
    socket.setNoDelay(true);
    const frame: Peer['frame'] = (message) => encodeMessage(message, { version });
    const send: Peer['send'] = (message) => void (socket.destroyed || socket.write(frame(message)));
    const peer: Peer = {
      get version() {
        return version;
      },
      received,
      send,
      write: (...frames) => void socket.write(Buffer.concat(frames)),
      frame,
      end: () => void socket.end(),
      destroy: () => void socket.destroy(),
      pauseReading: () => void socket.pause(),
      closed,
    };
    peers.push(peer);
    newPeers.push(peer);
    const framer = createFramer({
      frame(bytes) {
        // The version of all that follows is in the first request itself.
        if (bytes[7] === 3) version = new DataView(bytes.buffer, bytes.byteOffset).getUint32(12);
        const message = decodeMessage(bytes, { version });
        received.push(message);
        all.push(message);
        const answer = answers[message.name as MessageName] as ((request: DecodedMessage, peer: Peer) => Reply | readonly Reply[] | undefined) | undefined;
        const reply = answer?.(message, peer);
        const { invokeId } = message as { invokeId?: number };
        for (const one of reply === undefined ? [] : [reply].flat()) send({ invokeId, ...one } as unknown as EncodableMessage);
        lookAll();
      },
      reset: (reason) => socket.destroy(reason),
    });
    socket.on('data', framer.push);
    lookAll();
  };

  const server = createServer(serve);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const until = <Found>(look: () => Found | undefined): Promise<Found> =>
    new Promise((resolve) => {
      const attempt = () => {
        const found = look();
        if (found === undefined) return;
        looks.delete(attempt);
        resolve(found);
      };
      looks.add(attempt);
      attempt();
    });

  return {
    port,
    peers,
    requests: <Name extends MessageName>(name: Name) => all.filter((message) => message.name === name) as Message<Name>[],
    next: <Name extends MessageName>(name: Name) =>
      until(() => {
        const found = all.find((message) => message.name === name && !taken.has(message));
        if (found) taken.add(found);
        return found as unknown as Message<Name> | undefined;
      }),
    nextPeer: () => until(() => newPeers.shift()),
    answer(more) {
      answers = { ...answers, ...more };
    },
    async close() {
      for (const peer of peers) peer.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};

/** A port where nobody listens. */
export const deadPort = async (): Promise<number> => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};
