/**
 * Where softphones meet a phone system: one session per agent, whatever the connection. What an event costs does not depend on how many
 * agents there are: it is looked up, numbered, made text once, and sent to one.
 */
import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { type ClientMessage, type EndReason, HEARTBEATS_MISSED, LINK_PROTOCOL_VERSIONS, type PhoneSystemStatus, toWireError } from '../../phone/link/wire.ts';
import { CtiError } from '../../protocol/error.ts';
import type { PhoneCommandName } from '../../protocol/phone-commands.ts';
import { grantedTo } from '../granted-to.ts';
import type { ConnectionNews } from '../news.ts';
import type { Switch, SwitchStatus } from '../switch.ts';
import { createEmptyChairs } from './empty-chairs.ts';
import {
  FULL_RETRY_MS,
  HEARTBEAT_INTERVAL_MS,
  HEARTBEAT_SLOTS,
  MAX_SESSIONS,
  MAX_UNWELCOMED,
  RENEW_BEFORE_MS,
  RESUME_WINDOW_MS,
  STOP_RETRY_MS,
} from './limits.ts';
import type { GatewayMetrics } from './metrics.ts';
import { type CommandRunner, createCommandRunner } from './run-commands.ts';
import { createSession, type Session } from './session.ts';
import type { GatewayTransport } from './transport.ts';
import type { Identity, TokenVerifier } from './verify-token.ts';
import { createVisitor, type Guest, type Hello, type Refusal, type Visitor } from './visitor.ts';

export interface GatewayOptions {
  phoneSystem: Switch;
  verify: TokenVerifier;
  capabilities?: readonly PhoneCommandName[] | undefined;
  heartbeatMs?: number | undefined;
  resumeWindowMs?: number | undefined;
  whenGone?: 'notReady' | 'stay' | undefined;
  goneReason?: string | undefined;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Agents are named in the log. */
  logAgents?: boolean | undefined;
  metrics: GatewayMetrics;
  /** A softphone has come or gone. */
  onConnection?: ((news: ConnectionNews) => void) | undefined;
}

export interface Gateway {
  readonly heartbeatMs: number;
  /** False while there are as many strangers as the link bears: the connection is to be refused before it is made. */
  readonly hasRoom: boolean;
  /** Agents who have a session here, connected or about to come back. */
  readonly agents: Iterable<string>;
  /** A connection was made; what comes over it is the visitor's. */
  visit(transport: GatewayTransport): Visitor;
  /** Every softphone is told, and comes back by itself. Nothing is let in after it. */
  stop(): void;
}

interface Seat {
  session: Session;
  commands: CommandRunner;
  lastCommandId: number;
  expiresAt: number;
  heardAt: number;
  /** Which part of the heartbeat is this one's. */
  slot: number;
  /** For the log, where the session's own id would be a secret told. */
  number: number;
  /** The agent was not known while the phone system was away. */
  unknown: boolean;
}

const stopping: Refusal = { reason: 'stopping', message: 'The link stops.', retryAfterMs: STOP_RETRY_MS };

const asPhoneSystemStatus = (status: SwitchStatus): PhoneSystemStatus => ({ ...status });

