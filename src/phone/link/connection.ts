/**
 * The way to the gateway: opened, watched, lost and made again, without loss or duplicates. It knows numbers and sessions; what is told by
 * the numbered events is the line's business.
 */
import { CtiError, isCtiError } from '../../protocol/error.ts';
import type { PhoneCommandName } from '../../protocol/phone-commands.ts';
import type { PhoneStatus } from '../phone.ts';
import { waitMsOf } from '../reconnect.ts';
import { createDeadline } from './deadline.ts';
import { endedError } from './ended-error.ts';
import { ACK_EVERY, HEARTBEATS_MISSED, OPEN_TIMEOUT_MS, WAKE_PROBE_TIMEOUT_MS, WELCOME_TIMEOUT_MS } from './limits.ts';
import { createTransportChooser } from './open-transport.ts';
import type { LinkSettings } from './options.ts';
import { type LinkStatus, linkStatusOf, phoneStatusOf, type Standing } from './standing.ts';
import type { LinkTransport } from './transport.ts';
import { createWaiters } from './waiters.ts';
import { type ClientMessage, LINK_PROTOCOL_VERSIONS, type LineEvent, type LineSnapshot, type ServerMessage, serverMessageSchema } from './wire.ts';

type Message<Type extends ServerMessage['type']> = Extract<ServerMessage, { type: Type }>;

export interface ConnectionEvents {
  /** What may be done from now on. A `status` follows. */
  granted(capabilities: readonly PhoneCommandName[]): void;
  status(status: PhoneStatus): void;
  link(status: LinkStatus): void;
  /** Told before `status`: what is known of the line may be out of date from now on. */
  lost(): void;
  /** A new session: this is true of the line. Commands of the old one will not be answered. */
  began(snapshot: LineSnapshot): void;
  /** The session goes on, and nothing is missing from it. */
  resumed(): void;
  /** What happened at once. */
  events(events: readonly LineEvent[]): void;
  /** What was skipped is not told: this is what holds. */
  caughtUp(snapshot: LineSnapshot): void;
  answer(answer: Message<'answer'>): void;
  /** Commands without an answer, for `resume`. */
  unanswered(): number[];
  /** The session is over, and none follows. */
  over(): void;
}

export interface Connection {
  readonly status: PhoneStatus;
  readonly linkStatus: LinkStatus;
  /** Welcomed and up to date, whether or not the link has its phone system. */
  readonly online: boolean;
  connect(signal?: AbortSignal | undefined): Promise<void>;
  /** False when it could not be sent. */
  send(message: ClientMessage): boolean;
  /** Ends the session and tries no more. */
  disconnect(): void;
  /** The page is awake again: is the connection? */
  wake(): void;
  /** Lets the connection go, to be taken up again by `wake`. */
  pause(): void;
}

const unreachable = (why: string) => new CtiError('UNREACHABLE', `${why} It is being tried again.`);

const sameStatus = (one: PhoneStatus | LinkStatus, other: PhoneStatus | LinkStatus): boolean => {
  const text = ({ error, ...rest }: { error?: CtiError | undefined; state: string }) => JSON.stringify([rest, error?.code, error?.message]);
  return text(one) === text(other);
};

const isKnownType = (value: unknown): boolean => {
  const type = (value as { type?: unknown } | null)?.type;
  return typeof type !== 'string' || ['welcome', 'events', 'answer', 'ping', 'pong', 'status', 'slow', 'ended'].includes(type);
};

