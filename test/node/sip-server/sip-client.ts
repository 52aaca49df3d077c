/** A raw SIP client for the tests of the demo's server: it speaks text, and shares no code with what it tests. */
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';

/** Far longer than anything takes here; it only keeps a failing test from hanging. */
const WAIT_MS = 4000;

export interface Received {
  text: string;
  startLine: string;
  /** Of a request, else empty. */
  method: string;
  uri: string;
  /** Of a response, else 0. */
  status: number;
  headers: [name: string, value: string][];
  body: string;
  get(name: string): string;
  all(name: string): string[];
}

export const read = (text: string): Received => {
  const at = text.indexOf('\r\n\r\n');
  const [startLine = '', ...lines] = text.slice(0, at).split('\r\n');
  const headers = lines.map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]);
  const isResponse = startLine.startsWith('SIP/2.0');
  const words = startLine.split(' ');
  const all = (name: string) => headers.filter(([other]) => other.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
  return {
    text,
    startLine,
    method: isResponse ? '' : (words[0] ?? ''),
    uri: isResponse ? '' : (words[1] ?? ''),
    status: isResponse ? Number(words[1]) : 0,
    headers,
    body: text.slice(at + 4),
    all,
    get: (name) => all(name)[0] ?? '',
  };
};

export const random = () => randomBytes(6).toString('hex');
export const tagOf = (value: string) => /;tag=([^;>\s]+)/.exec(value)?.[1] ?? '';

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
/** The Authorization header that answers a challenge. */
export const answerChallenge = (challenge: string, options: { user: string; password: string; method: string; uri: string; nc?: string }): string => {
  const field = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1] ?? '';
  const [realm, nonce, nc, cnonce] = [field('realm'), field('nonce'), options.nc ?? '00000001', random()];
  const response = md5(`${md5(`${options.user}:${realm}:${options.password}`)}:${nonce}:${nc}:${cnonce}:auth:${md5(`${options.method}:${options.uri}`)}`);
  return `Digest username="${options.user}", realm="${realm}", nonce="${nonce}", uri="${options.uri}", response="${response}", algorithm=MD5, qop=auth, nc=${nc}, cnonce="${cnonce}"`;
};

export interface RequestOptions {
  from?: string;
  to?: string;
  callId?: string;
  cseq?: number;
  branch?: string;
  /** Default the client's own; empty for no Contact. */
  contact?: string;
  headers?: string[];
  body?: string;
}

export interface Client {
  readonly user: string;
  readonly contact: string;
  readonly socket: WebSocket;
  /** Writes and sends a request; returns what was sent. */
  send(method: string, uri: string, options?: RequestOptions): Received;
  sendRaw(text: string): void;
  /** Sends, answers a challenge once, and gives the final response with all provisional ones before it. */
  request(method: string, uri: string, options?: RequestOptions): Promise<Received>;
  respond(request: Received, status: number, reason: string, options?: { tag?: string; headers?: string[]; body?: string }): void;
  /** Removes and returns the first message that fits, also one that has arrived already. Rejects when none comes. */
  next(fits: (message: Received) => boolean, what?: string): Promise<Received>;
  nextRequest(method: string): Promise<Received>;
  nextResponse(status: number, method?: string): Promise<Received>;
  /** What has arrived and was not asked for. */
  readonly unread: readonly Received[];
  register(expiresSeconds?: number): Promise<Received>;
  close(): Promise<void>;
}

