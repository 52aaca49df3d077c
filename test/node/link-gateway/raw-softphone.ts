/** A softphone that is nothing but its socket: it says what a test wants said, and keeps what it hears. */
import { WebSocket } from 'ws';
import type { ClientMessage, Resume, ServerMessage } from '../../../src/phone/link/wire.ts';
import { signToken, type TokenClaims } from './tokens.ts';

type Message<Type extends ServerMessage['type']> = Extract<ServerMessage, { type: Type }>;

export interface RawSoftphone {
  readonly socket: WebSocket;
  readonly heard: readonly ServerMessage[];
  send(message: ClientMessage | string): void;
  /** The next message of this type that was not asked for yet. */
  next<Type extends ServerMessage['type']>(type: Type): Promise<Message<Type>>;
  /** Numbers of what was told of the line so far. */
  readonly seqs: readonly number[];
  /** The close code. */
  closed(): Promise<number>;
}

const within = <Result>(what: string, wait: Promise<Result>, timeoutMs = 5_000): Promise<Result> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited ${timeoutMs} ms for ${what}`)), timeoutMs);
  });
  return Promise.race([wait, late]).finally(() => clearTimeout(timer));
};

/** Rejects with the HTTP status when the gateway does not let the socket open. */
export const openSocket = async (url: string, options: { origin?: string } = {}): Promise<RawSoftphone> => {
  const socket = new WebSocket(url, options);
  const heard: ServerMessage[] = [];
  const given = new Set<ServerMessage>();
  const looks = new Set<() => void>();
  let code: number | undefined;
  const look = () => looks.forEach((one) => void one());
  socket.on('message', (data) => {
    heard.push(JSON.parse(data.toString()) as ServerMessage);
    look();
  });
  socket.on('close', (closeCode) => {
    code = closeCode;
    look();
  });
  const until = <Found>(what: string, find: () => Found | undefined): Promise<Found> => {
    let attempt = () => {};
    const found = new Promise<Found>((resolve) => {
      attempt = () => {
        const one = find();
        if (one !== undefined) resolve(one);
      };
      looks.add(attempt);
      attempt();
    });
    return within(what, found).finally(() => looks.delete(attempt));
  };
  await new Promise<void>((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('error', reject);
    socket.on('unexpected-response', (_, response) => reject(new Error(`refused with ${response.statusCode}`)));
  });
  return {
    socket,
    heard,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    next: (type) =>
      until(`a message ${type}, having heard ${heard.map((message) => message.type).join(', ') || 'nothing'}`, () => {
        const message = heard.find((one) => one.type === type && !given.has(one));
        if (message) given.add(message);
        return message as never;
      }),
    get seqs() {
      return heard.flatMap((message) => (message.type === 'events' ? [message.seq] : []));
    },
    closed: () => until('the socket to be closed', () => code),
  };
};

export interface HelloOptions extends TokenClaims {
  agentId?: string;
  protocol?: number[];
  resume?: Resume;
  token?: string;
}

export const sayHello = async (
  softphone: RawSoftphone,
  agent: string,
  { agentId, protocol = [1], resume, token, ...claims }: HelloOptions = {},
): Promise<void> => softphone.send({ type: 'hello', protocol, token: token ?? (await signToken(agent, claims)), agentId, resume });

/** Connected and welcomed. */
export const enter = async (
  url: string,
  agent: string,
  options: HelloOptions & { origin?: string } = {},
): Promise<RawSoftphone & { readonly welcome: Message<'welcome'> }> => {
  const { origin, ...hello } = options;
  const softphone = await openSocket(url, origin === undefined ? {} : { origin });
  await sayHello(softphone, agent, hello);
  return Object.assign(Object.create(Object.prototype, Object.getOwnPropertyDescriptors(softphone)), { welcome: await softphone.next('welcome') });
};