export const createConnection = (settings: LinkSettings, tell: ConnectionEvents): Connection => {
  const chooser = createTransportChooser(settings);
  const waiters = createWaiters();
  const retry = createDeadline();
  const opening = createDeadline();
  const silence = createDeadline();
  const standing: Standing = { wanted: false, attempt: 0, online: false, address: '', phoneSystem: { state: 'stopped' } };
  let status = phoneStatusOf(standing);
  let linkStatus = linkStatusOf(standing);
  let transport: LinkTransport | undefined;
  /** Attempts so far: what belongs to an earlier one is not listened to. */
  let round = 0;
  /** Those in a row that failed, and whether the first of them comes after a loss. */
  let failures = 0;
  let wasOnline = false;
  let granted: string | undefined;
  let grantsChanged = false;
  let welcomed = false;
  let session: { id: string; seq: number } | undefined;
  let caughtUpAt = 0;
  let unacknowledged = 0;
  let heartbeatMs = 0;
  let heardAt = 0;

  const tellStatus = () => {
    const [next, nextLink] = [phoneStatusOf(standing), linkStatusOf(standing)];
    const [changed, linkChanged] = [grantsChanged || !sameStatus(status, next), !sameStatus(linkStatus, nextLink)];
    grantsChanged = false;
    status = next;
    linkStatus = nextLink;
    if (linkChanged) tell.link(nextLink);
    if (changed) tell.status(next);
    if (next.state === 'ready') waiters.resolve();
    if (next.state === 'reconnecting') waiters.reject(next.error ?? unreachable('The link cannot be reached.'));
    if (next.state === 'failed') waiters.reject(next.error);
  };

  const drop = () => {
    round += 1;
    for (const deadline of [retry, opening, silence]) deadline.clear();
    transport?.close();
    transport = undefined;
    const wasWelcomed = welcomed;
    welcomed = false;
    standing.online = false;
    if (wasWelcomed) tell.lost();
  };

  const forget = () => {
    session = undefined;
    tell.over();
  };

  const fail = (error: CtiError, retryAfterMs?: number) => {
    if (!standing.wanted) return;
    drop();
    if (!standing.wanted) return; // a listener that heard of the loss has disconnected
    failures += 1;
    standing.error = error;
    // Not every place was tried yet: there is nothing to report, and nothing to wait for.
    if (!wasOnline && failures < chooser.places && retryAfterMs === undefined) return retry.set(open, 0);
    standing.attempt = Math.ceil(failures / chooser.places);
    retry.set(open, waitMsOf(settings.reconnect, { attempt: standing.attempt, random: Math.random(), retryAfterMs }));
    tellStatus();
  };

  const giveUp = (refusal: CtiError) => {
    drop();
    standing.wanted = false;
    standing.refusal = refusal;
    forget();
    tellStatus();
  };

  const send = (message: ClientMessage): boolean => {
    transport?.send(message);
    return transport !== undefined;
  };

  const acknowledge = () => {
    unacknowledged = 0;
    if (session) send({ type: 'ack', seq: session.seq });
  };

  const grant = (capabilities: readonly PhoneCommandName[]) => {
    const text = capabilities.join();
    if (text === granted) return;
    granted = text;
    grantsChanged = true;
    tell.granted(capabilities);
  };

  /** Everything was taken: only now is what the line shows true. */
  const catchUp = (began?: () => void) => {
    standing.online = true;
    if (settings.servers.length > 1) standing.server = chooser.server.name;
    failures = 0;
    wasOnline = true;
    standing.attempt = 0;
    standing.error = undefined;
    chooser.worked();
    if (began) began();
    else tell.resumed();
    tellStatus();
  };

  const watchSilence = () => {
    const left = HEARTBEATS_MISSED * heartbeatMs - (performance.now() - heardAt);
    if (left > 0) silence.set(watchSilence, left);
    else fail(unreachable('The link has not been heard for three heartbeats.'));
  };

  const welcome = (message: Message<'welcome'>) => {
    const { snapshot, resumed } = message;
    opening.clear();
    welcomed = true;
    unacknowledged = 0;
    heartbeatMs = message.heartbeatMs;
    watchSilence();
    standing.phoneSystem = message.status;
    grant(message.capabilities);
    // Who heard that other actions are granted may have disconnected.
    if (!welcomed) return;
    caughtUpAt = message.seq;
    if (resumed && session) {
      if (session.seq >= caughtUpAt) catchUp();
      return;
    }
    if (!snapshot) return startOver();
    session = { id: message.session, seq: message.seq };
    standing.address = snapshot.address || message.agentId;
    catchUp(() => tell.began(snapshot));
  };

  const taken = (seq: number) => {
    // Who heard of it may have disconnected: then there is no session to go on with.
    if (session?.seq !== seq) return;
    unacknowledged += 1;
    if (unacknowledged >= ACK_EVERY) acknowledge();
    if (!standing.online && seq >= caughtUpAt) catchUp();
    else tellStatus();
  };

  const follow = (snapshot: LineSnapshot) => {
    if (snapshot.address) standing.address = snapshot.address;
  };

  const take = ({ seq, events }: Message<'events'>) => {
    if (!session || seq <= session.seq) return;
    if (seq !== session.seq + 1) return startOver();
    session.seq = seq;
    for (const event of events) if (event.type === 'snapshot') follow(event.snapshot);
    tell.events(events);
    taken(seq);
  };

  const takeUp = ({ seq, snapshot }: Message<'slow'>) => {
    if (!session || seq < session.seq) return;
    session.seq = seq;
    follow(snapshot);
    tell.caughtUp(snapshot);
    taken(seq);
  };

  /** What came makes no sense, so nothing of it is believed. */
  const startOver = () => {
    forget();
    fail(new CtiError('PROTOCOL_MISMATCH', 'The link sent what is not of its protocol. Upgrade the older of the two.'));
  };

  const renew = (mine: number) =>
    settings.token().then(
      (token) => mine === round && send({ type: 'renew', token }),
      () => {}, // the gateway asks again with its next heartbeat
    );

  const receive = (value: unknown) => {
    heardAt = performance.now();
    if (!isKnownType(value)) return;
    const { data, success } = serverMessageSchema().safeParse(value);
    if (!success || (!welcomed && data.type !== 'welcome' && data.type !== 'ended')) return startOver();
    switch (data.type) {
      case 'welcome':
        return welcomed ? startOver() : welcome(data);
      case 'events':
        return take(data);
      case 'slow':
        return takeUp(data);
      case 'answer':
        return tell.answer(data);
      case 'ping':
        if (data.renew) void renew(round);
        return acknowledge();
      case 'status':
        standing.phoneSystem = data.status;
        if (data.capabilities) grant(data.capabilities);
        return tellStatus();
      case 'ended': {
        const error = endedError(data.reason, data.message);
        if (data.retryAfterMs === undefined) return giveUp(error);
        // What it asks for is for who comes back to it.
        return fail(error, chooser.sentAway() ? undefined : data.retryAfterMs);
      }
    }
  };

  const neverAnswered = (why: string) => {
    chooser.failed();
    fail(unreachable(why));
  };

  const hello = (token: string) => {
    const resume = session && { session: session.id, seq: session.seq, commands: tell.unanswered() };
    send({ type: 'hello', protocol: [...LINK_PROTOCOL_VERSIONS], token, agentId: settings.agentId, resume });
    opening.set(() => neverAnswered('The link did not answer in time.'), WELCOME_TIMEOUT_MS);
  };

  const open = () => {
    retry.clear();
    round += 1;
    const mine = round;
    const current = (act: () => void) => () => void (mine === round && act());
    const neverOpened = () => neverAnswered('The link cannot be reached.');
    opening.set(neverOpened, OPEN_TIMEOUT_MS);
    const start = (token: string) => {
      opening.set(neverOpened, OPEN_TIMEOUT_MS);
      try {
        transport = chooser.open({
          opened: current(() => hello(token)),
          message: (value) => current(() => receive(value))(),
          closed: current(() => (welcomed ? fail(unreachable('The connection to the link was lost.')) : neverOpened())),
        });
      } catch {
        neverOpened();
      }
    };
    settings.token().then(
      (token) => current(() => start(token))(),
      (error: unknown) => current(() => (isCtiError(error, 'UNAUTHORIZED') ? giveUp(error) : fail(unreachable('No token could be fetched for the link.'))))(),
    );
  };

  const disconnect = () => {
    if (!standing.wanted && !standing.refusal) return;
    send({ type: 'bye' });
    drop();
    Object.assign(standing, { wanted: false, refusal: undefined, attempt: 0, error: undefined });
    forget();
    tellStatus();
    waiters.reject(new CtiError('ABORTED', 'The phone was disconnected.'));
  };

  return {
    get status() {
      return status;
    },
    get linkStatus() {
      return linkStatus;
    },
    get online() {
      return standing.online;
    },
    send: (message) => standing.online && send(message),
    disconnect,
    connect(signal) {
      if (signal?.aborted) return Promise.reject(new CtiError('ABORTED', 'The caller gave up before the phone was connecting.'));
      if (status.state === 'ready') return Promise.resolve();
      const outcome = waiters.add(signal, () => {
        if (waiters.empty && status.state === 'connecting') disconnect();
      });
      if (!standing.wanted) {
        Object.assign(standing, { wanted: true, refusal: undefined, attempt: 0, error: undefined });
        chooser.reset();
        failures = 0;
        wasOnline = false;
        tellStatus();
        open();
      }
      return outcome;
    },
    wake() {
      if (!standing.wanted) return;
      if (retry.running || !transport) return open();
      if (!welcomed) return;
      const asked = heardAt;
      send({ type: 'ping' });
      silence.set(() => (heardAt === asked ? fail(unreachable('The link did not answer after the page woke up.')) : watchSilence()), WAKE_PROBE_TIMEOUT_MS);
    },
    pause() {
      if (!standing.wanted) return;
      drop();
      standing.attempt = Math.max(1, standing.attempt);
      tellStatus();
    },
  };
};