export const connect = async (
  url: string,
  identity: { user: string; password?: string; fromUser?: string; contact?: string; origin?: string },
): Promise<Client> => {
  const socket = new WebSocket(url, 'sip', identity.origin === undefined ? {} : { origin: identity.origin });
  const unread: Received[] = [];
  const waiting = new Set<{ fits: (message: Received) => boolean; resolve: (message: Received) => void }>();
  socket.on('message', (data) => {
    const message = read(data.toString());
    for (const waiter of waiting) {
      if (!waiter.fits(message)) continue;
      waiting.delete(waiter);
      waiter.resolve(message);
      return;
    }
    unread.push(message);
  });
  await once(socket, 'open');

  const { user, password = `${user}-secret` } = identity;
  const device = `${random()}.invalid`;
  const contact = identity.contact ?? `sip:${random()}@${device};transport=ws`;
  const own = `<sip:${identity.fromUser ?? user}@localhost>`;
  let cseq = 1;

  const send: Client['send'] = (method, uri, options = {}) => {
    const body = options.body ?? '';
    const text = [
      `${method} ${uri} SIP/2.0`,
      `Via: SIP/2.0/WS ${device};branch=${options.branch ?? `z9hG4bK${random()}`};rport`,
      'Max-Forwards: 69',
      `From: ${options.from ?? `${own};tag=${random()}`}`,
      `To: ${options.to ?? `<${uri}>`}`,
      `Call-ID: ${options.callId ?? random()}`,
      `CSeq: ${options.cseq ?? cseq++} ${method}`,
      ...(options.contact === '' ? [] : [`Contact: ${options.contact ?? `<${contact}>`}`]),
      ...(options.headers ?? []),
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n');
    socket.send(text);
    return read(text);
  };
  const next: Client['next'] = (fits, what = 'message') =>
    new Promise((resolve, reject) => {
      const at = unread.findIndex(fits);
      if (at >= 0) return resolve(unread.splice(at, 1)[0]!);
      const timer = setTimeout(() => {
        waiting.delete(waiter);
        reject(new Error(`${user} got no ${what}; unread: ${unread.map(({ startLine }) => startLine).join(' | ') || 'nothing'}`));
      }, WAIT_MS);
      const waiter = {
        fits,
        resolve: (message: Received) => {
          clearTimeout(timer);
          resolve(message);
        },
      };
      waiting.add(waiter);
    });

  const client: Client = {
    user,
    contact,
    socket,
    unread,
    send,
    sendRaw: (text) => socket.send(text),
    next,
    nextRequest: (method) => next((message) => message.method === method, method),
    nextResponse: (status, method) =>
      next((message) => message.status === status && (method === undefined || message.get('CSeq').endsWith(method)), `${status} ${method ?? ''}`),
    request: async (method, uri, options = {}) => {
      const final = (sent: Received) =>
        next(
          (message) => message.status >= 200 && message.get('CSeq') === sent.get('CSeq') && message.get('Call-ID') === sent.get('Call-ID'),
          `final response to ${method}`,
        );
      const first = send(method, uri, options);
      const answer = await final(first);
      if (answer.status !== 401 && answer.status !== 407) return answer;
      if (method === 'INVITE') acknowledge(first, answer);
      const isProxy = answer.status === 407;
      const authorization = answerChallenge(answer.get(isProxy ? 'Proxy-Authenticate' : 'WWW-Authenticate'), { user, password, method, uri });
      const again = send(method, uri, {
        ...options,
        from: first.get('From'),
        to: first.get('To'),
        callId: first.get('Call-ID'),
        cseq: cseq++,
        headers: [...(options.headers ?? []), `${isProxy ? 'Proxy-Authorization' : 'Authorization'}: ${authorization}`],
      });
      return final(again);
    },
    respond: (request, status, reason, options = {}) => {
      const body = options.body ?? '';
      const to = request.get('To');
      const text = [
        `SIP/2.0 ${status} ${reason}`,
        ...['Via', 'Record-Route', 'From'].flatMap((name) => request.all(name).map((value) => `${name}: ${value}`)),
        `To: ${status === 100 || to.includes(';tag=') ? to : `${to};tag=${options.tag ?? device.slice(0, 6)}`}`,
        `Call-ID: ${request.get('Call-ID')}`,
        `CSeq: ${request.get('CSeq')}`,
        `Contact: <${contact}>`,
        ...(options.headers ?? []),
        `Content-Length: ${Buffer.byteLength(body)}`,
        '',
        body,
      ].join('\r\n');
      socket.send(text);
    },
    register: (expiresSeconds = 600) => client.request('REGISTER', 'sip:localhost', { to: own, headers: [`Expires: ${expiresSeconds}`] }),
    close: async () => {
      if (socket.readyState === socket.CLOSED) return;
      const closed = once(socket, 'close');
      socket.close();
      await closed;
    },
  };
  /** The ACK of an answer other than 2xx: same branch (RFC 3261 §17.1.1.3). */
  const acknowledge = (invite: Received, answer: Received) =>
    void send('ACK', invite.uri, {
      branch: /branch=([^;]+)/.exec(invite.get('Via'))?.[1] ?? '',
      from: invite.get('From'),
      to: answer.get('To'),
      callId: invite.get('Call-ID'),
      cseq: Number(invite.get('CSeq').split(' ')[0]),
    });
  return client;
};
