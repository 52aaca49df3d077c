/**
 * Lines followed through every loss of the session: after each opening, and when a part of the phone system is back, a snapshot of each, and
 * then what came after it. Nothing is missing in between, and nothing is told twice.
 *
 * 1. From OPEN_CONF on, events are held.
 * 2. Each answer of a snapshot marks its place in the stream for its line: what stands before it is contained in it.
 * 3. When all are there they are told, and behind them the held events that stand after their line's mark.
 */
import { createEmitter } from '../../../../protocol/emitter.ts';
import { CtiError, isCtiError } from '../../../../protocol/error.ts';
import type { DecodedMessage, Message } from '../codec/index.ts';
import type { CiscoSession } from '../session/index.ts';
import { agentEventOf, type CallEventMessage, type CiscoAgentEvent, type CiscoCallEvent, callEventOf, isCallEvent } from './call-events.ts';
import type { CiscoAgent } from './connection.ts';
import { inTurn } from './in-turn.ts';
import { MAX_HELD_EVENTS, MAX_SNAPSHOT_ROUNDS, REQUESTS_AT_ONCE } from './limits.ts';
import { type CiscoLineSnapshot, takeLineSnapshot } from './snapshots.ts';

export interface LineEvents {
  /** Of each line, whenever the session was opened or a part of the phone system is back. What was known of the line before is void. */
  snapshot: CiscoLineSnapshot;
  /** The server cannot say at this moment how a line stands: what was known of it may be wrong. */
  unknown: { line: CiscoAgent; error: CtiError };
  call: CiscoCallEvent;
  agent: CiscoAgentEvent;
}

export interface FollowedLines {
  on<Name extends keyof LineEvents>(name: Name, listener: (event: LineEvents[Name]) => void): () => void;
  /**
   * Follows one more, at once when the session is up. Resolves when its snapshot was told, or will be at the next opening.
   * @throws CtiError as a rejection: why the server cannot say how it stands. It is followed all the same
   */
  add(line: CiscoAgent): Promise<void>;
  remove(line: CiscoAgent): void;
  stop(): void;
}

type Followed = CallEventMessage | Message<'AGENT_STATE_EVENT'>;

/** Where in the held events a line's snapshot stands. */
interface Mark {
  agentAt?: number;
  deviceAt?: number;
  devices: readonly string[];
  agentId?: string | undefined;
}

interface Round {
  held: Followed[];
  marks: Map<CiscoAgent, Mark>;
  snapshots: CiscoLineSnapshot[];
  unknown: LineEvents['unknown'][];
  isOverfull: boolean;
}

const devicesOf = (event: Followed): (string | undefined)[] =>
  event.name === 'AGENT_STATE_EVENT' ? [event.agentInstrument, event.agentExtension] : [callEventOf(event).connection.connectionDeviceId];

/** Whether the event happened before the snapshot of the line that it is about. */
const isContained = (event: Followed, at: number, byDevice: ReadonlyMap<string, Mark>, byAgent: ReadonlyMap<string, Mark>): boolean => {
  const device = devicesOf(event).find((name) => name !== undefined && byDevice.has(name));
  const mark =
    (event.name === 'AGENT_STATE_EVENT' && event.agentId !== undefined && byAgent.get(event.agentId)) || (device !== undefined && byDevice.get(device));
  if (!mark) return false;
  return at < ((event.name === 'AGENT_STATE_EVENT' ? mark.agentAt : mark.deviceAt) ?? 0);
};

export const followLines = (session: CiscoSession, lines: readonly CiscoAgent[], isOurs: (monitorId: number) => boolean): FollowedLines => {
  const emitter = createEmitter<LineEvents>();
  const followed = new Set<CiscoAgent>(lines);
  let round: Round | undefined;
  /** The round under way: one at a time, but for an opening, which ends all before it. */
  let active: Promise<unknown> | undefined;

  const tell = (event: Followed): void => {
    if (event.name === 'AGENT_STATE_EVENT') emitter.emit('agent', agentEventOf(event));
    else emitter.emit('call', callEventOf(event));
  };

  const snapshotOf = async (line: CiscoAgent, into: Round): Promise<void> => {
    const mark: Mark = { devices: [], agentId: line.agentId };
    into.marks.set(line, mark);
    try {
      const snapshot = await takeLineSnapshot(session, line, {
        agent: () => {
          mark.agentAt = into.held.length;
        },
        device: (devices) => {
          mark.deviceAt = into.held.length;
          mark.devices = devices;
        },
      });
      into.snapshots.push(snapshot);
    } catch (error) {
      // Nothing is contained in what there is not.
      into.marks.delete(line);
      if (isCtiError(error)) into.unknown.push({ line, error });
      throw error;
    }
  };

  const release = ({ held, marks, snapshots, unknown }: Round): void => {
    round = undefined;
    const byDevice = new Map([...marks.values()].flatMap((mark) => mark.devices.map((device) => [device, mark] as const)));
    const byAgent = new Map([...marks.values()].flatMap((mark) => (mark.agentId === undefined ? [] : [[mark.agentId, mark] as const])));
    for (const snapshot of snapshots) if (followed.has(snapshot.line)) emitter.emit('snapshot', snapshot);
    for (const one of unknown) if (followed.has(one.line)) emitter.emit('unknown', one);
    for (const [at, event] of held.entries()) if (!isContained(event, at, byDevice, byAgent)) tell(event);
  };

  const begin = (): Round => {
    round = { held: [], marks: new Map(), snapshots: [], unknown: [], isOverfull: false };
    return round;
  };

  /** Snapshots of these, and then what came behind them; also where one of them failed. A newer round takes the place of an older one. */
  const run = async (some: Iterable<CiscoAgent>, isLast: boolean): Promise<'done' | 'again' | 'replaced'> => {
    const mine = begin();
    const outcomes = await inTurn(some, REQUESTS_AT_ONCE, (line) => snapshotOf(line, mine));
    if (round !== mine) return 'replaced';
    if (mine.isOverfull && !isLast) return 'again';
    release(mine);
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    if (mine.isOverfull) throw new CtiError('TOO_LARGE', 'More events came than can be kept while snapshots were taken. Some were not told.');
    return 'done';
  };

  const synchronize = async (): Promise<void> => {
    for (let count = 1; count <= MAX_SNAPSHOT_ROUNDS; count += 1) if ((await run(followed, count === MAX_SNAPSHOT_ROUNDS)) !== 'again') return;
  };

  const alone = async (work: Promise<unknown>): Promise<void> => {
    active = work;
    try {
      await work;
    } finally {
      if (active === work) active = undefined;
    }
  };

  const offs = [
    session.on('status', ({ state }) => {
      if (state === 'lost' || state === 'failed' || state === 'stopped') round = undefined;
    }),
    session.on('message', (message: DecodedMessage) => {
      const isFollowed = message.name === 'AGENT_STATE_EVENT' || isCallEvent(message);
      // What comes before the session is open belongs to none.
      if (!isFollowed || !session.grant || !isOurs(message.monitorId)) return;
      if (!round) tell(message);
      else if (round.held.length < MAX_HELD_EVENTS) round.held.push(message);
      else round.isOverfull = true;
    }),
    session.synchronize(() => alone(synchronize())),
  ];

  return {
    on: emitter.on,
    async add(line) {
      followed.add(line);
      while (active) await active.catch(() => undefined);
      // Otherwise the next opening finds it among the others.
      if (session.status.state !== 'up' || !followed.has(line)) return;
      await alone(run([line], true));
    },
    remove: (line) => void followed.delete(line),
    stop() {
      for (const off of offs) off();
      emitter.dispose();
    },
  };
};
