/** A client of GED-188 made of the codec alone, so that the simulator is not tested by what was made together with it. */
import { connect, type Socket } from 'node:net';
import {
  CallMessageMask,
  createFramer,
  type DecodedMessage,
  decodeMessage,
  type EncodableMessage,
  encodeMessage,
  type Message,
  type MessageName,
  Service,
} from '../../../src/link/switches/cisco/codec/index.ts';

const PATIENCE_MS = 5_000;
export const ALL_CALLS = Object.values(CallMessageMask).reduce((mask, bit) => mask | bit, 0) >>> 0;
export const ALL_STATES = 0x3fff;

type OpenFields = Partial<Omit<Message<'OPEN_REQ'>, 'messageType' | 'name' | 'invokeId'>>;

export interface RawClient {
  readonly socket: Socket;
  version: number;
  /** Everything that came and was not the answer to a request. */
  readonly events: Message[];
  /** Names of all that came, answers too, in their order. */
  readonly arrived: string[];
  send(message: EncodableMessage): void;
  /** Answers requests of the server by itself, those for which it returns something. */
  respond: ((message: Message) => EncodableMessage | undefined) | undefined;
  sendBytes(bytes: Uint8Array): void;
  /** The answer with the same InvokeID, whatever it is. */
  request(message: Unnumbered): Promise<Message>;
  open(fields?: OpenFields): Promise<Message>;
  /** The first event of this name, among those that came and will come, that fits; it is taken out of `events`. */
  event<Name extends MessageName>(name: Name, fits?: (message: Message<Name>) => boolean): Promise<Message<Name>>;
  /** All that was sent before has been answered. */
  settled(): Promise<void>;
  names(): string[];
  /** Resolves when the server has closed the connection. */
  readonly closed: Promise<void>;
  close(): void;
}

/** A request before it has its InvokeID. */
export type Unnumbered = EncodableMessage extends infer Each ? (Each extends { invokeId: number } ? Omit<Each, 'invokeId'> : never) : never;

export const services = (...names: (keyof typeof Service)[]): number => names.reduce((mask, name) => mask | Service[name], 0) >>> 0;

export const connectRaw = async (port: number, version = 15): Promise<RawClient> => {
  const socket = connect(port, '127.0.0.1');
  const events: Message[] = [];
  const arrived: string[] = [];
  const answers = new Map<number, (message: Message) => void>();
  const looks = new Set<() => void>();
  let invokeIds = 0;
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => undefined);

  const onMessage = (message: DecodedMessage): void => {
    if ('body' in message) throw new Error(`the simulator sent ${message.name}, which has no public layout`);
    arrived.push(message.name);
    const answered = 'invokeId' in message && !message.name.endsWith('_REQ') ? answers.get(message.invokeId) : undefined;
    if (answered && 'invokeId' in message) {
      answers.delete(message.invokeId);
      answered(message);
    } else {
      const response = client.respond?.(message);
      if (response) client.send(response);
      else events.push(message);
    }
    for (const look of [...looks]) look();
  };
  const framer = createFramer({
    frame: (bytes) => onMessage(decodeMessage(bytes, { version: client.version })),
    reset(reason) {
      throw reason;
    },
  });
  socket.on('data', framer.push);

  const late = (what: string): Error =>
    new Error(`waited ${PATIENCE_MS} ms for ${what}; there are ${events.map(({ name }) => name).join(', ') || 'no events'}`);

  const client: RawClient = {
    socket,
    version,
    events,
    arrived,
    respond: undefined,
    closed,
    send: (message) => void socket.write(encodeMessage(message, { version: client.version })),
    sendBytes: (bytes) => void socket.write(bytes),
    request: (message) =>
      new Promise((resolve, reject) => {
        const invokeId = ++invokeIds;
        const timer = setTimeout(() => reject(late(`the answer to ${message.messageType}`)), PATIENCE_MS);
        answers.set(invokeId, (answer) => {
          clearTimeout(timer);
          resolve(answer);
        });
        client.send({ ...message, invokeId } as EncodableMessage);
      }),
    open: (fields = {}) =>
      client.request({
        messageType: 'OPEN_REQ',
        versionNumber: client.version,
        idleTimeout: null,
        peripheralId: null,
        servicesRequested: services('ALL_EVENTS', 'CLIENT_CONTROL', 'CALL_DATA_UPDATE'),
        callMsgMask: ALL_CALLS,
        agentStateMask: ALL_STATES,
        configMsgMask: 0,
        clientId: 'raw',
        clientPassword: new Uint8Array([0]),
        ...fields,
      }),
    event: (name, fits = () => true) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          looks.delete(look);
          reject(late(name));
        }, PATIENCE_MS);
        const look = (): void => {
          const index = events.findIndex((message) => message.name === name && fits(message as never));
          const found = events[index];
          if (!found) return;
          events.splice(index, 1);
          looks.delete(look);
          clearTimeout(timer);
          resolve(found as never);
        };
        looks.add(look);
        look();
      }),
    async settled() {
      await client.request({ messageType: 'HEARTBEAT_REQ' });
    },
    names: () => events.map(({ name }) => name),
    close: () => void socket.destroy(),
  };
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve());
    socket.once('error', reject);
  });
  return client;
};