export const createGateway = ({
  phoneSystem,
  verify,
  capabilities: wanted,
  heartbeatMs = HEARTBEAT_INTERVAL_MS,
  resumeWindowMs = RESUME_WINDOW_MS,
  whenGone = 'notReady',
  goneReason,
  log,
  logAgents = false,
  metrics,
  onConnection = () => {},
}: GatewayOptions): Gateway => {
  const seats = new Map<string, Seat>();
  const slots = Array.from({ length: HEARTBEAT_SLOTS }, () => new Set<Seat>());
  const strangers = new Set<Visitor>();
  let connected = 0;
  let seatsTaken = 0;
  let stopped = false;

  const count = () => metrics.sessions(connected, seats.size - connected);
  const about = ({ number, session }: Seat) => ({ session: number, ...(logAgents && { agent: session.agentId }) });
  /** Asked for anew each time: a phone system may grant its services only once it is connected. */
  const granted = (agentId: string) => grantedTo(phoneSystem, agentId).filter((name) => !wanted || wanted.includes(name));
  const standing = (agentId: string) => ({ status: asPhoneSystemStatus(phoneSystem.status), capabilities: granted(agentId) });
  const nobody = () => ({ address: '', agent: { state: 'loggedOut' as const, since: Date.now() }, calls: [] });

  /** Numbers of sessions are told in the log, agents only where that is wished. */
  const aboutAgent = (agentId: string) => (logAgents ? { agent: agentId } : {});
  const chairs = createEmptyChairs({
    phoneSystem,
    reason: goneReason,
    madeNotReady: (agentId) => log.info(aboutAgent(agentId), 'agent made not ready: the softphone is gone'),
    failed: (agentId, error) => log.error({ ...aboutAgent(agentId), err: error }, 'an agent without a softphone could not be made not ready'),
  });

  const remove = (seat: Seat) => {
    slots[seat.slot]?.delete(seat);
    if (seats.get(seat.session.agentId) === seat) seats.delete(seat.session.agentId);
    count();
  };

  const arrived = (agentId: string) => {
    connected += 1;
    chairs.taken(agentId);
    onConnection({ what: 'softphone', state: 'connected', agentId });
  };

  const disconnect = (seat: Seat, reason: EndReason | 'bye' | 'lost', close: () => void) => {
    const { connected: was, agentId } = seat.session;
    if (was) connected -= 1;
    close();
    count();
    if (!was) return;
    if (whenGone === 'notReady') chairs.left(agentId, resumeWindowMs);
    onConnection({ what: 'softphone', state: 'disconnected', agentId, reason });
  };

  /** Ends a session for good. */
  const end = (seat: Seat, { reason, message, retryAfterMs }: Refusal) => {
    metrics.ended(reason);
    log.info({ ...about(seat), reason }, 'session ended');
    disconnect(seat, reason, () => seat.session.close(reason, message, retryAfterMs));
    remove(seat);
  };

  const guestOf = (seat: Seat, transport: GatewayTransport): Guest => {
    const { session, commands } = seat;
    /** It may have gone on over another connection meanwhile. */
    const mine = (act: () => void) => session.isOn(transport) && act();
    const command = (message: Extract<ClientMessage, { type: 'command' }>) => {
      if (message.id <= seat.lastCommandId) return end(seat, { reason: 'malformed', message: 'A command has the id of an earlier one.' });
      seat.lastCommandId = message.id;
      commands.run(message);
    };
    return {
      heard() {
        if (session.isOn(transport)) seat.heardAt = performance.now();
      },
      receive(message) {
        mine(() => {
          switch (message.type) {
            case 'ack':
              return session.acknowledged(message.seq);
            case 'command':
              return command(message);
            case 'abort':
              return commands.abort(message.id);
            case 'ping':
              return session.notify({ type: 'pong' });
            case 'bye':
              disconnect(seat, 'bye', () => session.disconnected(transport));
              transport.close();
              return remove(seat);
          }
        });
      },
      refuse(message) {
        if (message.type !== 'command') return;
        seat.lastCommandId = Math.max(seat.lastCommandId, message.id);
        const error = toWireError(new CtiError('RATE_LIMITED', 'Too many messages in a short time. This command was not carried out.'));
        mine(() => session.answer({ type: 'answer', id: message.id, error }));
      },
      renewed({ agentId, expiresAt }) {
        if (agentId !== session.agentId) return end(seat, { reason: 'unauthorized', message: 'The fresh token is for another agent.' });
        seat.expiresAt = expiresAt;
      },
      end: (refusal) => mine(() => end(seat, refusal)),
      disconnected: () => mine(() => disconnect(seat, 'lost', () => session.disconnected(transport))),
    };
  };

  const createSeat = ({ agentId, expiresAt }: Identity, unknown: boolean): Seat => {
    seatsTaken += 1;
    const session = createSession({
      id: randomBytes(18).toString('base64url'),
      agentId,
      snapshot: () => phoneSystem.snapshot(agentId),
      standing: () => standing(agentId),
      isUnderWay: (id) => seat.commands.isUnderWay(id),
      wasSlow(skipped) {
        metrics.slow(skipped);
        log.warn({ ...about(seat), skipped }, 'softphone was slow');
      },
    });
    const seat: Seat = {
      session,
      commands: createCommandRunner({
        phoneSystem,
        agentId,
        capabilities: () => granted(agentId),
        answer(answer, { name, code }) {
          metrics.command(name, code);
          session.answer(answer);
        },
        fault: (error) => log.error({ ...about(seat), err: error }, 'a command failed because of a fault'),
      }),
      lastCommandId: 0,
      expiresAt,
      heardAt: performance.now(),
      slot: seatsTaken % HEARTBEAT_SLOTS,
      number: seatsTaken,
      unknown,
    };
    slots[seat.slot]?.add(seat);
    return seat;
  };

  const welcome = (identity: Identity, hello: Hello, transport: GatewayTransport): Guest | Refusal => {
    const { agentId } = identity;
    const protocol = LINK_PROTOCOL_VERSIONS.find((version) => hello.protocol.includes(version));
    if (stopped) return stopping;
    if (protocol === undefined) {
      return { reason: 'version', message: `This link speaks version ${LINK_PROTOCOL_VERSIONS.join(', ')} of its protocol; the softphone does not.` };
    }
    const greeting = { protocol, heartbeatMs, ...standing(agentId) };
    const present = seats.get(agentId);
    const { resume } = hello;
    if (present && resume?.session === present.session.id) {
      const wasConnected = present.session.connected;
      if (present.session.resume(transport, greeting, resume)) {
        if (!wasConnected) arrived(agentId);
        Object.assign(present, { heardAt: performance.now(), expiresAt: identity.expiresAt });
        return taken(present, transport, 'resumed');
      }
    } else if (present?.session.connected && resume) {
      return { reason: 'replaced', message: 'This agent is connected from somewhere else.' };
    }
    const snapshot = phoneSystem.snapshot(agentId);
    if (!snapshot && phoneSystem.status.state === 'up') return { reason: 'unknownAgent', message: 'The phone system has no agent of this name.' };
    if (present) end(present, { reason: 'replaced', message: 'This agent has connected from somewhere else.' });
    if (seats.size >= MAX_SESSIONS) return { reason: 'full', message: 'This link has no room for another softphone.', retryAfterMs: FULL_RETRY_MS };
    const seat = createSeat(identity, snapshot === undefined);
    seats.set(agentId, seat);
    arrived(agentId);
    seat.session.begin(transport, greeting, snapshot ?? nobody());
    return taken(seat, transport, 'began');
  };

  const welcomeSafely: typeof welcome = (...arrival) => {
    try {
      return welcome(...arrival);
    } catch (error) {
      log.error({ err: error }, 'a softphone could not be welcomed because of a fault');
      return { reason: 'full', message: 'The link could not begin a session because of a fault in it.', retryAfterMs: FULL_RETRY_MS };
    }
  };

  const taken = (seat: Seat, transport: GatewayTransport, outcome: 'began' | 'resumed'): Guest => {
    metrics.hello(outcome);
    count();
    log.info({ ...about(seat), by: transport.kind }, `session ${outcome}`);
    return guestOf(seat, transport);
  };

  const beat = (seat: Seat) => {
    const { session } = seat;
    if (!session.connected) {
      if (performance.now() - session.disconnectedAt > resumeWindowMs) remove(seat);
      return;
    }
    const left = seat.expiresAt - Date.now();
    // Who has a fresh one by now may come back with it.
    if (left <= 0) return end(seat, { reason: 'unauthorized', message: 'The token has expired. Fetch a fresh one.', retryAfterMs: 0 });
    if (performance.now() - seat.heardAt > HEARTBEATS_MISSED * heartbeatMs) {
      metrics.ended('silent');
      return disconnect(seat, 'silent', () => session.close('silent', 'Nothing was heard from this softphone for three heartbeats.', 0));
    }
    session.notify({ type: 'ping', ...(left < RENEW_BEFORE_MS && { renew: true }) });
  };

  let slot = 0;
  const heartbeat = setInterval(() => {
    slot = (slot + 1) % HEARTBEAT_SLOTS;
    for (const seat of [...(slots[slot] ?? [])]) beat(seat);
  }, heartbeatMs / HEARTBEAT_SLOTS);

  /** Agents who came while nobody could say whether they exist. */
  const lookAgain = (seat: Seat) => {
    const snapshot = phoneSystem.snapshot(seat.session.agentId);
    seat.unknown = false;
    if (snapshot) seat.session.tell({ type: 'snapshot', snapshot });
    else end(seat, { reason: 'unknownAgent', message: 'The phone system has no agent of this name.' });
  };

  const offs = [
    phoneSystem.on('line', ({ agentId, event }) => {
      if (event.type === 'agent') chairs.changed(agentId, event.agent);
      const seat = seats.get(agentId);
      if (!seat) return;
      metrics.event();
      seat.session.tell(event);
    }),
    phoneSystem.on('status', (next) => {
      log.info({ state: next.state }, 'phone system');
      if (next.state === 'up') chairs.up();
      for (const seat of [...seats.values()]) {
        if (next.state === 'up' && seat.unknown) lookAgain(seat);
        seat.session.notify({ type: 'status', ...standing(seat.session.agentId) });
      }
    }),
  ];

  count();

  return {
    heartbeatMs,
    get hasRoom() {
      return !stopped && strangers.size < MAX_UNWELCOMED;
    },
    get agents() {
      return seats.keys();
    },
    visit(transport) {
      const visitor = createVisitor({
        transport,
        verify,
        welcome: welcomeSafely,
        turnedAway(reason) {
          metrics.hello(reason);
          log.info({ by: transport.kind, reason }, 'softphone turned away');
        },
        settled: () => void strangers.delete(visitor),
      });
      strangers.add(visitor);
      return visitor;
    },
    stop() {
      stopped = true;
      clearInterval(heartbeat);
      for (const off of offs) off();
      for (const visitor of [...strangers]) visitor.turnAway(stopping);
      for (const seat of [...seats.values()]) {
        seat.commands.abortAll();
        end(seat, stopping);
      }
      // They come back, to this link or the next one.
      chairs.stop();
    },
  };
};
